"""Read untrusted files: the front functions, which run the child process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from curator.errors import ExtractionError
from curator.intake import Report
from curator.language import _
from curator.sources import PAGES, Batch, Box, ExtractedTable, PagePicture, PageText, Source
from curator.tables import Progress
from extractors import protocol, sniff
from extractors.archive import Begun, Ended, Piece
from extractors.limits import Limits
from extractors.options import Options
from extractors.pdf.second_count import Counted
from extractors.pdf.second_reading import Differing, ReadPage
from extractors.process import Child
from extractors.stitching import cut_short

MOST = 1 << 20
"""Pixels of the largest picture; a terminal has no more."""
USUAL = Options()
STRICT = Limits()


def quiet(done: int, total: int | None) -> None:
    """Take note of no progress."""


def read(
    path: Path,
    options: Options = USUAL,
    progress: Progress = quiet,
    limits: Limits = STRICT,
    name: str | None = None,
) -> Generator[ExtractedTable, None, None]:
    """Yield the tables of the file at `path`; each one's batches are read before the next.

    Args:
        path: the file, which is only read.
        options: how it is read.
        progress: told of pages, sheets or bytes done.
        limits: how much it may cost.
        name: what its source is called; None takes the file's name without its folder.

    Closing the iterator, or a Cancelled from `progress`, ends the child process at once.
    Tables that were yielded before an error are whole.

    Raises:
        ExtractionError: the file, or from here on the rest of it, cannot be read.
        LockedError: it is locked with a password, or with another one.
        UnknownNameError: there is no such extractor, page or sheet.
    """
    before = sniff.regular(path)
    progress(0, None)
    source = Source.of(path, "")
    source = replace(source, name=name or source.name)
    with Child(path, protocol.request_of(path, source, options, limits), limits) as child:
        while (message := child.next(progress)) is not None:
            if "media_type" in message:
                source = replace(source, media_type=message["media_type"])
                child.place = _place(source.media_type, options.pages)
            elif "head" in message:
                arriving = _Arriving(child, progress)
                batches = arriving.batches()
                yield ExtractedTable(source, protocol.head_of(message["head"]), batches)
                for _batch in batches:  # those that nobody asked for
                    pass
                if arriving.error is not None:
                    raise arriving.error
    after = sniff.regular(path)
    if (before.st_size, before.st_mtime_ns, before.st_ino) != (
        after.st_size,
        after.st_mtime_ns,
        after.st_ino,
    ):
        raise ExtractionError(
            _("{file} was changed while it was read; read it again.").format(file=path.name)
        )


def report(
    path: Path,
    options: Options = USUAL,
    progress: Progress = quiet,
    limits: Limits = STRICT,
) -> Report:
    """Return what is to be said of the file at `path` before anything of it is imported.

    Raises:
        ExtractionError: the file cannot be read.
        UnknownNameError: there is no such extractor or sheet.
    """
    sniff.regular(path)
    request = protocol.request_of(path, Source.of(path, ""), options, limits, "report")
    with Child(path, request, limits) as child:
        while (message := child.next(progress)) is not None:
            if "media_type" in message:
                child.place = _place(message["media_type"], options.pages)
            elif "report" in message:
                return child.report(message)
    raise AssertionError("A child that is done has sent its report.")


def kind(path: Path, limits: Limits = STRICT) -> str:
    """Return the media type of the file at `path` by its content; raises ExtractionError."""
    sniff.regular(path)
    source = Source("", path.name, "", 0)
    with Child(path, protocol.request_of(path, source, USUAL, limits, "kind"), limits) as child:
        message = child.next(quiet)
    assert message is not None
    return str(message["media_type"])


def unpack(
    path: Path, progress: Progress = quiet, limits: Limits = STRICT
) -> Generator[Piece, None, None]:
    """Yield what is in the ZIP archive at `path`, as `archive.unpacked` does.

    Raises:
        ExtractionError: it is no archive, or damaged, or from here on cannot be read.
    """
    sniff.regular(path)
    source = Source("", path.name, "", 0)
    request = protocol.request_of(path, source, USUAL, limits, "members")
    with Child(path, request, limits) as child:
        while (message := child.next(progress)) is not None:
            if "member" in message:
                yield Begun(message["member"])
            elif "piece" in message:
                yield message.get("body", b"")
            elif "ended" in message:
                yield Ended(message["ended"])


def page_text(
    path: Path, number: int, limits: Limits = STRICT, password: str | None = None
) -> PageText:
    """Return the words of page `number` (1 is the first) of the PDF at `path`.

    Raises:
        ExtractionError: the file cannot be read; LockedError: not without a password.
        UnknownNameError: there is no such page.
    """
    sniff.regular(path)
    source = Source("", path.name, "", 0)
    options = Options(password=password)
    request = protocol.request_of(path, source, options, limits, "words", page=number)
    with Child(path, request, limits) as child:
        child.place = lambda done: _("at page {page}").format(page=number)
        while (message := child.next(quiet)) is not None:
            if "words" in message:
                return protocol.words_of(message["words"])
    raise AssertionError("A child that is done has sent its words.")


def page_picture(
    path: Path,
    number: int,
    box: Box | None,
    pixels: tuple[int, int],
    limits: Limits = STRICT,
    password: str | None = None,
) -> PagePicture:
    """Return what lies in `box`, None for all, of page `number` of the PDF at `path`, drawn.

    Args:
        box: PDF points from the top left of the page as it is shown.
        pixels: the greatest width and height; the page's proportions are kept, and so is MOST.

    Raises:
        ExtractionError: the file cannot be read or drawn; LockedError: not without a password.
        UnknownNameError: there is no such page.
    """
    sniff.regular(path)
    shrink = min((MOST / (pixels[0] * pixels[1])) ** 0.5, 1.0)
    size = [max(int(side * shrink), 1) for side in pixels]
    source = Source("", path.name, "", 0)
    options = Options(password=password)
    request = protocol.request_of(
        path, source, options, limits, "picture", page=number, box=box, pixels=size
    )
    with Child(path, request, limits) as child:
        child.place = lambda done: _("at page {page}").format(page=number)
        while (message := child.next(quiet)) is not None:
            if "picture" in message:
                return child.picture(message)
    raise AssertionError("A child that is done has sent its picture.")


def second_reading(
    path: Path,
    pages: Sequence[ReadPage],
    progress: Progress = quiet,
    limits: Limits = STRICT,
    password: str | None = None,
) -> Generator[Differing | Counted, None, None]:
    """Yield what another reader of the PDF at `path` reads otherwise of some cells and tables.

    Raises:
        ExtractionError: the file cannot be read by it.
    """
    sniff.regular(path)
    source = Source("", path.name, "", 0)
    asked = [asdict(page) for page in pages]
    for page in asked:
        page["cells"] = [list(cell.values()) for cell in page["cells"]]
    options = Options(password=password)
    request = protocol.request_of(path, source, options, limits, "second reading", pages=asked)
    with Child(path, request, limits) as child:
        while (message := child.next(progress)) is not None:
            if "differing" in message:
                yield Differing(*message["differing"])
            elif "counted" in message:
                table, first, second = message["counted"]
                yield Counted(table, tuple(first), tuple(second))


class _Arriving:
    """One table's rows; what the child had told of it before it broke down is kept."""

    def __init__(self, child: Child, progress: Progress) -> None:
        self._child = child
        self._progress = progress
        self._told = 0
        self.error: ExtractionError | None = None
        """What ended the table early, once its rows were read."""

    def batches(self) -> Iterator[Batch]:
        """Yield the batches up to the table's end, or to where the child broke down."""
        rest: Batch | None = None
        try:
            while (message := self._child.next(self._progress)) is not None:
                if "rest" in message:
                    rest = self._child.batch(message)
                elif "batch" in message:
                    rest = None
                    batch = self._child.batch(message)
                    self._told += len(batch.rows)
                    yield batch
                else:
                    return
        except ExtractionError as error:
            if rest is None:
                raise
            self.error = error
            yield cut_short(rest, self._told)


def _place(media_type: str, pages: Sequence[int]) -> Callable[[int], str]:
    """Return what says in words where a reader is that has done so many pages, sheets or rows."""

    def place(done: int) -> str:
        if media_type == sniff.PDF:
            page = pages[done] if done < len(pages) else done + 1
            return _("at page {page}").format(page=page)
        if media_type == sniff.TEXT:
            return _("after row {row:,}").format(row=done)
        if media_type in PAGES:
            return _("at table {table}").format(table=done + 1)
        return _("at sheet {sheet}").format(sheet=done + 1)

    return place
