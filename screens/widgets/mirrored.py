"""A view whose first column stands at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from curator.annotations import Annotation
from curator.views import Row, Sign, View


class MirroredView(View):
    """Another view with its columns from right to left.

    For drawing only: whatever is done by a column's name or id is done to the same column, and
    nothing that is exported knows of it.
    """

    def __init__(self, straight: View) -> None:
        """`straight` is the view as it is read and exported."""
        self.straight = straight
        self.dataset, self.revision = straight.dataset, straight.revision
        self.columns = list(reversed(straight.columns))
        self.row_count = straight.row_count

    def across(self, place: int) -> int:
        """Return where the column at a place stands in the other direction."""
        return len(self.columns) - 1 - place

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return rows with the cells of `columns`, which count from the left."""
        return self.straight.window(first, count, self._across(columns))

    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None if it is not shown."""
        return self.straight.locate(row_id)

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return what hangs on the rows of a window."""
        return self.straight.annotations(first, count)

    @property
    def last_number(self) -> int:
        """The greatest number that a row has."""
        return self.straight.last_number

    def number(self, position: int, row_id: int | None) -> int | None:
        """Return the number of the row at `position`, None if only its id would tell."""
        return self.straight.number(position, row_id)

    def row_id(self, number: int) -> int:
        """Return the id of the row shown as `number`."""
        return self.straight.row_id(number)

    def signs(
        self, rows: Sequence[Row], columns: Sequence[int] | None = None
    ) -> Mapping[tuple[int, int], Sign]:
        """Return the signs of cells in a window, by (row id, column id)."""
        return self.straight.signs(rows, self._across(columns))

    def next_signed(
        self, sign: Sign, place: tuple[int, int], step: Literal[1, -1] = 1
    ) -> Iterator[tuple[int, int] | None]:
        """Search for the next cell with a sign, in the order in which rows are read."""
        row, column = place
        for found in self.straight.next_signed(sign, (row, self.across(column)), step):
            yield None if found is None else (found[0], self.across(found[1]))

    def _across(self, columns: Sequence[int] | None) -> Sequence[int]:
        places = range(len(self.columns)) if columns is None else columns
        return [self.across(place) for place in places]
