"""The source: the tables found in one file, each beside its page, to keep, skip and name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Button, Footer, Static

from curator.errors import Cancelled, CuratorError, LockedError
from curator.intake import PagesReport
from curator.language import _, ngettext
from curator.values import one_line
from extractors import Found, Options
from screens.correcting import CorrectingScreen
from screens.desk import Desk
from screens.nothing_found import NothingFound
from screens.source_list import NAME, Entry, TableList, keep_all
from screens.source_notes import SourceNotes
from screens.source_pane import FoundPane
from screens.source_reading import ReadAlready, Reading
from screens.source_words import added_words, found_words, nothing_found, teller
from screens.unlocking import ask_password
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid
from screens.widgets.scripts import pictured

Told = TypeVar("Told")


class SourceScreen(CorrectingScreen):
    """Reads a file and shows its tables as they are found.

    Dismissed with the names of the datasets that were added, None if there are none.
    """

    HELP = _("""
## A source

Every table found in the file, and beside each the page or sheet that it stands on; the cell under
the cursor is marked there in brackets. Nothing is added unasked: **Space** keeps a table or skips
it, **F6** keeps all or none, **F7** adds those that are kept. A file's only table is kept from the
start; a table that the source hides is told of, and skipped until you keep it.

**F3** and **F4** say how many rows are the header, **F2** names a dataset, **Tab** goes from the
list to the table, the page and the button. **F9** writes a note on the page or sheet; it belongs to
a dataset that was made from it.

A table that was found wrongly, or not at all, is drawn by hand: **Shift+F5** shows the page with
rulers that you move.
""")
    CSS_PATH = "source.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-broad")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "add", _("Add"), key_display="F7", tooltip=_("Add the tables that are kept")),
        Binding(
            "space", "keep", _("Keep"), key_display="Space", tooltip=_("Keep the table, or skip it")
        ),
        Binding(
            "f6,a", "keep_all", _("All"), key_display="F6", tooltip=_("Keep all tables, or none")
        ),
        Binding("f2,n", "name", _("Name"), key_display="F2", tooltip=_("Name the dataset")),
        Binding("f3,minus", "header(-1)", _("One header row fewer"), show=False, key_display="F3"),
        Binding(
            "f4,plus",
            "header(1)",
            _("Header"),
            key_display="F3 F4",
            tooltip=_("One header row more"),
        ),
        Binding("f9", "annotate", _("Note"), key_display="F9", tooltip=_("Note on this page")),
        Binding(
            "c,f17,shift+f5",
            "correct",
            _("Rulers"),
            key_display="Shift+F5",
            tooltip=_("Correct the table on its page by hand"),
        ),
    ]

    def __init__(
        self,
        desk: Desk,
        path: Path,
        options: Options | None = None,
        leave: Callable[[], None] | None = None,
        already: ReadAlready | None = None,
    ) -> None:
        """Show the tables of the file at `path`.

        Args:
            desk: where they are added, and by whom.
            path: the file, which is only read.
            options: how it is read; None as usual.
            leave: called in a thread when the file is needed no longer.
            already: what was read of it before; None reads it now.
        """
        super().__init__()
        self.desk = desk
        self.path = path
        self.entries: list[Entry] = []
        self._options = options or Options()
        self._already = already
        self._reading = already.reading if already else Reading(path, self._options)
        self._leave = leave
        self._busy: str | None = None
        self._pages_done: int | None = None
        self._kinds: tuple[PagesReport, ...] = ()
        self._entry: Entry | None = None
        self._chosen_by_hand = leave is not None
        """Whether nothing is kept unasked: a source of the store has been chosen from before."""

    def compose(self) -> ComposeResult:
        """Lay out the list, the table, its page, and what is said of them."""
        yield Static("", id="status", classes="line", markup=False)
        yield SourceNotes(self.desk)
        with Container(id="body"):
            yield TableList(id="tables")
            yield FoundPane(self._reading)
            yield Button(_("Add kept tables"), id="add", compact=True, variant="primary")
        yield NothingFound()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one("#body").display = False
        if self._already is not None:
            self.call_after_refresh(self._show_already, self._already)
            return
        self._begin()

    def on_unmount(self) -> None:
        """Stop what runs, and let go of the file."""
        self.cancel_work()
        if self._already is None:
            self._reading.let_go(self._leave)

    # Reading

    def _begin(self) -> None:
        self._busy = "reading"
        self._say(_("Reading {name} … Escape stops.").format(name=one_line(self.path.name, 40)))
        self.do(self._read, lambda _: self._end_reading(None), self._end_reading)

    def _unlock(self, password: str) -> None:
        """Read once more, with a password."""
        self._reading.unlock(password)
        self.query_one(NothingFound).display = False
        self._begin()

    def _show_already(self, already: ReadAlready) -> None:
        """Show what was read before as if it was read now."""
        for found in already.tables:
            self._take_in(found)
        self._end_reading(already.error)

    def _read(self) -> None:
        """Read the file in a thread, telling of each table."""
        tell = teller(self.cancelling(), partial(self._later, self._go_on))

        def progress(done: int, total: int | None) -> None:
            self._pages_done = total if total is not None else self._pages_done
            tell(_("Reading {name}").format(name=one_line(self.path.name, 40)), done, total)

        nothing = True
        with closing(self._reading.tables(progress)) as tables:
            for found in tables:
                nothing = False
                self._later(self._take_in, found)
        if nothing:
            self._kinds = self._reading.kinds(progress)

    def _later(self, then: Callable[[Told], None], told: Told) -> None:
        """Let the screen's own thread take what work in another thread tells."""
        self.post_message(self.Done(lambda: then(told)))

    def _go_on(self, words: str) -> None:
        if self._busy is not None:
            self._say(words)

    def _take_in(self, found: Found) -> None:
        """Take a table that was read whole into the list."""
        if self._reading.options.password is not None:
            self.desk.passwords[found.source.sha256] = self._reading.options.password
        self.entries.append(Entry.of(len(self.entries) + 1, found))
        if len(self.entries) == 1:
            self.query_one("#body").display = True
            self.refresh_bindings()
            self.query_one(TableList).focus()
            self._choose(self.entries[0])
        self._list()

    def _end_reading(self, error: CuratorError | None) -> None:
        """Keep the only table, or say what there is and what to do next."""
        self._busy = None
        shown = [entry for entry in self.entries if not entry.hidden]
        whole = not self._options.pages and not self._options.sheets
        if len(shown) == 1 and whole and not self._chosen_by_hand:
            shown[0].kept = True
            self._list()
        if error is not None and not isinstance(error, Cancelled) and self.entries:
            self.tell_error(error)
        if not self.entries:
            self._say_nothing(error)
            if isinstance(error, LockedError):
                ask_password(self, error, self._unlock)
        stopped = _("stopped") if isinstance(error, Cancelled) else _("not read to its end")
        self._tell_state(stopped if error is not None else None)

    def _say_nothing(self, error: CuratorError | None) -> None:
        """Say why there is no table; where one page was looked for, show it all the same."""
        nothing, pages = self.query_one(NothingFound), self._options.pages
        words = nothing_found(self.path.name, self._options, self._pages_done, error, self._kinds)
        nothing.say(words)
        if error is None and len(pages) == 1:
            self.look(lambda: self._reading.page(pages[0]), nothing.show_page)

    # The list

    def _list(self) -> None:
        """Draw the list anew."""
        self.query_one(TableList).show_entries(self.entries)
        kept = sum(entry.kept for entry in self.entries)
        self.query_one("#add", Button).label = ngettext(
            "Add {count} kept table (F7)", "Add {count} kept tables (F7)", kept
        ).format(count=kept)

    def _tell_state(self, why: str | None = None) -> None:
        if self._busy is None:
            self._say(found_words(self.path.name, self.entries, why))

    @on(Grid.Moved, "#tables")
    def _follow(self, event: Grid.Moved) -> None:
        """Show the table under the list's cursor."""
        event.stop()
        if event.row < len(self.entries) and self.entries[event.row] is not self._entry:
            self._choose(self.entries[event.row])

    def _choose(self, entry: Entry) -> None:
        self._entry = entry
        self.query_one(FoundPane).show(entry)
        self.query_one(SourceNotes).follow(self, entry)

    # What the curator chooses

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns tables only where there are any."""
        if action == "correct":
            return self.can_correct()
        of_tables = ("add", "keep", "keep_all", "name", "header", "annotate")
        return action not in of_tables or bool(self.entries)

    def action_keep(self) -> None:
        """Keep the table, or skip it."""
        entry = self._entry
        if entry is None or entry.dataset is not None:
            return
        self._chosen_by_hand = True
        entry.kept = not entry.kept
        self._list()
        self._tell_state()

    def action_keep_all(self) -> None:
        """Keep all tables that the source does not hide; if they all are kept, skip every one."""
        self._chosen_by_hand = True
        keep_all(self.entries)
        self._list()
        self._tell_state()

    def action_header(self, more: int) -> None:
        """Make one row more, or fewer, the header."""
        entry = self._entry
        if entry is None or entry.dataset is not None:
            return
        count = entry.header_count + more
        if 0 <= count <= entry.found.row_count:
            entry.header_count = count
            self._list()
            self.query_one(FoundPane).show(entry, keep_cursor=True)

    def action_name(self) -> None:
        """Name the dataset that the table shall become, in its place in the list."""
        entry = self._entry
        if entry is None or entry.dataset is not None or self.query(CellInput):
            return
        tables = self.query_one(TableList)
        tables.reveal(entry.number - 1, NAME)
        region = tables.cell_region(entry.number - 1, NAME)
        self.mount(CellInput(entry.name or self.path.stem, region, self.size))

    @on(CellInput.Committed)
    @on(CellInput.Cancelled)
    def _take_name(self, event: CellInput.Committed | CellInput.Cancelled) -> None:
        event.stop()
        event.cell_input.remove()
        if isinstance(event, CellInput.Committed) and self._entry is not None:
            self._entry.name = event.value
            self._list()
        self.query_one(TableList).focus()

    def action_annotate(self) -> None:
        """Write a note on the page or sheet of the table, for a dataset that was made from it."""
        self.query_one(SourceNotes).write(self)

    @on(Grid.EditRequested)
    def _refuse_edit(self, event: Grid.EditRequested) -> None:
        event.stop()
        self.notify(_("A cell is changed once its table is a dataset: F7 adds the tables kept."))

    # Adding

    @on(Button.Pressed, "#add")
    def _press(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_add()

    def action_add(self) -> None:
        """Add the tables that are kept, and leave."""
        kept = [entry for entry in self.entries if entry.kept]
        if self._busy == "reading":
            self.notify(_("The file is still being read. Escape stops that; then F7 adds."))
        elif self._busy is None and not kept:
            self.notify(_("No table is kept yet: Space keeps the one you see, F6 keeps all."))
        elif self._busy is None:
            self._busy = "adding"
            self.do(lambda: self._add(kept), self._leave_with_names, self._fail)

    def _add(self, kept: list[Entry]) -> None:
        """Add tables in a thread."""
        tell = teller(self.cancelling(), partial(self._later, self._go_on))

        def progress(entry: Entry, done: int) -> None:
            which = _("Adding table {number} ({place} of {kept})").format(
                number=entry.number, place=kept.index(entry) + 1, kept=len(kept)
            )
            tell(which, done, entry.found.row_count)

        self._reading.add(kept, self.desk, progress, partial(self._later, self._take_added))

    def _take_added(self, entry: Entry) -> None:
        """Mark a table that is in the store."""
        entry.kept = False
        self._list()

    def _leave_with_names(self, _: None) -> None:
        self._busy = None
        self.dismiss(self._names())

    def _fail(self, error: CuratorError) -> None:
        self._busy = None
        words = added_words(error, self._names() or [])
        self.notify(words, severity="error", timeout=20, markup=False)
        self._tell_state(_("stopped"))

    def _names(self) -> list[str] | None:
        """Return the datasets that were added, None if there are none."""
        return [entry.dataset for entry in self.entries if entry.dataset is not None] or None

    def action_back(self) -> None:
        """Stop what runs, else go back; tables that were added stay."""
        if self._busy is not None:
            self.cancel_work()
            self._say(_("Stopping … ({file})").format(file=self.path.name))
        else:
            self.dismiss(self._names())

    def _say(self, words: str) -> None:
        self.query_one("#status", Static).update(pictured(words))
