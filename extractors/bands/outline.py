"""What is remembered of a sheet while its rows are read once: enough to find its tables."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.bands.footer import TAIL
from extractors.bands.kinds import LOOK, Row

MOST = 1000
"""A sheet that falls into more segments is taken as one from there on."""
BLANKS = (None, "")

Raw = Sequence[Any]
"""A row as its reader gives it; "" and None are blank."""


@dataclass
class Segment:
    """Rows between two blank ones; rows and columns count from 0 at the top left of the sheet."""

    first: int
    last: int
    head: list[Raw] = field(default_factory=list)
    """The first LOOK rows."""
    tail: deque[tuple[int, Raw]] = field(default_factory=lambda: deque(maxlen=TAIL))
    """The last rows, each with its number; those of the head may be among them."""
    fills: Counter[int] = field(default_factory=Counter)
    """How many rows have so many filled cells."""
    left: int | None = None
    """The first filled column of the rows that are kept neither in the head nor in the tail."""
    right: int = 0
    """The last one."""

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.last - self.first + 1

    def keep(self, number: int, row: Raw) -> None:
        """Keep a row as the last one; of the row that makes room only the ends are remembered."""
        if len(self.tail) == TAIL and self.tail[0][0] - self.first >= LOOK:
            leaving = self.tail[0][1]
            left = next(at for at, cell in enumerate(leaving) if cell not in BLANKS)
            right = next(at for at in range(len(leaving) - 1, -1, -1) if leaving[at] not in BLANKS)
            self.left = left if self.left is None else min(left, self.left)
            self.right = max(right, self.right)
        self.tail.append((number, row))


class Outline:
    """Rows of a sheet in order, of which the first and last of each segment are kept."""

    def __init__(self, text: Callable[[Raw], Row]) -> None:
        """`text` makes a row of texts out of one that its reader gives."""
        self.text = text
        self.segments: list[Segment] = []

    def add(self, number: int, row: Raw, count: int) -> None:
        """Take note of row `number`, `count` of whose cells are filled; blank ones are left out."""
        if not count:
            return
        last = self.segments[-1] if self.segments else None
        if last is None or (last.last < number - 1 and len(self.segments) < MOST):
            last = Segment(number, number)
            self.segments.append(last)
        last.last = number
        if number - last.first < LOOK:
            while len(last.head) < number - last.first:  # blank rows of the segment that is all
                last.head.append(())
            last.head.append(row)
        last.keep(number, row)
        last.fills[count] += 1

    def rows(self, segments: Sequence[Segment], most: int = LOOK) -> list[Row]:
        """Return the first rows from `segments` on, the blank ones between them included."""
        found: list[Row] = []
        first = segments[0].first
        for segment in segments:
            found.extend([()] * (segment.first - first - len(found)))
            found.extend(map(self.text, segment.head))
            if segment.height > len(segment.head):
                break
        width = max(map(len, found), default=0)
        return [[*row, *[None] * (width - len(row))] for row in found[:most]]

    def last_rows(self, segments: Sequence[Segment], start: int) -> tuple[int, list[Row]]:
        """Return the last rows of `segments` that are not above `start`, and the first's number."""
        kept: dict[int, Row] = {}
        end = segments[-1].last
        for segment in segments:
            for number, row in segment.tail:
                if number >= max(start, end - TAIL + 1):
                    kept[number] = self.text(row)
        first = min(kept, default=end + 1)
        return first, [kept.get(number, ()) for number in range(first, end + 1)]

    def whole(self, segments: Sequence[Segment]) -> bool:
        """Tell whether all rows of `segments` are kept."""
        return all(segment.height <= len(segment.head) for segment in segments)
