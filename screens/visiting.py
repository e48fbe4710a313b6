"""The part of the editor that goes to a dataset's other screens, and where they send one back."""

from __future__ import annotations

from curator.language import _
from screens.arranging import ArrangingScreen
from screens.history import HistoryScreen
from screens.threads import ThreadsScreen
from screens.to_source import ToSource
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid

_DELETED = _("That row is deleted; the history brings it back.")


class Visiting(ArrangingScreen):
    """Opens notes, history and source at the cursor, and moves it to the place they name."""

    _jump: Jump | None = None
    """Where the cursor goes once the dataset was read; None is where it stands."""

    def action_threads(self) -> None:
        """List the annotations; answer, settle, or go to one."""
        self.app.push_screen(ThreadsScreen(self.desk, self.dataset), self._visit)

    def action_history(self) -> None:
        """Show what was done, by whom and why."""
        cell = self.cell_here()
        self.app.push_screen(HistoryScreen(self.desk, self.dataset, cell), self._visit)

    def action_source(self) -> None:
        """Open the source at the cell under the cursor."""
        place = self.cell_here()
        if place is not None:
            ToSource(self, self.desk, self.dataset, self._visit).go(*place)

    def _visit(self, visit: Visit | None) -> None:
        """Read anew after another screen, and go where it says."""
        self._jump = visit.jump if visit is not None else None
        self.read()

    def follow_jump(self) -> None:
        """Go where one was sent, once, as soon as what was read is drawn."""
        if self._jump is not None:
            jump, self._jump = self._jump, None
            self.call_after_refresh(self._visit_place, jump)

    def _visit_place(self, jump: Jump) -> None:
        view, row_id, column = self._view, jump.row_id, jump.column
        if view is None:
            return
        if row_id is None:
            self._go(self.query_one(Grid).cursor_row, column)
        else:
            self.do(lambda: view.locate(row_id), lambda row: self._go(row, column))

    def _go(self, row: int | None, column: str | None) -> None:
        if row is None or self._view is None:
            words = _("That row is not among those shown, or deleted.")
            self.notify(words if self.arrangement else _DELETED, markup=False)
            return
        grid = self.query_one(Grid)
        places = {known.name: place for place, known in enumerate(self._view.columns)}
        if column is not None and column not in places:
            words = _(
                "Column {column} is not shown: F9 shows hidden columns again, and the history"
                " tells what became of others."
            )
            self.notify(words.format(column=column), markup=False)
        grid.move_to(row, places.get(column or "", grid.cursor_column))
