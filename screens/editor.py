"""The editor: one dataset's grid, what hangs on the cell under the cursor, and every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Footer, Static

from curator.annotations import Annotation
from curator.errors import Cancelled, CuratorError
from curator.history import Revision, Standing
from curator.language import _, ngettext
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
from curator.store import ArrangedView, Dataset, StoredView, Taken
from curator.values import one_line
from screens.annotate import cell_targets
from screens.arranged_line import ArrangedLine, header_marks
from screens.arranging import ArrangingScreen
from screens.clipping import MOST, Clipping
from screens.deleted_rows import DeletedRowsScreen
from screens.desk import Desk
from screens.editing_grid import EditingGrid
from screens.export import ExportScreen
from screens.finding import Finding
from screens.history import HistoryScreen
from screens.keyboard.keyed import NO_KEY
from screens.note_marks import note_marks, open_note
from screens.noting import Noting
from screens.operation_form import OperationForm
from screens.operations import OFFERED, OperationsScreen
from screens.pane import InkPane
from screens.prose import cells_words, rows_words
from screens.state import standing_words
from screens.threads import ThreadsScreen
from screens.to_source import ToSource
from screens.totalling import Totalling
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid, Marks, Selection

_DELETED = _("That row is deleted; the history brings it back.")

ASKING = ("clear", "fill_down", "delete_rows", "insert_row", "hide_columns")
"""Actions after which a line asks why."""


class EditorScreen(ArrangingScreen, Finding, Clipping, Totalling):
    """Correct and annotate a dataset beside the page that it came from."""

    HELP = _("""
## The editor

**Enter** edits the cell under the cursor; after Enter a line asks **why**, and Enter again keeps
the change as a revision of the history. Escape goes back and loses nothing.

Below (or at the right) stands the cell's **ink**: where it was found, the text as found, the page
around it, who changed it, and what was written beside it. F3 changes how much of it is seen,
the page as it is printed among it; **o** (or Shift+F3) opens the source at the cell, and from there
goes back to the row of another.

Every change is kept at once and can be taken back: **Ctrl+Z**, or any revision in the history.
Signs at a cell's edge: `?` an open doubt or question, `!` harm, `§` a source, `=` a decision,
`~` doubtful as it was read, `•` changed since it was added, `…` longer than its column.
∅ is a blank cell.

Shift and the arrows select a block, **s** whole rows, **S** whole columns; the line above tells
what their numbers come to. **y** copies, and what a spreadsheet copied can be pasted.

**[** and **]** sort by the cursor's column, **,** shows only the rows with this cell's value, and
F11 sorts and filters by more. Rows keep their numbers; Escape shows all of them again.

**m** puts the first column at the right, and again at the left. **i** shows what a cell is made of,
code point by code point.
""")
    DEFAULT_CSS = """
    EditorScreen #desk { height: 1fr; layout: vertical; }
    EditorScreen.-wide #desk { layout: horizontal; }
    EditorScreen.-wide InkPane {
        height: 1fr; width: 40%; max-width: 90; layout: vertical;
        border-top: none; border-left: solid $primary;
    }
    EditorScreen.-wide InkPane.-page { width: 60%; max-width: 100%; height: 1fr; }
    """
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2,e", "edit", _("Edit"), key_display="Enter"),
        Binding("f4,a", "annotate", _("Note"), key_display="F4"),
        Binding("f6,A", "threads", _("Notes"), key_display="F6"),
        Binding("ctrl+z,u", "undo", _("Undo"), show=False),
        Binding("ctrl+y,R", "redo", _("Redo"), show=False),
        Binding("f9,t", "operations", _("Change"), key_display="F9"),
        Binding("shift+f3,o", "source", _("To the source"), show=False),
        Binding("f3", "pane", _("More or less ink"), show=False),
        Binding("f7,H", "history", _("History"), key_display="F7"),
        Binding("f12,x", "export", _("Export"), key_display="F12"),
        Binding("delete", "clear", _("Make blank"), show=False),
        Binding("ctrl+d,f", "fill_down", _("Fill the column down"), show=False),
        Binding("ctrl+delete,D", "delete_rows", _("Delete rows"), show=False),
        Binding("insert,I", "insert_row", _("Insert a row below"), show=False),
        Binding("minus", "hide_columns", _("Hide columns"), show=False),
        *(
            Binding(f"{NO_KEY}{each.name}", f"operate('{each.name}')", each.title, show=False)
            for each in OFFERED
        ),
    ]

    def __init__(self, desk: Desk, dataset: Dataset, jump: Jump | None = None) -> None:
        """`jump` is where the cursor stands at first; None is the top."""
        super().__init__(desk, dataset)
        self._jump = jump
        self._notes: Marks = {}
        self._standing = Standing()
        self._working: str | None = None
        self._form: Operation | None = None
        """The operation that a form was filled in for last."""

    def compose(self) -> ComposeResult:
        """Lay out the status line, the grid and the pane."""
        yield Static("", id="status", classes="line", markup=False)
        yield ArrangedLine()
        with Container(id="desk"):
            yield EditingGrid(ASKING)
            yield InkPane(self.desk, self.dataset)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the dataset as it stands."""
        self.query_one(Grid).focus()
        self.query_one(EditingGrid).refusal = self.desk.store.refusal
        self._read()
        self.ask_once()

    def read_again(self) -> None:
        """Show what somebody else has changed."""
        self._read()

    def _read(self, notice: str | None = None) -> None:
        """Read the head and the annotations, then draw them."""
        self.do(
            lambda: (
                self.followed(self.dataset.view()),
                self.dataset.annotations(),
                self.dataset.standing(),
            ),
            lambda read: self._show(*read, notice),
        )

    def _show(
        self,
        view: StoredView | ArrangedView,
        annotations: Sequence[Annotation],
        standing: Standing,
        notice: str | None,
    ) -> None:
        if self.overtaken(view):
            self._read(notice)
            return
        self._annotations = annotations
        opening = self._view is None
        self._standing = standing
        drawn = view.in_sight().columns
        columns: dict[str | None, int] = {column.name: column.id for column in drawn}
        self._notes = note_marks(annotations, columns, drawn[0].id)
        self.redraw(view)
        if opening:
            self.query_one(Grid).action_first_column()
        if notice:
            self.notify(notice, markup=False)
        if self._jump is not None:
            jump, self._jump = self._jump, None
            self.call_after_refresh(self._visit_place, jump)

    def redraw(self, view: StoredView | ArrangedView) -> None:
        """Draw `view`, and let the pane follow."""
        drawn = self.take_up(view)
        self.query_one(EditingGrid).show(drawn)
        arrows = header_marks(view.in_sight()) if isinstance(view, ArrangedView) else {}
        self.query_one(Grid).set_marks({**self._notes, **arrows})
        self._status()
        self._tell_pane()

    def read(self, notice: str | None = None) -> None:
        """Read the dataset as it stands, and show it as it is arranged."""
        self._read(notice)

    def tell_status(self) -> None:
        """Write the status line."""
        self._status()

    def _status(self) -> None:
        view = self.whole
        if view is None:
            return
        open_ones = sum(note.is_open for note in self._annotations)
        open_notes = ngettext("{count} open note", "{count} open notes", open_ones)
        parts = [
            one_line(self.dataset.name, 28),
            _("{row_count:,} rows × {columns}").format(
                row_count=view.row_count, columns=len(view.columns)
            ),
            self._hidden_words(),
            _("revision {revision}").format(revision=view.revision),
            standing_words(self._standing),
            self.desk.who if self.desk.store.refusal is None else _("READ ONLY"),
            open_notes.format(count=open_ones) if open_ones else "",
            self._working or "",
        ]
        if self.selection_words:
            parts[1:-1] = [self.selection_words]
        if not view.row_count:
            parts[:0] = [_("no rows: Ctrl+Z brings deleted ones back, F9 sets header rows")]
        self.query_one("#status", Static).update(" · ".join(filter(None, parts)))

    def _hidden_words(self) -> str:
        hidden = sum(column.hidden for column in self.whole.columns) if self.whole else 0
        return (
            ngettext("{count} hidden", "{count} hidden", hidden).format(count=hidden)
            if hidden
            else ""
        )

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Let the pane follow the cursor."""
        event.stop()
        self._tell_pane()

    def _tell_pane(self) -> None:
        place = self._cell()
        if place is not None:
            self.query_one(InkPane).follow(*place)

    def _cell(self) -> tuple[int, str] | None:
        """The row id and the column's name under the cursor."""
        grid = self.query_one(Grid)
        row_id = grid.current_row_id()
        if self._view is None or row_id is None:
            return None
        return row_id, self._view.columns[grid.cursor_column].name

    def action_edit(self) -> None:
        """Open the cell for editing."""
        self.query_one(Grid).action_edit()

    @on(EditingGrid.Decided)
    def decided(self, event: EditingGrid.Decided) -> None:
        """Keep a change with its reason."""
        event.stop()
        self.apply(event.operation, event.why)

    def apply(self, operation: Operation, why: str | None) -> None:
        """Apply an operation in the background; Escape stops it."""
        self._working = _("{title} … Esc stops it").format(title=operation.title)
        self._status()
        self.do(
            lambda: self.dataset.apply(operation, self.desk.who, why, self.cancelling()),
            self._applied,
            self._stopped,
        )

    def _applied(self, revision: Revision | None) -> None:
        self._working = None
        if revision is None:
            self._read(_("Nothing changed."))
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
        self._read(notice)
        self.tell_left(revision.left)

    def _stopped(self, error: CuratorError) -> None:
        self._working = None
        self.tell_error(error)
        self._read()

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
        self._status()
        self.query_one(Grid).hold()
        self.do(
            lambda: self.dataset.rehearse(operation, self.cancelling()),
            lambda size: self._rehearsed(operation, *size),
            partial(self._refused, operation),
        )

    def _rehearsed(self, operation: Operation, cells: int, rows: int) -> None:
        self._working = None
        self._status()
        told = (
            cells_words(cells),
            rows_words(rows),
        )
        size = ", ".join(words for words, count in zip(told, (cells, rows), strict=True) if count)
        self._ask(operation, size)

    def _refused(self, operation: Operation, error: CuratorError) -> None:
        """Say why it does not fit, and show the form again as it was filled in."""
        self._working = None
        self._status()
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
        self._read(f"{taken.what[0].upper()}{taken.what[1:]}.")
        self.tell_left(taken.left)

    def action_annotate(self) -> None:
        """Write a note beside the cell, or answer or settle the one that is open there."""
        if self.query_one(EditingGrid).refuses():
            return
        grid = self.query_one(Grid)
        place = self._cell()
        if place is not None and self._view is not None:
            number = self._view.number(grid.cursor_row, place[0]) or 0
            targets = cell_targets(self.dataset, number, *place)
            row_id, column = place
            among = (column,) if grid.cursor_column else (column, None)
            note = open_note(self._annotations, row_id, among)
            Noting(self, self.desk, self._read).write_or_answer(targets, self.dataset, note)

    def action_threads(self) -> None:
        """List the annotations; answer, settle, or go to one."""
        self.app.push_screen(ThreadsScreen(self.desk, self.dataset), self._visit)

    def action_history(self) -> None:
        """Show what was done, by whom and why."""
        cell = self._cell()
        self.app.push_screen(HistoryScreen(self.desk, self.dataset, cell), self._visit)

    def _visit(self, visit: Visit | None) -> None:
        """Read anew after another screen, and go where it says."""
        self._jump = visit.jump if visit is not None else None
        self._read()

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

    def action_pane(self) -> None:
        """Show the ink pane, the page in it, or neither."""
        self.query_one(InkPane).cycle()

    def action_source(self) -> None:
        """Open the source at the cell under the cursor."""
        place = self._cell()
        if place is not None:
            ToSource(self, self.desk, self.dataset, self._visit).go(*place)

    def action_export(self) -> None:
        """Write the dataset to a folder or a stick."""
        self.app.push_screen(ExportScreen(self.desk, self.dataset))

    def action_back(self) -> None:
        """Stop what runs; else show all rows; else go back to the library."""
        if self._working is not None:
            self.cancel_work()
        elif not self.leave_arrangement():
            self.dismiss()
