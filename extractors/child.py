"""The child process: read one file within limits, and tell the parent what is in it.

Run as `python -m extractors.child` by `extractors.worker`, and by nothing else. What is raised
here beyond a CuratorError ends the process; the parent turns that into one sentence.
"""

from __future__ import annotations

import gc
import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from functools import partial
from pathlib import Path
from typing import IO, Any

from curator.errors import CuratorError, ExtractionError, LockedError, UnknownNameError
from curator.intake import report_data
from curator.language import _
from curator.registry import dump
from curator.sources import MEDIA_TYPES, ExtractedTable, Source
from extractors import EXTRACTORS, protocol, sniff
from extractors.archive import Begun, Ended, unpacked
from extractors.base import Extractor
from extractors.limits import Limits, confine, guard
from extractors.options import Options

Further = queue.SimpleQueue[protocol.Message]
"""What is asked after the first request."""


def main() -> None:
    """Answer the one request on standard input; standard output is closed to everyone else."""
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)
    asked = os.fdopen(0, "rb", buffering=0, closefd=False)
    requests = protocol.receive(asked)
    request = next(requests, None)
    if request is None:
        return
    further: Further = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(requests, further), daemon=True).start()
    confine(Limits(**request["limits"]))
    guard()
    gc.freeze()
    try:
        _answer(request, further, answers)
        protocol.send(answers, {"done": True})
    except CuratorError as error:
        _refuse(error, answers)
    except BrokenPipeError:
        os._exit(1)


def _refuse(error: CuratorError, answers: IO[bytes]) -> None:
    protocol.send(answers, {"error": str(error), "kind": _kind(error)})


def _kind(error: CuratorError) -> str:
    if isinstance(error, LockedError):
        return "locked"
    return "unknown" if isinstance(error, UnknownNameError) else "unreadable"


def _hear(requests: Iterator[protocol.Message], further: Further) -> None:
    """Keep what is asked further; the end comes when the parent is done with us, or is no more."""
    try:
        for request in requests:
            further.put(request)
    finally:
        os._exit(1)


def _answer(request: dict[str, Any], further: Further, answers: IO[bytes]) -> None:
    path = Path(request["path"])
    media_type = sniff.media_type(path)
    protocol.send(answers, {"media_type": media_type})
    wanted = request["wanted"]
    if wanted == "changes" or wanted in _OF_PAGES:
        if media_type != sniff.PDF:
            raise UnknownNameError(_("{file} is no PDF and has no pages.").format(file=path.name))
        password = protocol.options_of(request["options"]).password
        if wanted == "changes":
            _changes(path, password, further, answers, **request["of"])
        else:
            _OF_PAGES[wanted](path, password, answers, **request["of"])
        return
    if wanted == "kind":
        return
    if wanted == "members":
        _members(path, media_type, answers)
        return
    source = Source(**{**request["source"], "media_type": media_type})
    extractor = _extractor(protocol.options_of(request["options"]), media_type, path)

    def progress(done: int, total: int | None) -> None:
        protocol.send(answers, {"progress": [done, total]})

    if wanted == "report":
        report = extractor.report(path, source, progress)
        protocol.send(answers, {"report": report_data(report)})
        return
    method = dump(extractor)
    for table in extractor.extract(path, source, progress):
        head = {**asdict(table.head), "extractor": table.head.extractor or method}
        protocol.send(answers, {"head": head})
        _answer_rows(table, answers)
        protocol.send(answers, {"end": True})


def _answer_rows(table: ExtractedTable, answers: IO[bytes]) -> None:
    """Send a table's batches, and before what may break down the rows that wait for it."""
    more = True
    while more:
        rest = table.rest()
        if rest is not None:
            protocol.send_batch(answers, rest, "rest")
        batch = next(table.batches, None)
        more = batch is not None
        if batch is not None:
            protocol.send_batch(answers, batch)


def _members(path: Path, media_type: str, answers: IO[bytes]) -> None:
    if media_type != sniff.ZIP:
        raise UnknownNameError(_("{file} is no archive of files.").format(file=path.name))
    for piece in unpacked(path):
        if isinstance(piece, Begun):
            protocol.send(answers, {"member": piece.name})
        elif isinstance(piece, Ended):
            protocol.send(answers, {"ended": piece.problem})
        else:
            protocol.send(answers, {"piece": len(piece)}, piece)


def _changes(
    path: Path, password: str | None, further: Further, answers: IO[bytes], page: int
) -> None:
    from extractors.pdf.changes import answer_changes

    failed = partial(_refuse, answers=answers)
    answer_changes(path, page, password, iter(further.get, None), answers, failed)


def _words(path: Path, password: str | None, answers: IO[bytes], page: int) -> None:
    from extractors.pdf.page import page_text

    words = page_text(path, page, password)
    protocol.send(answers, {"words": protocol.words_data(words)})


def _picture(
    path: Path, password: str | None, answers: IO[bytes], page: int, box: Any, pixels: Any
) -> None:
    from extractors.pdf.picture import page_picture

    wide, high = pixels
    protocol.send_picture(answers, page_picture(path, page, box, (wide, high), password))


def _second_reading(
    path: Path, password: str | None, answers: IO[bytes], pages: Sequence[Any]
) -> None:
    from extractors.pdf.second_reading import Differing, ReadCell, ReadPage, second_reading

    def progress(done: int, total: int | None) -> None:
        protocol.send(answers, {"progress": [done, total]})

    asked = [
        ReadPage(page["page"], [ReadCell(*cell) for cell in page["cells"]], page["tables"])
        for page in pages
    ]
    for told in second_reading(path, asked, progress, password):
        key = "differing" if isinstance(told, Differing) else "counted"
        protocol.send(answers, {key: astuple(told)})


_OF_PAGES: Mapping[str, Callable[..., None]] = {
    "words": _words,
    "picture": _picture,
    "second reading": _second_reading,
}
"""What is answered of a PDF's pages, without its tables."""


def _extractor(options: Options, media_type: str, path: Path) -> Extractor:
    """Choose the extractor, and give it those of the options that it has."""
    chosen = EXTRACTORS[options.extractor] if options.extractor else None
    if chosen is not None and media_type not in chosen.media_types:
        raise UnknownNameError(
            _("The extractor {extractor} does not read {kind} files such as {file}.").format(
                extractor=chosen.name, kind=MEDIA_TYPES[media_type], file=path.name
            )
        )
    if media_type == sniff.ZIP:
        raise ExtractionError(
            _("{file} is an archive; read it by itself, or unpack it first.").format(file=path.name)
        )
    if chosen is None:
        chosen = next(one for one in EXTRACTORS if media_type in one.media_types)
    fields = chosen.__dataclass_fields__
    given = {"name": chosen.name, **asdict(options)}
    return EXTRACTORS.load({key: given[key] for key in given if key == "name" or key in fields})


if __name__ == "__main__":
    main()
