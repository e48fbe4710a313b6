"""The half of the editor that changes a dataset: operations with their reasons, undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial

from textual import on

from curator.errors import Cancelled, CuratorError
from curator.history import Revision
from curator.language import _, joined
from curator.operations import (
    OPERATIONS,
    DeleteRows,
    FillDown,
    HideColumns,
    InsertRows,
    Operation,
    RestoreRows,
    SetCells,
)
from curator.store import Taken
from screens.arranging import ArrangingScreen
from screens.clipping import MOST
from screens.deleted_rows import DeletedRowsScreen
from screens.editing_grid import EditingGrid
from screens.operation_form import OperationForm
from screens.operations import OperationsScreen
from screens.prose import cells_words, rows_words
from screens.widgets.grid import Grid, Selection


class Changing(ArrangingScreen):
    """Makes operations of what is selected or filled in, asks why, and applies them."""

    _working: str | None = None
    """What runs, in words for the status line; None where nothing runs."""
    _form: Operation | None = None
    """The operation that a form was filled in for last."""

    @on(EditingGrid.Decided)
    def decided(self, event: EditingGrid.Decided) -> None:
        """Keep a change with its reason."""
        event.stop()
        self.apply(event.operation, event.why)

    def apply(self, operation: Operation, why: str | None) -> None:
        """Apply an operation in the background; Escape stops it."""
        self._working = _("{title} … Esc stops it").format(title=operation.title)
        self.tell_status()
        self.do(
            lambda: self.dataset.apply(operation, self.desk.who, why, self.cancelling()),
            self._applied,
            self._stopped,
        )

    def _applied(self, revision: Revision | None) -> None:
        self._working = None
        if revision is None:
            self.read(_("Nothing changed."))
            return
        small = revision.cells == 1 and not revision.rows
        notice = (
            None
            if small
            else _("Columns changed.")
            if not revision.cells and not revision.rows
            else _("{cells}, {rows} changed.").format(
                cells=cells_words(revision.cells), rows=rows_words(revision.rows)
            )
        )
        self.read(notice)
        self.tell_left(revision.left)

    def _stopped(self, error: CuratorError) -> None:
        self._working = None
        self.tell_error(error)
        self.read()

    def action_clear(self) -> None:
        """Make the selected cells blank."""
        self._with_selection(
            lambda rows, columns: SetCells(rows, columns, ((None,) * len(columns),) * len(rows))
        )

    def action_delete_rows(self) -> None:
        """Delete the selected rows."""
        self._with_selection(lambda rows, _: DeleteRows(rows))

    def action_insert_row(self) -> None:
        """Insert a blank row below the selection."""
        view, last = self._view, self.grid.selection.rows[-1:]
        if view is None or not view.row_count:
            self.query_one(EditingGrid).give_back()
            return
        self.grid.hold()
        self.do(
            lambda: tuple(row.id for row in view.window(last.start, 1, ())),
            lambda below: self._ask(InsertRows(below, 1)),
            self._not_asked,
        )

    def action_hide_columns(self) -> None:
        """Leave the selected columns out; F9 shows them again."""
        self._with_columns(HideColumns)

    def action_fill_down(self) -> None:
        """Fill the cursor's column down."""
        self._with_columns(FillDown)

    def _with_columns(self, make: Callable[[tuple[str, ...]], Operation]) -> None:
        """Make an operation of the selected columns' names, and ask why."""
        view = self.straight
        if view is not None and view.row_count:
            self.grid.hold()
            self._ask(make(tuple(view.columns[p].name for p in self.chosen.columns)))
        else:
            self.query_one(EditingGrid).give_back()

    def _with_selection(
        self, make: Callable[[tuple[int, ...], tuple[str, ...]], Operation]
    ) -> None:
        """Make an operation of the selected row ids and column names, and ask why."""
        view, block = self.straight, self.chosen
        if view is None or not view.row_count or self._is_too_much(block):
            self.query_one(EditingGrid).give_back()
            return
        columns = tuple(view.columns[place].name for place in block.columns)
        self.grid.hold()
        self.do(
            lambda: tuple(r.id for r in view.window(block.rows.start, len(block.rows), ())),
            lambda rows: self._ask(make(rows, columns)),
            self._not_asked,
        )

    def _is_too_much(self, block: Selection) -> bool:
        """Refuse, in words, to list more rows one by one than a revision should name."""
        if len(block.rows) <= MOST:
            return False
        self.tell(
            _(
                "{rows} are too many to be changed by this key; {most:,} at most. The operations"
                " under F9 change whole columns."
            ).format(rows=rows_words(len(block.rows)), most=MOST)
        )
        return True

    def _ask(self, operation: Operation, size: str = "") -> None:
        self.run_worker(self.query_one(EditingGrid).ask(operation, size), group="ask")

    def _not_asked(self, error: CuratorError) -> None:
        self.query_one(EditingGrid).give_back()
        self.tell_error(error)

    def action_operations(self) -> None:
        """Choose an operation."""
        if self.query_one(EditingGrid).refuses():
            return
        self.app.push_screen(OperationsScreen(), self._fill_in)

    def action_operate(self, name: str) -> None:
        """Fill in the form of one operation."""
        if not self.query_one(EditingGrid).refuses():
            self._fill_in(OPERATIONS[name])

    def _fill_in(self, chosen: type[Operation] | None, given: Operation | None = None) -> None:
        """Show an operation's form, with what was `given` before if it comes again."""
        view, whole, block = self.straight, self.whole, self.chosen
        if chosen is None or view is None or whole is None:
            return
        if chosen is RestoreRows:
            self.app.push_screen(DeletedRowsScreen(self.dataset), self._with_form)
            return
        columns = tuple(view.columns[place].name for place in block.columns)
        wants_rows = any(option.metadata["kind"] == "rows" for option in fields(chosen))
        if wants_rows and self._is_too_much(block):
            return
        count = len(block.rows) if wants_rows else 0
        self.do(
            lambda: tuple(r.id for r in view.window(block.rows.start, count, ())),
            lambda rows: self.app.push_screen(
                OperationForm(chosen, whole.columns, columns, rows, given), self._with_form
            ),
        )

    def _with_form(self, operation: Operation | None) -> None:
        """Try the operation before asking why, so that a refusal costs no words."""
        if operation is None:
            return
        self._form = operation
        self.rehearse(operation)

    def rehearse(self, operation: Operation) -> None:
        """Count what an operation would change, then ask why; Escape stops it."""
        self._working = _("{title}: counting … Esc stops it").format(title=operation.title)
        self.tell_status()
        self.query_one(Grid).hold()
        self.do(
            lambda: self.dataset.rehearse(operation, self.cancelling()),
            lambda size: self._rehearsed(operation, *size),
            partial(self._refused, operation),
        )

    def _rehearsed(self, operation: Operation, cells: int, rows: int) -> None:
        self._working = None
        self.tell_status()
        told = (
            cells_words(cells),
            rows_words(rows),
        )
        size = joined(words for words, count in zip(told, (cells, rows), strict=True) if count)
        self._ask(operation, size)

    def _refused(self, operation: Operation, error: CuratorError) -> None:
        """Say why it does not fit, and show the form again as it was filled in."""
        self._working = None
        self.tell_status()
        self.query_one(EditingGrid).give_back()
        self.tell_error(error)
        if operation is self._form and not isinstance(error, Cancelled):
            self._fill_in(type(operation), operation)

    @on(EditingGrid.TakenBack)
    def form_again(self, event: EditingGrid.TakenBack) -> None:
        """Go back from the reason to the form that it came from, if it came from one."""
        event.stop()
        if event.operation is self._form:
            self._fill_in(type(event.operation), event.operation)

    def action_undo(self) -> None:
        """Take back the newest step."""
        self.do(lambda: self.dataset.undo(self.desk.who), self._taken)

    def action_redo(self) -> None:
        """Put back what undo took."""
        self.do(lambda: self.dataset.redo(self.desk.who), self._taken)

    def _taken(self, taken: Taken) -> None:
        self.read(f"{taken.what[0].upper()}{taken.what[1:]}.")
        self.tell_left(taken.left)
