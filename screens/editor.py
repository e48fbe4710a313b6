"""The editor: one dataset's grid, what hangs on the cell under the cursor, and every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Footer, Static

from curator.annotations import Annotation, Place
from curator.errors import Cancelled, CuratorError
from curator.history import Left, Revision
from curator.language import _, ngettext
from curator.operations import DeleteRows, FillDown, InsertRows, Operation, SetCells
from curator.store import Dataset, StoredView, Taken
from curator.values import one_line
from curator.views import View
from screens.annotate import AnnotateScreen, Written
from screens.ask import AskScreen
from screens.dataset_screen import DatasetScreen
from screens.desk import Desk
from screens.editing_grid import EditingGrid
from screens.export import ExportScreen
from screens.history import HistoryScreen
from screens.operation_form import OperationForm
from screens.operations import OperationsScreen
from screens.pane import InkPane
from screens.prose import cells_words, rows_words
from screens.threads import ThreadsScreen
from screens.visit import Jump, Visit
from screens.widgets.grid import Grid

MARKS = {"doubt": "?", "question": "?", "harm": "!", "source": "§", "decision": "="}
"""How an open annotation shows in its cell."""

ASKING = ("delete", "ctrl+d", "f", "ctrl+delete", "D", "insert", "I")
"""Keys after which a line asks why."""


class EditorScreen(DatasetScreen):
    """Correct and annotate a dataset beside the page that it came from."""

    HELP = _("""
## The editor

**Enter** edits the cell under the cursor; after Enter a line asks **why**, and Enter again keeps
the change as a revision of the history. Escape goes back and loses nothing.

Below (or at the right) stands the cell's **ink**: where it was found, the text as found, the page
around it, who changed it, and what was written beside it. F3 changes how much of it is seen.

Every change is kept at once and can be taken back: **Ctrl+Z**, or any revision in the history.
∅ is a blank cell. A `?` or `!` at a cell's edge is an open annotation.
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
        Binding("f3", "pane", _("More or less ink"), show=False),
        Binding("f7,H", "history", _("History"), key_display="F7"),
        Binding("f12,x", "export", _("Export"), key_display="F12"),
        Binding("delete", "clear", _("Make blank"), show=False),
        Binding("ctrl+d,f", "fill_down", _("Fill the column down"), show=False),
        Binding("ctrl+delete,D", "delete_rows", _("Delete rows"), show=False),
        Binding("insert,I", "insert_row", _("Insert a row below"), show=False),
        Binding("f5,colon", "go_to", _("Go to row"), show=False),
    ]

    def __init__(self, desk: Desk, dataset: Dataset, jump: Jump | None = None) -> None:
        """`jump` is where the cursor stands at first; None is the top."""
        super().__init__(desk, dataset)
        self._jump = jump
        self._working: str | None = None
        self._form: Operation | None = None
        """The operation that a form was filled in for last."""

    def compose(self) -> ComposeResult:
        """Lay out the status line, the grid and the pane."""
        yield Static("", id="status", classes="line", markup=False)
        with Container(id="desk"):
            yield EditingGrid(ASKING)
            yield InkPane(self.desk, self.dataset)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the dataset as it stands."""
        self.query_one(Grid).focus()
        self._read()
        self.ask_once()

    def _read(self, notice: str | None = None) -> None:
        """Read the head and the annotations, then draw them."""
        self.do(
            lambda: (self.dataset.view(), self.dataset.annotations()),
            lambda read: self._show(*read, notice),
        )

    def _show(
        self, view: StoredView, annotations: Sequence[Annotation], notice: str | None
    ) -> None:
        opening, self._view = self._view is None, self.directed(view)
        grid = self.query_one(Grid)
        self.draw_view(self._view)
        if opening:
            grid.action_first_column()
        columns = {column.name: column.id for column in view.columns}
        first = view.columns[0].id
        grid.set_marks(
            {
                (note.place.row_id, columns.get(note.place.column or "", first)): MARKS[note.kind]
                for note in annotations
                if note.is_open and note.place.row_id is not None
            }
        )
        open_ones = sum(note.is_open for note in annotations)
        self._status(
            ngettext("{count} open note", "{count} open notes", open_ones).format(count=open_ones)
            if open_ones
            else ""
        )
        self._tell_pane()
        if notice:
            self.notify(notice, markup=False)
        if self._jump is not None:
            jump, self._jump = self._jump, None
            self._visit_place(jump)

    def draw_view(self, view: View) -> None:
        """Draw a view in the grid."""
        self.query_one(EditingGrid).show(view)

    def _status(self, more: str = "") -> None:
        view = self._view
        if view is None:
            return
        parts = [
            one_line(self.dataset.name, 28),
            _("{row_count:,} rows × {columns}").format(
                row_count=view.row_count, columns=len(view.columns)
            ),
            _("revision {revision}").format(revision=view.revision),
            self.desk.who,
            *filter(None, (more, self._working)),
        ]
        if not view.row_count:
            parts[:0] = [_("no rows: Ctrl+Z brings deleted ones back, F9 sets header rows")]
        self.query_one("#status", Static).update(" · ".join(parts))

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
            else _("{cells}, {rows} changed.").format(
                cells=cells_words(revision.cells), rows=rows_words(revision.rows)
            )
        )
        self._read(notice)
        self._tell_left(revision.left)

    def _stopped(self, error: CuratorError) -> None:
        self._working = None
        self.tell_error(error)
        self._read()

    def _tell_left(self, left: Sequence[Left]) -> None:
        if left:
            words = "\n".join(entry.reason for entry in left)
            self.notify(
                words, title=_("Left as it is"), severity="warning", timeout=20, markup=False
            )

    def action_clear(self) -> None:
        """Make the selected cells blank."""
        self._with_selection(
            lambda rows, columns: SetCells(rows, columns, ((None,) * len(columns),) * len(rows))
        )

    def action_delete_rows(self) -> None:
        """Delete the selected rows."""
        self._with_selection(lambda rows, _: DeleteRows(rows))

    def action_insert_row(self) -> None:
        """Insert a blank row below the cursor."""
        self._with_selection(lambda rows, _: InsertRows(rows[-1:], 1))

    def action_fill_down(self) -> None:
        """Fill the cursor's column down."""
        self._with_selection(lambda _, columns: FillDown(columns))

    def _with_selection(
        self, make: Callable[[tuple[int, ...], tuple[str, ...]], Operation]
    ) -> None:
        """Make an operation of the selected row ids and column names, and ask why."""
        view, block = self._view, self.query_one(Grid).selection
        if view is None or not view.row_count:
            self.query_one(EditingGrid).give_back()
            return
        columns = tuple(view.columns[place].name for place in block.columns)
        self.query_one(Grid).hold()
        self.do(
            lambda: tuple(r.id for r in view.window(block.rows.start, len(block.rows), ())),
            lambda rows: self._ask(make(rows, columns)),
            self._not_asked,
        )

    def _ask(self, operation: Operation, size: str = "") -> None:
        self.run_worker(self.query_one(EditingGrid).ask(operation, size), group="ask")

    def _not_asked(self, error: CuratorError) -> None:
        self.query_one(EditingGrid).give_back()
        self.tell_error(error)

    def action_operations(self) -> None:
        """Choose an operation."""
        self.app.push_screen(OperationsScreen(), self._fill_in)

    def _fill_in(self, chosen: type[Operation] | None, given: Operation | None = None) -> None:
        """Show an operation's form, with what was `given` before if it comes again."""
        view, block = self._view, self.query_one(Grid).selection
        if chosen is None or view is None:
            return
        columns = tuple(view.columns[place].name for place in block.columns)
        self.do(
            lambda: tuple(r.id for r in view.window(block.rows.start, len(block.rows), ())),
            lambda rows: self.app.push_screen(
                OperationForm(chosen, view.columns, columns, rows, given), self._with_form
            ),
        )

    def _with_form(self, operation: Operation | None) -> None:
        """Try the operation before asking why, so that a refusal costs no words."""
        if operation is None:
            return
        self._form = operation
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
        if not isinstance(error, Cancelled):
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
        self._tell_left(taken.left)

    def action_annotate(self) -> None:
        """Write a doubt, question, source, decision or harm beside the cell."""
        grid = self.query_one(Grid)
        place = self._cell()
        if place is not None:
            self.app.push_screen(AnnotateScreen(grid.cursor_row + 1, place[1]), self._annotate)

    def _annotate(self, written: Written | None) -> None:
        place = self._cell()
        if written is None or place is None:
            return
        row_id = place[0] if written.on_row else None
        column = place[1] if written.on_column else None
        self.do(
            lambda: self.dataset.annotate(
                Place(row_id, column), written.kind, written.text, self.desk.who
            ),
            lambda number: self._read(_("Annotation {number} written.").format(number=number)),
        )

    def action_threads(self) -> None:
        """List the annotations; answer, settle, or go to one."""
        self.app.push_screen(ThreadsScreen(self.desk, self.dataset), self._visit)

    def action_history(self) -> None:
        """Show what was done, by whom and why."""
        self.app.push_screen(HistoryScreen(self.desk, self.dataset), self._visit)

    def _visit(self, visit: Visit | None) -> None:
        """Read anew after another screen, and go where it says."""
        self._jump = visit.jump if visit is not None else None
        self._read()

    def _visit_place(self, jump: Jump) -> None:
        view = self._view
        if view is not None:
            self.do(lambda: view.locate(jump.row_id), lambda row: self._go(row, jump.column))

    def _go(self, row: int | None, column: str | None) -> None:
        if row is None or self._view is None:
            self.notify(_("That row is deleted; the history brings it back."), markup=False)
            return
        grid = self.query_one(Grid)
        place = self._view.column(column) if column is not None else grid.cursor_column
        grid.move_to(row, place)

    def action_go_to(self) -> None:
        """Go to a row by its number."""
        if self._view is not None:
            words = _("Rows are numbered 1 to {row_count:,}.").format(
                row_count=self._view.row_count
            )
            self.app.push_screen(AskScreen(_("Go to row"), words), self._go_to)

    def _go_to(self, answer: str | None) -> None:
        if answer is None or self._view is None:
            return
        digits = answer.strip().replace(",", "")
        if digits.isdecimal() and 1 <= int(digits) <= self._view.row_count:
            self.query_one(Grid).move_to(int(digits) - 1, self.query_one(Grid).cursor_column)
        else:
            self.notify(
                _("There is no row {answer}.").format(answer=answer),
                severity="warning",
                markup=False,
            )

    def action_pane(self) -> None:
        """Show the ink pane, the page in it, or neither."""
        self.query_one(InkPane).cycle()

    def action_export(self) -> None:
        """Write the dataset to a folder or a stick."""
        self.app.push_screen(ExportScreen(self.desk, self.dataset))

    def action_back(self) -> None:
        """Stop what runs; else go back to the library."""
        if self._working is not None:
            self.cancel_work()
        else:
            self.dismiss()
