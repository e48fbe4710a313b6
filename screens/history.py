"""The history: everything that was done to a dataset, by whom and why, and the way back."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from curator.annotations import Annotation, Place
from curator.filters import Filter
from curator.history import Entry
from curator.language import _
from curator.store import Dataset
from screens.annotate import Target
from screens.base import CuratorScreen
from screens.cell_question import Cell, ask_cell, cell_name
from screens.desk import Desk
from screens.entries_view import EntriesView, Log, step_name
from screens.entry_words import CHANGES, Facts, annotation_lines, revision_lines
from screens.filter_line import FilterLine
from screens.kept_source import open_kept
from screens.list_pane import Lines, ListPane
from screens.noting import Noting
from screens.prose import Line
from screens.taking_back import TakingBack
from screens.times import Times
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid

_UNDONE = "↶"


class HistoryScreen(CuratorScreen):
    """Lists revisions and notes' events, newest first; dismissed with a Visit."""

    HELP = _("""
## History

Every revision (`r12`) and every event of a note (`a3`), newest first. What was **undone** says so:
nothing is ever removed from here, and taking back is a step of its own.

Filters stand on top; Tab goes through them, and all of them must fit. A revision that names no
column, such as deleted rows, fits every column; a state is that of the note that a step belongs to.
**F11** lists only what touched one cell, with what the cell was before and after.

**F5** shows the dataset as it was after the step under the cursor, to be looked at only.
**F6** compares two revisions: what differs is marked, and the next difference is a key away.

**F4** writes a note beside the revision under the cursor, or answers the note. **F9** takes back
the revision under the cursor, however old: only cells that still hold what it gave them.
**Ctrl+Z** takes back the newest step, a note's event included, and **Ctrl+Y** puts it back.
""")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "find", _("Filter"), key_display="F3"),
        Binding("f4,a", "annotate", _("Note"), key_display="F4"),
        Binding("f5,at", "as_of", _("As of then"), key_display="F5"),
        Binding("f6,equals_sign", "compare", _("Compare"), key_display="F6"),
        Binding("shift+f3,c", "clear", _("Clear filters"), key_display="c", show=False),
        Binding("f9,u", "undo_this", _("Undo this"), key_display="F9"),
        Binding("f11,colon", "cell", _("One cell"), key_display="F11"),
        Binding("ctrl+z", "undo_newest", _("Undo newest"), key_display="^z"),
        Binding("ctrl+y,R", "redo", _("Redo"), show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        dataset: Dataset,
        cell: Cell | None = None,
        revision: int | None = None,
    ) -> None:
        """Show the history of `dataset`.

        Args:
            desk: by whom steps are taken back.
            dataset: whose history it is.
            cell: the row id and column that F11 offers first; None offers none.
            revision: the one to begin at; None begins at the newest step.
        """
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._offered = cell
        self._cell: Cell | None = None
        self._begin_at = revision
        self._log: Log | None = None
        self._shown: EntriesView | None = None
        self._facts: Facts | None = None
        self._changed = False
        self._taking_back = TakingBack(self, desk, dataset, self._kept)
        self._noting = Noting(self, desk, self._kept)
        self._times = Times(self, desk, dataset, self._go_to_revision)

    def compose(self) -> ComposeResult:
        """Lay out the filters, the list, and what is told of one step."""
        yield FilterLine()
        yield ListPane(_("Reading the history …"))
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Read the history."""
        self.query_one(Lines).focus()
        self._read()

    def read_again(self) -> None:
        """Show what somebody else has changed."""
        self._read()

    def _read(self) -> None:
        self.do(self._whole, self._take_in)

    def _whole(self) -> Log:
        dataset = self.dataset
        log = Log.of(dataset.history(), dataset.annotations(), dataset.view())
        return log if self._cell is None else log.narrowed(dataset.history(*self._cell))

    def _take_in(self, log: Log) -> None:
        """Offer what there is to filter by, keeping what was chosen, and show the list."""
        self._log = log
        line = self.query_one(FilterLine)
        line.offer(
            dict.fromkeys(["revision", "annotation", *sorted({e.kind for e in log.entries})]),
            sorted({entry.who for entry in log.entries}),
            [column.name for column in log.view.columns],
        )
        self._show(line.wanted)
        if self._begin_at is not None:
            begin, self._begin_at = self._begin_at, None
            self._go_to_revision(begin)

    # Filters

    @on(FilterLine.Changed)
    def filter(self, event: FilterLine.Changed) -> None:
        """Show what fits the filters."""
        event.stop()
        self._show(event.wanted)

    def _show(self, wanted: Filter) -> None:
        """Show what fits, with the cursor on the newest."""
        log = self._log
        if log is None:
            return
        view = self._shown = EntriesView(log, log.fitting(wanted))
        pane = self.query_one(ListPane)
        pane.lines.show(view, keep_cursor=False)
        total = len(log.entries)
        pane.lines.set_marks(
            {(total - n, None): _UNDONE for n, e in enumerate(log.entries) if e.undone}
        )
        only = None if self._cell is None else cell_name(self._cell, log.view)
        self.query_one(FilterLine).tell(view.row_count, total, only)
        if not view.row_count:
            pane.tell([Line("", [_("No step fits these filters. Shift+F3 clears them.")])])

    @on(FilterLine.Left)
    def to_list(self, event: FilterLine.Left) -> None:
        """Go from the filters to the list."""
        event.stop()
        self.query_one(Lines).focus()

    def action_find(self) -> None:
        """Go to the filters."""
        self.query_one(FilterLine).go_in()

    def action_clear(self) -> None:
        """Show every step again."""
        whole, self._cell = self._cell is None, None
        self.query_one(FilterLine).clear()
        self.query_one(Lines).focus()
        if not whole:
            self._read()

    def action_cell(self) -> None:
        """Ask for a cell, and list only what touched it."""
        if self._log is not None:
            view = self._log.view
            ask_cell(self, view, cell_name(self._cell or self._offered, view), self._take_cell)

    def _take_cell(self, cell: Cell | None) -> None:
        self._cell = cell
        self._read()

    # One step

    def _current(self) -> Entry | None:
        shown = self._shown
        return shown.entry(self.query_one(Lines).cursor_row) if shown is not None else None

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Tell of the step under the cursor."""
        event.stop()
        entry, log = self._current(), self._log
        self._facts = None
        if entry is None or log is None:
            return
        if entry.annotation is not None:
            self.query_one(ListPane).tell(
                annotation_lines(entry, log.annotations[entry.annotation], log)
            )
            return
        self.look(lambda: self._facts_of(entry.number), partial(self._tell_revision, entry, log))

    def _facts_of(self, number: int) -> Facts:
        return Facts(self.dataset.revision(number), self.dataset.changes(number, CHANGES))

    def _tell_revision(self, entry: Entry, log: Log, facts: Facts) -> None:
        if entry == self._current():
            self._facts = facts
            self.query_one(ListPane).tell(revision_lines(entry, facts, log))

    @on(Grid.EditRequested)
    def go_there(self, event: Grid.EditRequested) -> None:
        """Go to where a note hangs, to a step's cell, or to the first that it changed."""
        event.stop()
        entry, log = self._current(), self._log
        if entry is None or log is None:
            return
        note = log.annotation(entry)
        jump = self._jump(entry) if note is None else Jump.to(note.place)
        if jump is not None and jump.row_id is not None and log.view.locate(jump.row_id) is None:
            words = _("The row that {entry} concerns is no row of data any more.")
            self.notify(words.format(entry=step_name(entry)))
        elif jump is not None:
            self.dismiss(Visit(self._changed, jump))
        elif note is None:
            words = _("{entry} changed no cell that one could go to.")
            self.notify(words.format(entry=step_name(entry)))
        elif note.place.revision is not None:
            self._go_to_revision(note.place.revision)
        else:
            self._open_source(note)

    def _jump(self, entry: Entry) -> Jump | None:
        """Return the way to the cell of a revision, or to the first that it changed."""
        if entry.row_id is not None:
            return Jump(entry.row_id, entry.columns[0] if len(entry.columns) == 1 else None)
        if self._facts is not None and self._facts.changes:
            first = self._facts.changes[0]
            return Jump(first.row_id, first.column)
        return None

    def _go_to_revision(self, number: int) -> None:
        """Put the cursor on a revision."""
        position = self._shown.position(number) if self._shown is not None else None
        if position is None:
            words = _("Revision {number} does not fit these filters. Shift+F3 clears them.")
            self.notify(words.format(number=number))
        else:
            self.query_one(Lines).move_to(position, 0)

    def _open_source(self, note: Annotation) -> None:
        """Show the page or sheet that a note hangs on."""
        store = self.desk.store
        open_kept(
            self,
            self.desk,
            lambda: store.source_of(note.number).sha256,
            lambda _names: self._kept(None),
            note.place,
        )

    # Other times

    def action_as_of(self) -> None:
        """Show the dataset as it was after the step under the cursor."""
        number = self._revision()
        if number is not None:
            self._times.as_of(number)

    def action_compare(self) -> None:
        """Compare the revision under the cursor with another, or with today."""
        number = self._revision()
        if number is not None:
            self._times.compare(number)

    def _revision(self) -> int | None:
        """Return the revision that stood when the step under the cursor was done."""
        entry, log = self._current(), self._log
        return log.revision_at(entry) if entry is not None and log is not None else None

    # Taking back, and noting

    def action_undo_this(self) -> None:
        """Take back the revision under the cursor."""
        entry, log = self._current(), self._log
        if entry is not None and log is not None:
            self._taking_back.this(entry, log)

    def action_undo_newest(self) -> None:
        """Take back the newest step that stands."""
        if self._log is not None:
            self._taking_back.newest(self._log)

    def action_redo(self) -> None:
        """Put back what the newest undo took, if nothing was done since."""
        self._taking_back.redo()

    def action_annotate(self) -> None:
        """Write a note beside the revision under the cursor, or answer the note."""
        entry, log = self._current(), self._log
        if entry is None or log is None:
            return
        note = log.annotation(entry)
        if note is not None:
            self._noting.answer(self.dataset, note)
        else:
            place = Place(revision=entry.number)
            self._noting.write([Target(place.words(None), place, self.dataset)])

    def _kept(self, words: str | None) -> None:
        """Read the history anew, which has a step more, and tell of it."""
        self._changed = True
        if words is not None:
            self.notify(words, timeout=10, markup=False)
        self._read()

    def action_back(self) -> None:
        """Go back to the list from the filters, and from the list to where one came from."""
        lines = self.query_one(Lines)
        if self.focused is None or self.focused is lines:
            self.dismiss(Visit(self._changed, None))
        else:
            lines.focus()
