"""Which of a grid's columns are seen, and where each of them begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

MOST = 2 / 3
"""The share of the room that frozen columns take at most; the others must be seen too."""


@dataclass(frozen=True)
class Seen:
    """A stretch of columns beside those that are frozen, which never move.

    The frozen ones stand where reading begins: at the left, or at the right of turned columns.
    Everything is told in cells from the first column's beginning; row numbers are not counted.
    """

    starts: Sequence[int]
    """Where each column begins in the whole table, and at the end where the last one ends."""
    room: int
    """How many cells there are to draw on."""
    wanted: int = 0
    """How many columns shall be frozen."""
    offset: int = 0
    """How far the others are scrolled."""
    turned: bool = False
    """Whether the columns run from right to left."""

    @cached_property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.starts) - 1

    @cached_property
    def frozen(self) -> int:
        """How many columns are frozen: fewer than is wanted where there is no room for them."""
        most = self.room * MOST
        if self.turned:
            fitting = self.count - bisect_left(self.starts, self.starts[-1] - most)
        else:
            fitting = bisect_right(self.starts, most) - 1
        return max(min(self.wanted, fitting, self.count - 1), 0)

    @cached_property
    def still(self) -> range:
        """The columns that are frozen."""
        return range(self.count - self.frozen, self.count) if self.turned else range(self.frozen)

    @cached_property
    def free(self) -> range:
        """The columns that are not, seen or not."""
        return range(self.still.start) if self.turned else range(self.frozen, self.count)

    @cached_property
    def left(self) -> int:
        """The first column that is seen of those that are not frozen."""
        first = bisect_right(self.starts, self.offset + self.starts[self.free.start]) - 1
        return min(max(first, self.free.start), max(self.free.stop - 1, 0))

    @cached_property
    def moving(self) -> range:
        """The columns that are seen beside the frozen ones, the last perhaps in part."""
        reach = self.starts[self.left] + self._free_room
        beyond = min(bisect_left(self.starts, reach), self.free.stop)
        return range(self.left, max(beyond, min(self.left + 1, self.count)))

    @cached_property
    def places(self) -> tuple[int, ...]:
        """All columns that are seen, from the left."""
        return (*self.moving, *self.still) if self.turned else (*self.still, *self.moving)

    @cached_property
    def border(self) -> int | None:
        """The column at whose right the frozen ones begin or end; None where none is frozen."""
        if not self.frozen:
            return None
        return self.moving[-1] if self.turned else self.still[-1]

    def start(self, column: int) -> int:
        """Return where a column begins in what is seen."""
        if column in self.still:
            return self._still_start + self.starts[column] - self.starts[self.still.start]
        return self._free_start + self.starts[column] - self.starts[self.left]

    def width(self, column: int) -> int:
        """Return how many cells of a column are seen, its separator not counted.

        One that stands before columns frozen at the right fills the room up to them.
        """
        start = self.start(column)
        if self.turned and column == self.border:
            return self._still_start - 1 - start
        own = self.starts[column + 1] - self.starts[column] - 1
        return min(own, max(self.room - start, 0))

    def at(self, x: int) -> int:
        """Return the column that stands at cell `x`; beyond the edges the nearest one."""
        if self._in_still(x):
            columns, whole = self.still, x - self._still_start + self.starts[self.still.start]
        else:
            columns, whole = self.free, x - self._free_start + self.starts[self.left]
            columns = range(columns.start, self.moving.stop) if self.frozen else columns
        found = bisect_right(self.starts, whole) - 1
        return min(max(found, columns.start), max(columns.stop - 1, 0))

    def separator_at(self, x: int) -> int | None:
        """Return the column whose right border stands at cell `x`, None if none does."""
        if not self.count:
            return None
        column = self.at(x)
        own = self.starts[column + 1] - self.starts[column] - 1
        width = self.width(column) if column == self.border else own
        return column if x == self.start(column) + width else None

    def showing(self, column: int) -> int:
        """Return how far to scroll so that `column` is whole, moving as little as it can."""
        furthest = max(self.reach() - self.room, 0)
        return min(self.scrolled(self._first(column, self.left)), furthest)

    def scrolled(self, first: int) -> int:
        """Return how far to scroll so that `first` is the first column that is not frozen."""
        return self.starts[max(first, self.free.start)] - self.starts[self.free.start]

    def reach(self) -> int:
        """Return how wide the whole is, so that the furthest scroll begins with a whole column."""
        if not self.count:
            return 0
        furthest = self.scrolled(self._first(self.free.stop - 1, self.free.start))
        return max(self.starts[-1], furthest + self.room)

    @cached_property
    def _still_width(self) -> int:
        return self.starts[self.still.stop] - self.starts[self.still.start]

    @cached_property
    def _still_start(self) -> int:
        return min(self.room, self.starts[-1]) - self._still_width if self.turned else 0

    @cached_property
    def _free_start(self) -> int:
        return 0 if self.turned else self._still_width

    @cached_property
    def _free_room(self) -> int:
        """How many cells the moving columns have, a border before frozen ones not counted."""
        return self.room - self._still_width - (self.turned and self.frozen > 0)

    def _in_still(self, x: int) -> bool:
        if not self.frozen:
            return False
        return x >= self._still_start if self.turned else x < self._still_width

    def _first(self, column: int, left: int) -> int:
        """Return the first moving column with which `column` is whole, best `left`."""
        if column in self.still or column == left:
            return left
        if column < left:
            return column
        end = self.starts[column + 1] - 1
        if end - self.starts[left] <= self._free_room:
            return left
        return min(column, bisect_left(self.starts, end - self._free_room))
