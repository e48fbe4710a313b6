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
    """A stretch of columns behind those that are frozen, which never move.

    Everything is told in cells from the first column's beginning; row numbers are not counted.
    """

    starts: Sequence[int]
    """Where each column begins in the whole table, and at the end where the last one ends."""
    room: int
    """How many cells there are to draw on."""
    wanted: int = 0
    """How many first columns shall be frozen."""
    offset: int = 0
    """How far the others are scrolled."""

    @cached_property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.starts) - 1

    @cached_property
    def frozen(self) -> int:
        """How many columns are frozen: fewer than is wanted where there is no room for them."""
        fitting = bisect_right(self.starts, self.room * MOST) - 1
        return max(min(self.wanted, fitting, self.count - 1), 0)

    @cached_property
    def _edge(self) -> int:
        return self.starts[self.frozen]

    @cached_property
    def left(self) -> int:
        """The first column that is seen behind the frozen ones."""
        first = bisect_right(self.starts, self.offset + self._edge) - 1
        return min(max(first, self.frozen), max(self.count - 1, 0))

    @cached_property
    def moving(self) -> range:
        """The columns that are seen behind the frozen ones, the last perhaps in part."""
        reach = self.starts[self.left] + self.room - self._edge
        beyond = min(bisect_left(self.starts, reach), self.count)
        return range(self.left, max(beyond, min(self.left + 1, self.count)))

    @cached_property
    def places(self) -> tuple[int, ...]:
        """All columns that are seen, from the left."""
        return (*range(self.frozen), *self.moving)

    def start(self, column: int) -> int:
        """Return where a column begins in what is seen."""
        if column < self.frozen:
            return self.starts[column]
        return self._edge + self.starts[column] - self.starts[self.left]

    def at(self, x: int) -> int:
        """Return the column that stands at cell `x`; beyond the edges the nearest one."""
        if x < self._edge:
            found = bisect_right(self.starts, x) - 1
        else:
            found = bisect_right(self.starts, x - self._edge + self.starts[self.left]) - 1
        return min(max(found, 0), max(self.count - 1, 0))

    def separator_at(self, x: int) -> int | None:
        """Return the column whose right border stands at cell `x`, None if none does."""
        if not self.count:
            return None
        column = self.at(x)
        width = self.starts[column + 1] - self.starts[column]
        return column if x == self.start(column) + width - 1 else None

    def showing(self, column: int) -> int:
        """Return how far to scroll so that `column` is whole, moving as little as it can."""
        return self._offset(self._first(column, self.left))

    def reach(self) -> int:
        """Return how wide the whole is, so that the furthest scroll begins with a whole column."""
        if not self.count:
            return 0
        furthest = self._offset(self._first(self.count - 1, self.frozen))
        return max(self.starts[-1], furthest + self.room)

    def _offset(self, first: int) -> int:
        return self.starts[first] - self._edge

    def _first(self, column: int, left: int) -> int:
        """Return the first moving column with which `column` is whole, best `left`."""
        if column < self.frozen or column == left:
            return left
        if column < left:
            return column
        end, room = self.starts[column + 1] - 1, self.room - self._edge
        if end - self.starts[left] <= room:
            return left
        return min(column, bisect_left(self.starts, end - room))
