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
from curator.sources import Box, PageText, Source
from curator.tables import Progress
from extractors import (
    Found,
    Group,
    Options,
    Spool,
    Together,
    group_report,
    is_group,
    is_read_twice,
    page_text,
    read,
    read_group,
    read_twice,
    report,
)
from screens.desk import Desk
from screens.found_view import FoundView
from screens.source_list import Entry
from screens.source_words import BEAT, seam_words
from screens.widgets.page_layout import Layout, sheet_layout

Files = list[tuple[Source, Path]]
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
        self._group: Group | None = None
        self._parts: dict[int, tuple[Files, int]] = {}
        """Of a group's tables, by identity: the files in which they stand, and their numbers."""

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
        return self._group is not None

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
                yield from self._of_group(self._spool, progress)
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

    def _of_group(
        self, spool: Spool, progress: Progress
    ) -> Generator[Found | Together, None, None]:
        if self._group is not None:
            self._group.close()
        self._group = Group(self.path, progress)
        reading = read_group(self._group, self.options, spool, progress)
        for whole in reading.wholes:
            self._parts[id(whole)] = reading.parts(whole), 1
            yield whole
        for file in reading.files:
            taken = file.left if file.joined or file.left else file.tables
            for found in taken:
                assert file.member.path is not None
                number = file.tables.index(found) + 1
                self._parts[id(found)] = [(found.source, file.member.path)], number
                yield found
        problems = reading.problems()
        if problems:
            raise ExtractionError("\n".join(problems))

    def kinds(self, progress: Progress) -> tuple[PagesReport, ...]:
        """Return of what kind the pages are, to say why there is no table; none of other files.

        Raises:
            ExtractionError: the file cannot be read any more.
            Cancelled: `progress` raised it.
        """
        if self._group is not None:
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
                pending.setdefault(self._path_of(one), []).append(one)
        password = self.options.password
        counts = [
            read_twice(path, found, progress, password=password) or 0
            for path, found in pending.items()
        ]
        return sum(counts)

    def _path_of(self, found: Found) -> Path:
        """Return the file in which a table was found."""
        files, _number = self._parts.get(id(found), ([(found.source, self.path)], 1))
        return files[0][1]

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
                files, number = self._parts.get(id(entry.found), usual)
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
                if self._group is not None:
                    self._group.close()
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
