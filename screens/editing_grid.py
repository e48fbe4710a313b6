"""A grid whose cells can be edited in place, and that asks why before it hands a change on."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message

from curator.operations import Operation, SetCells
from curator.tables import Value
from curator.views import View
from screens.reason import ReasonInput
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid


class EditingGrid(Vertical):
    """Draws a view and turns what is typed over it into operations with reasons."""

    DEFAULT_CSS = """
    EditingGrid { height: 1fr; width: 1fr; }
    EditingGrid Grid { height: 1fr; }
    """

    @dataclass
    class Decided(Message):
        """The person wants a change."""

        operation: Operation
        why: str | None

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._place: tuple[int, str] | None = None
        """The row id and column of the cell that is edited."""

    def compose(self) -> ComposeResult:
        """Lay out the grid; inputs come and go."""
        yield Grid()

    @property
    def grid(self) -> Grid:
        """The grid itself."""
        return self.query_one(Grid)

    def show(self, view: View) -> None:
        """Draw `view` from now on."""
        self._view = view
        self.grid.show(view)

    def ask(self, operation: Operation) -> None:
        """Ask for the reason of an operation, in a line below the grid."""
        self._close()
        line = ReasonInput(operation)
        self.mount(line)
        line.focus()

    @on(Grid.EditRequested)
    def edit(self, event: Grid.EditRequested) -> None:
        """Put an input over the cell."""
        event.stop()
        if self._view is None:
            return
        self._place = (event.row_id, self._view.columns[event.column].name)
        self._open(event.value, event.region, event.typed)

    @on(CellInput.Cancelled)
    def leave(self, event: CellInput.Cancelled) -> None:
        """Leave the cell as it is."""
        event.stop()
        self._close()
        self.grid.focus()

    @on(CellInput.Committed)
    def commit(self, event: CellInput.Committed) -> None:
        """Ask for the reason of an edit that changes something."""
        event.stop()
        self._close()
        self.grid.focus()
        if self._place is not None and event.value != self.grid.value_at_cursor():
            row_id, column = self._place
            self.ask(SetCells((row_id,), (column,), ((event.value,),)))

    @on(ReasonInput.Given)
    def decide(self, event: ReasonInput.Given) -> None:
        """Hand the change on."""
        event.stop()
        self._close()
        self.grid.focus()
        self.post_message(self.Decided(event.operation, event.why))

    @on(ReasonInput.TakenBack)
    def take_back(self, event: ReasonInput.TakenBack) -> None:
        """Go back to the cell with what was typed, or to the grid."""
        event.stop()
        self._close()
        operation = event.operation
        if not (isinstance(operation, SetCells) and len(operation.rows) == 1):
            self.grid.focus()
            return
        self._open(operation.values[0][0], self.grid.cell_region(*self.grid.cursor), None)

    def _open(self, value: Value, region: Region, typed: str | None) -> None:
        """Put an input over `region`, which is told in columns and lines of the screen."""
        self._close()
        here = region.translate(-self.region.offset)
        editor = CellInput(value, here, self.size, typed=typed)
        self.mount(editor)
        editor.focus()

    def _close(self) -> None:
        for widget in (*self.query(CellInput), *self.query(ReasonInput)):
            widget.remove()
