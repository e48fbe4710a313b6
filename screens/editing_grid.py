"""A grid whose cells can be edited in place, and that asks why before it hands a change on."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Collection
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from curator.errors import CuratorError
from curator.operations import Operation, SetCells
from curator.tables import Column, Value
from curator.values import plain, typed
from curator.views import View
from screens.reason import ReasonInput
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid

REASONS = 20
"""So many reasons are kept to be given again."""


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

    def __init__(self, asking: Collection[str] = (), reasons: list[str] | None = None) -> None:
        """Draw nothing yet.

        Args:
            asking: actions of the screen's that end in `ask`, or else in `give_back`.
            reasons: those that were given already, the newest last; what is given is added.
        """
        super().__init__()
        self._asking = asking
        self._reasons: list[str] = [] if reasons is None else reasons
        self.refusal: CuratorError | None = None
        """Why nothing can be changed; None where it can."""
        self._view: View | None = None
        self._place: tuple[int, Column] | None = None
        """The row id and column of the cell that is edited."""
        self._turn = Lock()
        """Held while an input takes the place of another: one that is removed is never read."""

    def compose(self) -> ComposeResult:
        """Lay out the grid; inputs come and go."""
        yield Grid()

    def on_mount(self) -> None:
        """Let keys wait for the input that an edit opens."""
        self.grid.edits = True
        self.grid.typing = "free"
        self.grid.asking = self._asking

    @property
    def grid(self) -> Grid:
        """The grid itself."""
        return self.query_one(Grid)

    def show(self, view: View) -> None:
        """Draw `view` from now on."""
        self._view = view
        self.grid.show(view)

    @dataclass
    class TakenBack(Message):
        """The person goes back to the form of an operation."""

        operation: Operation

    def refuses(self) -> bool:
        """Whether nothing can be changed; says why if so."""
        if self.refusal is not None:
            self.notify(str(self.refusal), severity="warning", markup=False)
        return self.refusal is not None

    async def ask(self, operation: Operation, size: str = "") -> None:
        """Ask for the reason of an operation, in a line below the grid.

        Args:
            size: how much it changes, in words.
        """
        if self.refuses():
            self.give_back()
            return
        async with self._turn:
            self.grid.hold()
            await self._close()
            line = ReasonInput(operation, size, tuple(self._reasons))
            await self.mount(line)
            self._hand_over(line.query_one(Input))

    @on(Grid.EditRequested)
    async def edit(self, event: Grid.EditRequested) -> None:
        """Put an input over the cell."""
        event.stop()
        if self._view is None or self.refuses():
            self.give_back()
            return
        self._place = (event.row_id, self._view.columns[event.column])
        await self._open(event.value, event.region, event.typed)

    @on(CellInput.Cancelled)
    async def leave(self, event: CellInput.Cancelled) -> None:
        """Leave the cell as it is."""
        event.stop()
        await self._close()
        self.give_back()

    @on(CellInput.Committed)
    async def commit(self, event: CellInput.Committed) -> None:
        """Ask for the reason of an edit that changes something."""
        event.stop()
        before = self.grid.value_at_cursor()
        shown = None if before is None else plain(before)
        if self._place is not None and event.value != shown:
            row_id, column = self._place
            value = typed(event.value, column.type)
            self.grid.hold()
            self.screen.set_focus(self.grid)
            await self.ask(SetCells((row_id,), (column.name,), ((value,),)))
        else:
            await self._close()
            self.give_back()

    @on(ReasonInput.Given)
    async def decide(self, event: ReasonInput.Given) -> None:
        """Hand the change on, and keep its reason to be given again."""
        event.stop()
        if event.why is not None:
            others = [reason for reason in self._reasons if reason != event.why]
            self._reasons[:] = [*others, event.why][-REASONS:]
        await self._close()
        self.give_back()
        self.post_message(self.Decided(event.operation, event.why))

    @on(ReasonInput.TakenBack)
    async def take_back(self, event: ReasonInput.TakenBack) -> None:
        """Go back to the cell with what was typed, or to the grid."""
        event.stop()
        await self._close()
        operation = event.operation
        if not (isinstance(operation, SetCells) and len(operation.rows) == 1):
            self.give_back()
            self.post_message(self.TakenBack(operation))
            return
        await self._open(operation.values[0][0], self.grid.cell_region(*self.grid.cursor), None)

    async def _open(self, value: Value, region: Region, typed: str | None) -> None:
        """Put an input over `region`, which is told in columns and lines of the screen."""
        async with self._turn:
            self.grid.hold()
            await self._close()
            here = region.translate(-self.region.offset)
            editor = CellInput(value, here, self.size, typed=typed)
            await self.mount(editor)
            self._hand_over(editor)

    def _hand_over(self, taker: Input) -> None:
        """Give an input the focus, and the keys that were typed before it was there."""
        self.screen.set_focus(taker)
        for key in self.grid.release():
            taker.post_message(events.Key(key.key, key.character))

    def give_back(self) -> None:
        """Let the grid have the keys again."""
        self.grid.release()
        self.screen.set_focus(self.grid)

    async def _close(self) -> None:
        for widget in (*self.query(CellInput), *self.query(ReasonInput)):
            await widget.remove()
