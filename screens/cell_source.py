"""A kept source opened at one cell of a dataset, and the way back from any other to its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.language import _
from curator.sources import Geometry, Origin, TableHead, letters
from curator.tables import Column
from curator.views import View
from extractors import Found, Options, Together
from screens.desk import Desk
from screens.source import SourceScreen
from screens.source_list import Entry, TableList
from screens.source_pane import FoundGrid, FoundPane
from screens.visit import Jump

NEAR = 1.0
"""Boxes whose edges are closer than this, in PDF points, are of one table."""


@dataclass(frozen=True)
class Spot:
    """A cell of a dataset, as its source is opened at it."""

    origin: Origin
    row_id: int
    """Counts the table's rows from 1, header rows included, as a found table's does."""
    column: int
    """The column's position in the dataset as it was added."""
    columns: View
    """The dataset as it was added: its columns stand as they do in the table, behind those that
    say where a row comes from."""
    today: View

    def is_in(self, head: TableHead) -> bool:
        """Whether the cell stands in a table that was found."""
        origin = self.origin
        if (head.page, head.sheet) != (origin.page, origin.sheet):
            return False
        if head.sheet is not None and origin.reference is not None:
            return _begins_before(head.geometry, origin.reference)
        if head.box is None or origin.table_box is None:
            return head.box == origin.table_box
        return all(
            abs(one - other) < NEAR for one, other in zip(head.box, origin.table_box, strict=True)
        )

    @property
    def shift(self) -> int:
        """By how much a row's id in the dataset is more than in the table of its place alone."""
        return self.row_id - 1 - self.origin.row

    def jump(self, row: int, column: int) -> Jump | None:
        """Return the way to the dataset's cell that was made of one of its page's or sheet's table.

        None where the row is not in the dataset, such as a header that is printed again.

        Args:
            row: counts the rows of that table from 1, header rows included.
            column: the column's position in it.
        """
        row_id, place = row + self.shift, column + self.column - self.origin.column
        if self.origin.turned:  # all of a form is one row
            row_id, place = self.row_id, self.column
        first, last = self.origin.stretch or (row_id, row_id)
        if not first <= row_id <= last or place >= len(self.columns.columns):
            return None
        known = {each.id: each for each in self.today.columns}
        found: Column | None = known.get(self.columns.columns[place].id)
        return Jump(row_id, found.name if found is not None else None)


class CellSourceScreen(SourceScreen):
    """The source screen, standing on one cell; dismissed with a Jump to go to another's row."""

    PLACE = _("A cell in its source")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+f3,o", "to_row", _("To its row"), key_display="o"),
    ]

    def __init__(
        self,
        desk: Desk,
        path: Path,
        options: Options,
        leave: Callable[[], None],
        spot: Spot,
    ) -> None:
        """`spot` is the cell to stand on; the others are the source screen's."""
        super().__init__(desk, path, options, leave)
        self._spot = spot

    def _take_in(self, found: Found | Together) -> None:
        super()._take_in(found)
        entry = self.entries[-1]
        if self._spot.is_in(found.head):
            pane = self.query_one(FoundPane)
            origin = self._spot.origin
            pane.stand_on(entry, origin.row - entry.header_count, origin.column)
            self.query_one(TableList).move_to(entry.number - 1, 0)
            self._choose(entry)
            self.query_one(FoundGrid).focus()

    def action_to_row(self) -> None:
        """Go back to the dataset, to the row of the cell under the cursor."""
        entry, grid = self._entry, self.query_one(FoundGrid)
        row = grid.current_row_id()
        jump = None
        if entry is not None and row is not None and self._is_its(entry):
            jump = self._spot.jump(row, grid.cursor_column)
        if jump is None:
            words = _("{dataset} was not made from this table or row; Escape comes back.")
            self.notify(words.format(dataset=self._spot.today.dataset), markup=False)
            return
        self.cancel_work()
        self.dismiss(jump)

    def _is_its(self, entry: Entry) -> bool:
        return self._spot.is_in(entry.found.head)


def _begins_before(geometry: Geometry, reference: str) -> bool:
    """Tell whether a table begins above and left of a cell; of several on a sheet the last is its.

    The reference is one such as "B12".
    """
    column, row = reference.rstrip("0123456789"), reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    left = letters(geometry.first_column)
    beside = (len(left), left) <= (len(column), column)
    return beside and row.isdecimal() and geometry.first_row <= int(row)
