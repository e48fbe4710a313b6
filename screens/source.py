"""The source: the tables found in one file, each beside its page, to keep, skip and name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Button, Footer, Static

from curator.errors import Cancelled, CuratorError, LockedError
from curator.intake import PagesReport
from curator.language import _
from curator.values import one_line
from extractors import Found, Options, Together
from screens.checking import CheckingScreen
from screens.correcting import CorrectingScreen
from screens.desk import Desk
from screens.nothing_found import NothingFound
from screens.seaming import SeamingScreen
from screens.source_adding import AddingScreen
from screens.source_choosing import ChoosingScreen
from screens.source_list import Entry, TableList
from screens.source_notes import SourceNotes
from screens.source_pane import FoundPane
from screens.source_reading import ReadAlready, Reading
from screens.source_words import nothing_found, teller
from screens.text_choices import TextChoices
from screens.text_reading import TextReadingScreen
from screens.unlocking import ask_password
from screens.widgets.grid import Grid


class SourceScreen(
    CheckingScreen,
    SeamingScreen,
    CorrectingScreen,
    TextReadingScreen,
    ChoosingScreen,
    AddingScreen,
):
    """Reads a file and shows its tables as they are found.

    Dismissed with the names of the datasets that were added, None if there are none.
    """

    HELP = _("""
## A source

Every table found in the file, and beside each the page or sheet that it stands on; the cell under
the cursor is marked there in brackets. Nothing is added unasked: **Space** keeps a table or skips
it, **F6** keeps all or none, **F7** adds those that are kept. A file's only table is kept from the
start; a table that the source hides is told of, and skipped until you keep it.

**F5** says what is in the file and what is doubtful about it before anything is added; **F11** asks
how it is read, and reads it anew; the table of a text file changes as you choose its encoding, what
stands between and around its fields, and which lines are above and below. **F3** and **F4** say how
many rows are the header, **F2** names a dataset, **Tab** goes from the list to the table, the page
and the button. **F9** writes a note on the page or sheet; it belongs to a dataset that was made from
it.

The cells of a PDF's tables are read by a second reader too; where it reads otherwise, the cell is
flagged and says what. `curator config second_reading off` leaves that out.

A table that goes on over page breaks is one table; **b** (Shift+F6) lists these seams with what speaks for
each, and undoes them.

A table that was found wrongly, or not at all, is drawn by hand: **Shift+F5** shows the page with
rulers that you move.
""")
    CSS_PATH = "source.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-broad")]

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
        self._already = already
        self._reading = already.reading if already else Reading(path, options or Options())
        self._leave = leave
        self._pages_done: int | None = None
        self._kinds: tuple[PagesReport, ...] = ()
        self._chosen_by_hand = leave is not None
        """Whether nothing is kept unasked: a source of the store has been chosen from before."""
        self._round = 0

    def compose(self) -> ComposeResult:
        """Lay out the list, the table, its page, and what is said of them."""
        yield Static("", id="status", classes="line", markup=False)
        yield SourceNotes(self.desk)
        with Container(id="body"):
            yield TableList(id="tables")
            yield TextChoices()
            yield FoundPane(self._reading)
            yield Button(_("Add kept tables"), id="add", compact=True, variant="primary")
        yield NothingFound()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one("#body").display = False
        if self._already is not None:
            self.call_after_refresh(self._show_already, self._already)
        else:
            self._begin()

    def on_unmount(self) -> None:
        """Stop what runs, and let go of the file."""
        self.cancel_work()
        if self._already is None:
            self._reading.let_go(self._leave)

    # Reading

    def _begin(self) -> None:
        """Read the file; what an earlier reading still tells is no longer taken."""
        self._busy = "reading"
        self._say(_("Reading {name} … Escape stops.").format(name=one_line(self.path.name, 40)))
        self._round += 1
        now = self._round

        def end(error: CuratorError | None) -> None:
            if now == self._round:
                self._end_reading(error)

        self.do(lambda: self._read(now), lambda _: end(None), end)

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

    def _read(self, now: int) -> None:
        """Read the file in a thread, telling of each table as long as this round is the last."""
        tell = teller(self.cancelling(), partial(self._later, self._go_on))

        def progress(done: int, total: int | None) -> None:
            self._pages_done = total if total is not None else self._pages_done
            tell(_("Reading {name}").format(name=one_line(self.path.name, 40)), done, total)

        nothing = True
        with closing(self._reading.tables(progress)) as tables:
            for found in tables:
                nothing = False
                if now == self._round:
                    self._later(self._take_in, found)
        if nothing:
            self._kinds = self._reading.kinds(progress)

    def _take_in(self, found: Found | Together) -> None:
        """Take a table that was read whole into the list."""
        if self._reading.options.password is not None:
            self.desk.passwords[found.source.sha256] = self._reading.options.password
        entry = Entry.of(len(self.entries) + 1, found)
        self._choices.restore(entry)
        self.replace_entry(entry)
        self.entries.append(entry)
        if len(self.entries) == 1:
            self.query_one("#body").display = True
            self.refresh_bindings()
            if not self.query_one(TextChoices).has_focus:
                self.query_one(TableList).focus()
            self._choose(entry)
            self.tell_choices()
        self._list()

    def _end_reading(self, error: CuratorError | None) -> None:
        """Keep the only table, or say what there is and what to do next."""
        self._busy = None
        self.keep_before(error)
        shown = [entry for entry in self.entries if not entry.hidden]
        whole = not self._reading.options.pages and not self._reading.options.sheets
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
        self.check()

    def _say_nothing(self, error: CuratorError | None) -> None:
        """Say why there is no table; where one page was looked for, show it all the same."""
        nothing, pages = self.query_one(NothingFound), self._reading.options.pages
        words = nothing_found(
            self.path.name, self._reading.options, self._pages_done, error, self._kinds
        )
        nothing.say(words)
        if error is None and len(pages) == 1:
            self.look(lambda: self._reading.page(pages[0]), nothing.show_page)

    # The list

    @on(Grid.Moved, "#tables")
    def _follow(self, event: Grid.Moved) -> None:
        """Show the table under the list's cursor."""
        event.stop()
        if event.row != event.grid.cursor_row or event.row >= len(self.entries):
            return  # the cursor has gone on, or what it stood on is read anew
        if self.entries[event.row] is not self._entry:
            self._choose(self.entries[event.row])

    def _choose(self, entry: Entry) -> None:
        self._entry = entry
        self.query_one(FoundPane).show(entry)
        self.query_one(SourceNotes).follow(self, entry)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what concerns tables only where there are any."""
        if action == "seams":
            return self.has_seams()
        if action == "correct":
            return self.can_correct()
        of_tables = ("add", "keep", "keep_all", "name", "header", "annotate")
        return action not in of_tables or bool(self.entries)

    def action_back(self) -> None:
        """Stop what runs, else go back; tables that were added stay."""
        if self._busy is not None:
            self.cancel_work()
            self._say(_("Stopping … ({file})").format(file=self.path.name))
        else:
            self.dismiss(self._names())
