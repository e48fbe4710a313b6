"""The history: everything that was done to a dataset, by whom and why, and the way back."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from curator.annotations import Annotation, Place
from curator.history import Change, Entry
from curator.language import _
from curator.store import Dataset
from screens.annotate import Target
from screens.cell_question import Cell
from screens.changes_view import ChangesView
from screens.desk import Desk
from screens.entries_view import Log, step_name
from screens.entry_words import Facts, annotation_lines, revision_lines
from screens.history_list import HistoryList
from screens.kept_source import open_kept
from screens.list_pane import Lines
from screens.noting import Noting
from screens.step_pane import Cells, StepPane
from screens.taking_back import TakingBack
from screens.times import Times
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid


class HistoryScreen(HistoryList):
    """Lists revisions and notes' events, newest first; dismissed with a Visit."""

    HELP = _("""
## History

Every revision (`r12`) and every event of a note (`a3`), newest first. What was **undone** says so:
nothing is ever removed from here, and taking back is a step of its own.

Filters stand on top; Tab goes through them, and all of them must fit. A revision that names no
column, such as deleted rows, fits every column; a state is that of the note that a step belongs to.
**F11** lists only what touched one cell, with what the cell was before and after.

Where a revision changed several cells, they are listed with what they were before and after;
**F7** goes there, and Enter from there to the cell.

**F5** shows the dataset as it was after the step under the cursor, to be looked at only.
**F6** compares two revisions: what differs is marked, and the next difference is a key away.

**F12** saves what is listed as CSV or JSON.

**F4** writes a note beside the revision under the cursor, or answers the note. **F9** takes back
the revision under the cursor, however old: only cells that still hold what it gave them.
**Ctrl+Z** takes back the newest step, a note's event included, and **Ctrl+Y** puts it back.
""")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,a", "annotate", _("Note"), key_display="F4"),
        Binding(
            "f5,at",
            "as_of",
            _("As of"),
            key_display="F5",
            tooltip=_("The dataset as it was then"),
        ),
        Binding("f6,equals_sign", "compare", _("Compare"), key_display="F6"),
        Binding("f7", "cells", _("Changed cells"), show=False),
        Binding("f9,u", "undo_this", _("Undo this"), key_display="F9"),
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
        super().__init__(desk, dataset, cell, revision)
        self._facts: Facts | None = None
        self._changed = False
        self._taking_back = TakingBack(self, desk, dataset, self._kept)
        self._noting = Noting(self, desk, self._kept)
        self._times = Times(self, desk, dataset, self._go_to_revision)

    # One step

    @on(Grid.Moved, "Lines")
    def follow(self, event: Grid.Moved) -> None:
        """Tell of the step under the cursor."""
        event.stop()
        entry, log = self._current(), self._log
        self._facts = None
        if entry is None or log is None:
            return
        if entry.annotation is not None:
            pane = self.query_one(StepPane)
            pane.tell(annotation_lines(entry, log.annotations[entry.annotation], log))
            pane.show_cells(None)
            return
        self.look(lambda: self._facts_of(entry.number), partial(self._tell_revision, entry, log))

    def _facts_of(self, number: int) -> Facts:
        return Facts.of(self.dataset, number)

    def _tell_revision(self, entry: Entry, log: Log, facts: Facts) -> None:
        if entry == self._current():
            self._facts = facts
            pane = self.query_one(StepPane)
            pane.tell(revision_lines(entry, facts, log))
            pane.show_cells(ChangesView(facts.changes, log.view))

    def action_cells(self) -> None:
        """Go to the cells that the step changed."""
        cells = self.query_one(Cells)
        if cells.display:
            cells.focus()
        else:
            self.notify(_("All that this step did is told above."), markup=False)

    @on(Grid.EditRequested, "Cells")
    def go_to_change(self, event: Grid.EditRequested) -> None:
        """Go to one of the cells that a revision changed."""
        event.stop()
        self.look(self.query_one(StepPane).change, self._go_to_change)

    def _go_to_change(self, change: Change | None) -> None:
        entry, log = self._current(), self._log
        if change is not None and entry is not None and log is not None:
            self._leave(Jump(change.row_id, change.column), entry, log)

    @on(Grid.EditRequested, "Lines")
    def go_there(self, event: Grid.EditRequested) -> None:
        """Go to where a note hangs, to a step's cell, or to the first that it changed."""
        event.stop()
        entry, log = self._current(), self._log
        if entry is None or log is None:
            return
        note = log.annotation(entry)
        jump = self._jump(entry) if note is None else Jump.to(note.place)
        if jump is not None:
            self._leave(jump, entry, log)
        elif note is None:
            words = _("{entry} changed no cell that one could go to.")
            self.notify(words.format(entry=step_name(entry)))
        elif note.place.revision is not None:
            self._go_to_revision(note.place.revision)
        else:
            self._open_source(note)

    def _leave(self, jump: Jump, entry: Entry, log: Log) -> None:
        """Go to a place in the grid, if it is still there."""
        if jump.row_id is not None and log.view.locate(jump.row_id) is None:
            words = _("The row that {entry} concerns is no row of data any more.")
            self.notify(words.format(entry=step_name(entry)))
        else:
            self.dismiss(Visit(self._changed, jump))

    def _jump(self, entry: Entry) -> Jump | None:
        """Return the way to the cell of a revision, or to the first that it changed."""
        if entry.row_id is not None:
            return Jump(entry.row_id, entry.columns[0] if len(entry.columns) == 1 else None)
        if self._facts is not None and self._facts.first is not None:
            return Jump(self._facts.first.row_id, self._facts.first.column)
        return None

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
