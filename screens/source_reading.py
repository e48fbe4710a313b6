"""The files behind the source screen: what is read, kept for choosing, and let go."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread

from curator.errors import Cancelled, CuratorError, ExtractionError
from curator.intake import PagesReport, Report
from curator.language import _
from curator.settings import SECOND_READING
from curator.sources import Box, PageText
from curator.tables import Progress
from extractors import (
    Found,
    Options,
    Spool,
    Together,
    group_report,
    is_group,
    is_read_twice,
    page_text,
    read,
    read_twice,
    report,
)
from screens.correction import Correction
from screens.desk import Desk
from screens.found_view import FoundView
from screens.group_files import Files, GroupFiles
from screens.source_list import Entry
from screens.source_words import BEAT, seam_words
from screens.widgets.page_layout import Layout, sheet_layout

PAGES = 16
"""The text of so many pages is kept."""
CLOSER = "curator-close-source"
"""The name of the thread that removes the spool."""


@dataclass(frozen=True)
class Spot:
    """What there is to show of the cell under the cursor."""

    view: FoundView
    words: str
    """Where it stands and what is doubtful about it."""
    page: PageText | str | None = None
    """The words of its page, or why they cannot be shown; None where there are no pages."""
    box: Box | None = None
    region: Box | None = None
    """The table's region on the page."""
    sheet: Layout | None = None
    """The part of its sheet or text around it."""


class Reading:
    """One source while its tables are chosen; every method may take time, and runs in a thread."""

    def __init__(self, path: Path, options: Options) -> None:
        self.path = path
        self.options = options
        self._in_use = Lock()
        self._spool: Spool | None = None
        self._gone = False
        self._pages: dict[tuple[Path, int], PageText | str] = {}
        self._fetching = Lock()
        self._checking = Lock()
        self._leaving = Event()
        self._files = GroupFiles(path)

    def choose(self, options: Options) -> None:
        """Read with `options` from now on."""
        self.options = options

    def unlock(self, password: str) -> None:
        """Read with `password` from now on."""
        self.options = replace(self.options, password=password)
        self._pages.clear()

    def report(self) -> Report:
        """Return what is to be said of the file before anything of it is imported.

        Raises:
            ExtractionError: the file cannot be read.
        """
        if self.is_group:
            return group_report(self.path, self.options)
        return report(self.path, self.options)

    @property
    def is_group(self) -> bool:
        """Whether a folder or an archive was read."""
        return self._files.is_open

    def tables(self, progress: Progress) -> Generator[Found | Together, None, None]:
        """Yield each table once it was read whole; of a folder or archive those of its files.

        Raises:
            ExtractionError: the file, or from here on the rest of it, cannot be read; of a group
                it says of each file that was not read why not.
            Cancelled: `progress` raised it; tables that were yielded stay.
        """
        with self._in_use:
            if self._gone:
                return
            self._spool = self._spool or Spool()
            if is_group(self.path):
                yield from self._files.tables(self.options, self._spool, progress)
                return
            try:
                with closing(read(self.path, self.options, progress)) as tables:
                    for table in tables:
                        yield self._spool.keep(table)
            except OSError as error:
                raise ExtractionError(
                    _("{path} could not be read: {strerror}.").format(
                        path=self.path.name, strerror=error.strerror
                    )
                ) from error

    def kinds(self, progress: Progress) -> tuple[PagesReport, ...]:
        """Return of what kind the pages are, to say why there is no table; none of other files.

        Raises:
            ExtractionError: the file cannot be read any more.
            Cancelled: `progress` raised it.
        """
        if self.is_group:
            return ()
        return report(self.path, self.options, progress).pages

    def check(self, tables: Sequence[Found | Together], progress: Progress) -> int:
        """Read the cells of a PDF's tables a second time, unless they were or nobody wants that.

        Returns:
            How many of their cells are doubtful now.

        Raises:
            Cancelled: `progress` raised it, also while somebody else checks them.
        """
        if SECOND_READING.value() == "off":
            return 0

        def staying(done: int, total: int | None) -> None:
            progress(done, total)
            if self._leaving.is_set():
                raise Cancelled(_("The second reading was stopped."))

        while not self._checking.acquire(timeout=BEAT):
            staying(0, None)
        try:
            return 0 if self._gone else self._read_twice(tables, staying)
        finally:
            self._checking.release()

    def _read_twice(self, tables: Sequence[Found | Together], progress: Progress) -> int:
        """Read a second time what was not yet, file by file; return how many cells differ."""
        pending: dict[Path, list[Found]] = {}
        for one in tables:
            if isinstance(one, Found) and is_read_twice(one.source.media_type) and not one.checked:
                pending.setdefault(self._files.path_of(one), []).append(one)
        password = self.options.password
        counts = [
            read_twice(path, found, progress, password=password) or 0
            for path, found in pending.items()
        ]
        return sum(counts)

    def corrected(self, correction: Correction, progress: Progress) -> list[Found]:
        """Return the tables that were drawn, read as they will be with the dataset's options.

        Raises:
            ExtractionError: the file cannot be read, or no text stands in what was drawn.
            UnknownNameError: what was drawn lies off a page of the run.
            Cancelled: `progress` raised it.
        """
        with self._in_use:
            self._spool = self._spool or Spool()
            found: list[Found] = []
            for drawn, header_rows in correction.drawn:
                options = replace(
                    self.options,
                    pages=(),
                    regions=(drawn.region_text(),),
                    columns=(drawn.columns_text(),),
                    rows=(drawn.rows_text(),),
                    header_rows=header_rows,
                )
                with closing(read(self.path, options, progress)) as tables:
                    found += [self._spool.keep(table) for table in tables]
        if not found:
            raise ExtractionError(_("No text stands in what was drawn; nothing was changed."))
        return found

    def add(
        self,
        entries: Sequence[Entry],
        desk: Desk,
        progress: Callable[[Entry, int], None],
        added: Callable[[Entry], None],
    ) -> None:
        """Add tables one by one; those that were added stay, whatever happens to the next.

        Args:
            progress: told of the table and the rows of it that are written.
            added: told of each table that is in the store; its entry names the dataset.
        """

        def looking_again(done: int, _total: int | None) -> None:
            progress(entries[0], 0)

        self.check([entry.found for entry in entries], looking_again)
        with self._in_use:
            if self._gone:
                return
            for entry in entries:

                def tell(done: int, _total: int | None, entry: Entry = entry) -> None:
                    progress(entry, done)

                tell(0, None)
                usual: tuple[Files, int] = [(entry.found.source, self.path)], entry.number
                files, number = self._files.parts(entry.found) or usual
                name = entry.name or entry.usual_name
                dataset = desk.store.add_together(
                    entry.table(), files, desk.who, name, tell, number
                )
                entry.dataset = dataset.name
                added(entry)

    def spot(self, view: FoundView, row: int, column: int) -> Spot:
        """Read what there is to show of the cell at a position of `view`."""
        seam = view.seam(row)
        told = [seam_words(seam)] if seam is not None else []
        words = " · ".join([view.place(row, column), *told, *view.flags(row, column)])
        number = view.page(row)
        if number is None:
            return Spot(view, words, sheet=sheet_layout(*view.sheet(row, column)))
        page = self.page(number, self._files.path_of(view.found))
        return Spot(view, words, page, view.box(row, column), view.region(row))

    def page(self, number: int, path: Path | None = None) -> PageText | str:
        """Return a page's words, or one sentence that says why there are none.

        Args:
            path: the file of a group in which the page is; None where it is no group.
        """
        place = path or self.path, number
        with self._fetching:
            if place not in self._pages:
                try:
                    found: PageText | str = page_text(*place, password=self.options.password)
                except CuratorError as error:
                    found = str(error)
                while len(self._pages) >= PAGES:
                    del self._pages[next(iter(self._pages))]
                self._pages[place] = found
            return self._pages[place]

    def let_go(self, leave: Callable[[], None] | None) -> None:
        """Remove the spool once nobody works with it, then call `leave`; does not wait for it."""

        def close() -> None:
            self._leaving.set()
            with self._in_use, self._checking:
                self._gone = True
                if self._spool is not None:
                    self._spool.close()
                self._files.close()
            with self._fetching:
                if leave is not None:
                    leave()

        Thread(target=close, name=CLOSER).start()


@dataclass(frozen=True)
class ReadAlready:
    """A source that was read before its tables are chosen; it is not let go of by who chooses."""

    reading: Reading
    tables: Sequence[Found | Together]
    error: CuratorError | None
    """What ended the reading early."""
