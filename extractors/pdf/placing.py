"""Which columns the segments of each line stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.ink import Region, Word
from extractors.pdf.lines import Line, Segment
from extractors.pdf.numerals import is_figure

INSET = 2.0
"""Points by which a segment may reach over the edge of a column."""
FIGURE_INSET = 0.2
"""Of a figure's width: the same, since a figure cannot go on in the next column."""
WORD_GAP = 0.45
"""Of the text's height: a wider gap at a separator lies between two cells."""
LONG_FIGURE = 4
"""Characters: figures that long in two columns are two cells, however near."""


@dataclass(frozen=True)
class Placed:
    """A segment and the columns that it covers, `first` to `last`."""

    first: int
    last: int
    segment: Segment

    @property
    def spans(self) -> bool:
        """Whether it covers several columns."""
        return self.last > self.first

    @property
    def text(self) -> str:
        """What it says."""
        return self.segment.text


@dataclass(frozen=True)
class PlacedLine:
    """A line, as its segments stand in columns."""

    line: Line
    cells: tuple[Placed, ...]
    columns: frozenset[int]
    """All columns that something stands in."""
    figures: int
    """How many cells, the first column's aside, hold figures."""

    @property
    def spans(self) -> bool:
        """Whether a cell covers several columns."""
        return any(cell.spans for cell in self.cells)


@dataclass(frozen=True)
class Columns:
    """The columns of a region."""

    region: Region
    separators: Sequence[float]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.separators) + 1

    def at(self, x: float) -> int:
        """Return the column that a place lies in, or is nearest to."""
        return bisect_right(self.separators, x)

    def edges(self, first: int, last: int) -> tuple[float, float]:
        """Return where column `first` begins and `last` ends, within the region."""
        start = self.separators[first - 1] if first else self.region.x0
        end = self.separators[last] if last < len(self.separators) else self.region.x1
        return start, end

    def place(self, line: Line) -> PlacedLine:
        """Put a line's segments into columns; what crosses a separator by a gap is cut there."""
        cells = tuple(placed for segment in line.segments for placed in self._placed(segment))
        covered = frozenset(n for cell in cells for n in range(cell.first, cell.last + 1))
        figures = sum(is_figure(cell.text) for cell in cells if cell.first > 0 or self.count == 1)
        return PlacedLine(line, cells, covered, figures)

    def _placed(self, segment: Segment) -> list[Placed]:
        whole = self._place(segment)
        if not whole.spans or len(segment.words) < 2:
            return [whole]
        parts = [[segment.words[0]]]
        for one, other in pairwise(segment.words):
            if self._are_two_cells(one, other):
                parts.append([other])
            else:
                parts[-1].append(other)
        return [self._place(Segment.of(part)) for part in parts]

    def _place(self, segment: Segment) -> Placed:
        inset = min(INSET, segment.width / 3)
        if len(segment.words) == 1 and is_figure(segment.text):
            inset = max(inset, FIGURE_INSET * segment.width)
        return Placed(self.at(segment.x0 + inset), self.at(segment.x1 - inset), segment)

    def _are_two_cells(self, one: Word, other: Word) -> bool:
        figures = is_figure(one.text) and is_figure(other.text)
        long = min(len(one.text), len(other.text)) >= LONG_FIGURE
        if figures and long and self.at(one.x) != self.at(other.x):
            return True
        if not any(one.x1 - 1 <= edge <= other.x0 + 1 for edge in self.separators):
            return False
        return figures or other.x0 - one.x1 > WORD_GAP * min(one.size, other.size)
