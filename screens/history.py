"""The history: everything that was done to a dataset, by whom and why, and the way back."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Footer, Input, Select, Static

from curator.history import Entry
from curator.language import _, ngettext
from curator.store import Dataset, Taken
from curator.values import one_line
from screens.ask import AskScreen
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.entries_view import EntriesView, Log, Wanted, moment, sentence, step_name
from screens.entry_words import CHANGES, Facts, annotation_lines, revision_lines
from screens.prose import Line, Prose, cells_words
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid
from screens.widgets.line_input import LineInput

_UNDONE = "↶"
_CHOICES = {"kind": _("any kind"), "person": _("anybody"), "column": _("any column")}
"""What one can filter by → what stands there while one does not."""


class Steps(Grid):
    """The list of steps; Enter goes to where one was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", _("Go there"), key_display="Enter")
    ]


class HistoryScreen(CuratorScreen):
    """Lists revisions and notes' events, newest first; dismissed with a Visit."""

    HELP = _("""
## History

Every revision (`r12`) and every event of a note (`a3`), newest first. What was **undone** says so:
nothing is ever removed from here, and taking back is a step of its own.

Filters stand in the line on top; Tab goes through them, and all of them must fit. A step that
names no column, such as deleted rows, fits every column.

**F9** takes back the revision under the cursor, however old: only cells that still hold what it
gave them. **Ctrl+Z** takes back the newest step, a note's event included.
""")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    DEFAULT_CSS = """
    HistoryScreen #filters { height: 1; }
    HistoryScreen #filters Input { width: 2fr; }
    HistoryScreen #filters Select { width: 1fr; height: 1; }
    HistoryScreen #count { width: auto; min-width: 10; padding: 0 1; text-align: right; }
    HistoryScreen #body { height: 1fr; layout: vertical; }
    HistoryScreen #details { height: 9; border-top: solid $primary; padding: 0 1; }
    HistoryScreen #details:focus { border-top: heavy $primary; }
    HistoryScreen.-wide #body { layout: horizontal; }
    HistoryScreen.-wide Steps { width: 1fr; }
    HistoryScreen.-wide #details {
        height: 1fr; width: 40%; border-top: none; border-left: solid $primary;
    }
    HistoryScreen.-wide #details:focus { border-left: heavy $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "find", _("Filter"), key_display="F3"),
        Binding("f6,c", "clear", _("Clear filters"), key_display="F6", show=False),
        Binding("f9,u", "undo_this", _("Undo this"), key_display="F9"),
        Binding("ctrl+z", "undo_newest", _("Undo newest")),
    ]

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._log: Log | None = None
        self._shown: EntriesView | None = None
        self._facts: Facts | None = None
        self._changed = False

    def compose(self) -> ComposeResult:
        """Lay out the filters, the list, and what is told of one step."""
        with Horizontal(id="filters", classes="line"):
            yield LineInput(placeholder=_("text: what, why, before, after"), compact=True)
            for name, anything in _CHOICES.items():
                yield Select[str]([], prompt=anything, id=name, compact=True)
            yield Static("", id="count", markup=False)
        with Container(id="body"):
            yield Steps()
            with VerticalScroll(id="details"):
                yield Static(_("Reading the history …"), id="words", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the history."""
        self.query_one(Steps).focus()
        self._read()

    def _read(self) -> None:
        dataset = self.dataset
        self.do(
            lambda: Log.of(dataset.history(), dataset.annotations(), dataset.view()), self._take_in
        )

    def _take_in(self, log: Log) -> None:
        """Offer what there is to filter by, keeping what was chosen, and show the list."""
        self._log = log
        kinds = dict.fromkeys(["revision", "annotation", *sorted({e.kind for e in log.entries})])
        people = sorted({entry.who for entry in log.entries})
        columns = dict.fromkeys(column.name for column in log.view.columns)
        for name, choices in (("kind", kinds), ("person", people), ("column", columns)):
            select = self.query_one(f"#{name}", Select)
            chosen = select.value
            with select.prevent(Select.Changed):
                select.set_options((Text(choice), choice) for choice in choices)
                if chosen in choices:
                    select.value = chosen
        self._filter()

    # Filters

    @on(Input.Changed)
    @on(Select.Changed)
    def _filter(self) -> None:
        """Show what fits the filters, with the cursor on the newest."""
        if self._log is None:
            return
        kind, person, column = map(self._choice, _CHOICES)
        wanted = Wanted(kind, person, column, self.query_one(Input).value)
        view = self._shown = EntriesView(self._log, self._log.fitting(wanted))
        steps = self.query_one(Steps)
        steps.show(view, keep_cursor=False)
        total = len(self._log.entries)
        steps.set_marks(
            {(total - n, None): _UNDONE for n, e in enumerate(self._log.entries) if e.undone}
        )
        self.query_one("#count", Static).update(
            _("{row_count:,} of {total:,}").format(row_count=view.row_count, total=total)
        )
        if not view.row_count:
            self._tell([Line("", [_("No step fits these filters. F6 clears them.")])])

    def _choice(self, name: str) -> str | None:
        value = self.query_one(f"#{name}", Select).value
        return value if isinstance(value, str) else None

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(Steps).focus()

    def action_find(self) -> None:
        """Go to the filters."""
        self.query_one(Input).focus()

    def action_clear(self) -> None:
        """Show every step again."""
        with self.prevent(Input.Changed, Select.Changed):
            self.query_one(Input).value = ""
            for select in self.query(Select):
                select.clear()
        self._filter()
        self.query_one(Steps).focus()

    # One step

    def _current(self) -> Entry | None:
        shown = self._shown
        return shown.entry(self.query_one(Steps).cursor_row) if shown is not None else None

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Tell of the step under the cursor."""
        event.stop()
        entry, log = self._current(), self._log
        self._facts = None
        if entry is None or log is None:
            return
        if entry.annotation is not None:
            self._tell(annotation_lines(entry, log.annotations[entry.annotation], log))
            return
        self.look(lambda: self._facts_of(entry.number), partial(self._tell_revision, entry, log))

    def _facts_of(self, number: int) -> Facts:
        return Facts(self.dataset.revision(number), self.dataset.changes(number, CHANGES))

    def _tell_revision(self, entry: Entry, log: Log, facts: Facts) -> None:
        if entry == self._current():
            self._facts = facts
            self._tell(revision_lines(entry, facts, log))

    def _tell(self, lines: list[Line]) -> None:
        self.query_one("#words", Static).update(Prose(lines))
        self.query_one("#details").scroll_home(animate=False)

    @on(Grid.EditRequested)
    def go_there(self, event: Grid.EditRequested) -> None:
        """Go back to the grid, to the step's cell, or the first that it changed."""
        event.stop()
        entry, log = self._current(), self._log
        if entry is None or log is None:
            return
        if entry.row_id is not None:
            column = entry.columns[0] if len(entry.columns) == 1 else None
            jump = Jump(entry.row_id, column)
        elif self._facts is not None and self._facts.changes:
            first = self._facts.changes[0]
            jump = Jump(first.row_id, first.column)
        else:
            self.notify(
                _("{entry} changed no cell that one could go to.").format(entry=step_name(entry))
            )
            return
        if log.view.locate(jump.row_id) is None:
            self.notify(
                _("The row that {entry} concerns is no row of data any more.").format(
                    entry=step_name(entry)
                )
            )
            return
        self.dismiss(Visit(self._changed, jump))

    # Taking back

    def action_undo_this(self) -> None:
        """Take back the revision under the cursor."""
        entry, log = self._current(), self._log
        if entry is None or log is None:
            return
        newest, later = log.newest_standing(), log.taken_back_by(entry)
        if later is not None:
            self._say(
                _(
                    "{entry} was taken back already by {later}, {at}. Take that one back to have"
                    " it again."
                ).format(entry=step_name(entry), later=step_name(later), at=moment(later.at))
            )
        elif entry.kind == "add":
            self._say(_("Revision 1 is the dataset as it was added; it cannot be taken back."))
        elif entry.sort == "revision":
            self._ask(entry)
        elif newest is not None and newest == entry:
            self._take_back(None, None)
        else:
            self._say(
                _(
                    "A note's event can be taken back only while it is the newest step. Ctrl+Z"
                    " takes back the newest; the note itself can be answered, settled or opened"
                    " again from the editor."
                )
            )

    def action_undo_newest(self) -> None:
        """Take back the newest step that stands."""
        newest = self._log.newest_standing() if self._log is not None else None
        if newest is None:
            self._say(_("There is nothing to undo in {dataset}.").format(dataset=self.dataset.name))
        elif newest.sort == "annotation":
            self._take_back(None, None)
        else:
            self._ask(newest)

    def _ask(self, entry: Entry) -> None:
        """Ask for the reason; Escape goes back and changes nothing."""
        self.app.push_screen(
            AskScreen(
                _("Take back revision {number}?").format(number=entry.number),
                _("{what}  ({cells})\nSay why, or just press Enter.").format(
                    what=sentence(one_line(entry.what, 50)),
                    cells=cells_words(entry.cells),
                ),
                placeholder=_("why"),
            ),
            lambda why: self._take_back(entry.number, why) if why is not None else None,
        )

    def _take_back(self, revision: int | None, why: str | None) -> None:
        """Take back a revision, or with None the newest step."""
        reason = (why or "").strip() or None
        self.do(lambda: self.dataset.undo(self.desk.who, revision, reason), self._taken)

    def _taken(self, taken: Taken) -> None:
        self._changed = True
        step = f"{taken.step.sort[0]}{taken.step.number}"
        left = sum(left.count for left in taken.left)
        if left:
            self.notify(
                ngettext(
                    "{step} is taken back, but for {count:,} place that changed again since."
                    " The newest step's details name them.",
                    "{step} is taken back, but for {count:,} places that changed again since."
                    " The newest step's details name them.",
                    left,
                ).format(step=step, count=left),
                severity="warning",
                timeout=20,
            )
        else:
            self._say(
                _("{step} is taken back. That is a step of its own, the newest.").format(step=step)
            )
        self._read()

    def _say(self, words: str) -> None:
        self.notify(words, timeout=10, markup=False)

    def action_back(self) -> None:
        """Go back to the list from the filters, and from the list to where one came from."""
        steps = self.query_one(Steps)
        if self.focused is None or self.focused is steps:
            self.dismiss(Visit(self._changed, None))
        else:
            steps.focus()
