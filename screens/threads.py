"""The notes of one dataset or of all: read the threads, answer, settle, or go where they hang."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from curator.annotations import KINDS, Place
from curator.filters import Filter
from curator.language import _
from curator.store import Dataset, Noted, Taken, noted
from curator.values import one_line
from screens.desk import Desk
from screens.filter_line import FilterLine
from screens.filtered_list import FilteredList
from screens.history import HistoryScreen
from screens.kept_source import open_kept
from screens.list_pane import Lines, ListPane
from screens.note_words import event_lines, note_line
from screens.notes_view import NotesView
from screens.noting import Noting
from screens.prose import Line
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid
from screens.widgets.scripts import isolated, pictured


class ThreadsScreen(FilteredList):
    """Lists notes, those that are not settled first; dismissed with a Visit."""

    HELP = _("""
## Notes

Doubts, questions, sources, decisions and harms that people wrote beside a dataset, or beside all
of them, those that are not settled first. What was said to the one under the cursor stands below,
or at the right.

**Enter** goes to where it hangs: into the grid, to the revision in the history, to the page of its
source. **F4** answers; **F9** settles one, and opens a settled one again. **Ctrl+Z** takes back the
newest step of its dataset, whether that was a note's event or a change, and **Ctrl+Y** puts it
back.

Filters stand on top; Tab goes through them, and all of them must fit. Days are those of anything
said, in UTC.
""")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "find", _("Filter"), key_display="F3"),
        Binding("f6,c", "clear", _("Clear filters"), key_display="F6", show=False),
        Binding("f4,a", "answer", _("Answer"), key_display="F4"),
        Binding(
            "f9,r",
            "settle",
            _("Settle"),
            key_display="F9",
            tooltip=_("Settle the note, or open a settled one again"),
        ),
        Binding("ctrl+z,u", "undo", _("Undo")),
        Binding("ctrl+y,R", "redo", _("Redo"), show=False),
    ]

    def __init__(self, desk: Desk, dataset: Dataset | None) -> None:
        """Show the notes of `dataset`; None shows those of every dataset."""
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._notes: Sequence[Noted] = ()
        self._read_once = False
        self._shown: NotesView | None = None
        self._noting = Noting(self, desk, self._kept)
        self._changed = False

    def compose(self) -> ComposeResult:
        """Lay out the filters, the list and the thread under its cursor."""
        name = _("all datasets") if self.dataset is None else one_line(self.dataset.name)
        title = _("{dataset} · notes").format(dataset=isolated(pictured(name)))
        yield Static(title, classes="line", markup=False)
        yield FilterLine()
        yield ListPane(_("Reading the notes …"))
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Read the notes."""
        self.query_one(Lines).focus()
        self._read()

    def _read(self) -> None:
        self.do(self._all, self._take_in)

    def _all(self) -> list[Noted]:
        """Return every note, those that are not settled first."""
        store = self.desk.store
        datasets = (
            [store.dataset(line.name) for line in store.datasets()]
            if self.dataset is None
            else [self.dataset]
        )
        found = [line for dataset in datasets for line in noted(dataset, Filter())]
        return sorted(found, key=lambda line: (not line.annotation.is_open, line.annotation.number))

    def _take_in(self, notes: Sequence[Noted]) -> None:
        self._notes = notes
        self._read_once = True
        columns = {line.annotation.place.column for line in notes}
        line = self.query_one(FilterLine)
        line.offer(
            KINDS,
            sorted({event.who for noted in notes for event in noted.annotation.events}),
            sorted(column for column in columns if column is not None),
        )
        self._show(line.wanted)

    @on(FilterLine.Changed)
    def filter(self, event: FilterLine.Changed) -> None:
        """Show what fits the filters."""
        event.stop()
        if self._read_once:
            self._show(event.wanted)

    def _show(self, wanted: Filter) -> None:
        fitting = [line for line in self._notes if wanted.wants(line.annotation)]
        view = self._shown = NotesView(fitting, datasets=self.dataset is None)
        pane = self.query_one(ListPane)
        pane.lines.show(view)
        self.query_one(FilterLine).tell(len(fitting), len(self._notes))
        if fitting:
            return
        words = (
            _("No note fits these filters. F6 clears them.")
            if self._notes
            else _("Nobody has written anything here yet. In the grid, F4 writes beside a cell.")
        )
        pane.tell([Line("", [words])])

    def action_clear(self) -> None:
        """Show every note again."""
        self.query_one(FilterLine).clear()
        self.query_one(Lines).focus()

    # One note

    def _current(self) -> Noted | None:
        shown = self._shown
        return shown.note(self.query_one(Lines).cursor_row) if shown is not None else None

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Tell the thread under the cursor."""
        event.stop()
        line = self._current()
        if line is not None:
            told = [note_line(line.annotation, line.where), *event_lines(line.annotation)]
            self.query_one(ListPane).tell(told)

    @on(Grid.EditRequested)
    def go_there(self, event: Grid.EditRequested) -> None:
        """Go to where the note hangs."""
        event.stop()
        line = self._current()
        if line is None:
            return
        place = line.annotation.place
        if place.revision is not None:
            self.app.push_screen(
                HistoryScreen(self.desk, line.dataset, revision=place.revision),
                lambda visit: self._came_back(line, visit),
            )
        elif place.source is not None:
            self._open_source(line, place)
        elif place.row_id is not None and line.row is None:
            self.notify(_("That row is deleted; the history brings it back."), markup=False)
        else:
            self.dismiss(Visit(self._changed, Jump.to(place), line.dataset))

    def _open_source(self, line: Noted, place: Place) -> None:
        number = line.annotation.number
        open_kept(
            self,
            self.desk,
            lambda: self.desk.store.source_of(number).sha256,
            lambda _names: self._read(),
            place,
        )

    def _came_back(self, line: Noted, visit: Visit | None) -> None:
        """Go on to the grid where the history says so; else read anew."""
        if visit is None:
            return
        self._changed = self._changed or visit.changed
        if visit.jump is not None:
            self.dismiss(Visit(self._changed, visit.jump, line.dataset))
        else:
            self._read()

    def action_answer(self) -> None:
        """Write an answer."""
        line = self._current()
        if line is not None:
            self._noting.answer(line.dataset, line.annotation)

    def action_settle(self) -> None:
        """Mark as settled, or open again what was settled."""
        line = self._current()
        if line is not None:
            self._noting.settle(line.dataset, line.annotation)

    def _kept(self, words: str) -> None:
        self._changed = True
        self.notify(words, markup=False)
        self._read()

    def action_undo(self) -> None:
        """Take back the newest step of the dataset."""
        self._step(lambda dataset: dataset.undo(self.desk.who))

    def action_redo(self) -> None:
        """Put back what undo took."""
        self._step(lambda dataset: dataset.redo(self.desk.who))

    def _step(self, step: Callable[[Dataset], Taken]) -> None:
        """Undo or redo in the dataset, or where all are shown in that of the note."""
        line = self._current()
        dataset = self.dataset if line is None else line.dataset
        if dataset is None:
            self.notify(_("Choose a note first: each dataset has a history of its own."))
            return
        self.do(lambda: step(dataset), lambda taken: self._taken(dataset, taken))

    def _taken(self, dataset: Dataset, taken: Taken) -> None:
        words = f"{taken.what[0].upper()}{taken.what[1:]}."
        if self.dataset is None:
            words = f"{one_line(dataset.name)}: {words}"
        self.tell_left(taken.left)
        self._kept(words)

    def action_back(self) -> None:
        """Go back to the list from the filters, and from the list to where one came from."""
        lines = self.query_one(Lines)
        if self.focused is None or self.focused is lines:
            self.dismiss(Visit(self._changed, None))
        else:
            lines.focus()
