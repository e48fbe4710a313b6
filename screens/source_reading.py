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
    is_read_twice,
    page_text,
    read,
    read_twice,
    report,
)
from screens.correction import Correction
from screens.desk import Desk
from screens.found_view import FoundView
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
        self._pages: dict[int, PageText | str] = {}
        self._fetching = Lock()
        self._checking = Lock()
        self._leaving = Event()

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
        return report(self.path, self.options)

    def tables(self, progress: Progress) -> Generator[Found, None, None]:
        """Yield each table once it was read whole.

        Raises:
            ExtractionError: the file, or from here on the rest of it, cannot be read.
            Cancelled: `progress` raised it; tables that were yielded stay.
        """
        with self._in_use:
            if self._gone:
                return
            self._spool = self._spool or Spool()
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
        return report(self.path, self.options, progress).pages

    def check(self, tables: Sequence[Found], progress: Progress) -> int:
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
            tables = [one for one in tables if not one.checked]
            pending = [one for one in tables if is_read_twice(one.source.media_type)]
            if not pending or self._gone:
                return 0
            return read_twice(self.path, pending, staying, password=self.options.password) or 0
        finally:
            self._checking.release()

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
                dataset = desk.store.add(
                    entry.table(), self.path, desk.who, entry.name, entry.number, tell
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
        return Spot(view, words, self.page(number), view.box(row, column), view.region(row))

    def page(self, number: int) -> PageText | str:
        """Return a page's words, or one sentence that says why there are none."""
        with self._fetching:
            if number not in self._pages:
                try:
                    found: PageText | str = page_text(
                        self.path, number, password=self.options.password
                    )
                except CuratorError as error:
                    found = str(error)
                while len(self._pages) >= PAGES:
                    del self._pages[next(iter(self._pages))]
                self._pages[number] = found
            return self._pages[number]

    def let_go(self, leave: Callable[[], None] | None) -> None:
        """Remove the spool once nobody works with it, then call `leave`; does not wait for it."""

        def close() -> None:
            self._leaving.set()
            with self._in_use, self._checking:
                self._gone = True
                if self._spool is not None:
                    self._spool.close()
            with self._fetching:
                if leave is not None:
                    leave()

        Thread(target=close, name=CLOSER).start()


@dataclass(frozen=True)
class ReadAlready:
    """A source that was read before its tables are chosen; it is not let go of by who chooses."""

    reading: Reading
    tables: Sequence[Found]
    error: CuratorError | None
    """What ended the reading early."""
