"""A table's cells while they are put together: words in rows, and cells that cover several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from curator.sources import Span
from extractors.pdf.ink import Word
from extractors.pdf.lines import text_lines
from extractors.pdf.running import Running, most

Cell = tuple[Word, ...]
"""The words of a cell in the order of its lines, each from the left; none where it is blank."""
BLANK: Cell = ()


def text_of(cell: Cell) -> str:
    """Return the words with a space between them, turned ones in the order in which they run."""
    turned = [word.running for word in cell if word.turned]
    words = cell if 2 * len(turned) < len(cell) or not turned else _levelled(cell, most(turned))
    return " ".join(word.text for word in words)


def _levelled(cell: Cell, running: Running) -> list[Word]:
    """Return words line by line as if the page was turned until they run to the right."""
    boxes = (Word(*running.levelled(word[:4]), word.text) for word in cell)
    return [word for line in text_lines(list(boxes)) for word in line.words]


def word_row(row: Sequence[Cell]) -> Cell:
    """Return all words of a row as one cell."""
    return tuple(word for cell in row for word in cell)


@dataclass
class Cells:
    """Cells at the top left of what they cover."""

    rows: list[list[Cell]]
    row_edges: list[float]
    """One more than there are rows, from the top."""
    column_edges: list[float]
    """One more than there are columns, from the left."""
    spans: list[Span] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.column_edges) - 1

    @property
    def texts(self) -> list[str]:
        """What stands in it, row by row."""
        return [text_of(cell) for row in self.rows for cell in row if cell]

    def only(self, row: int) -> str | None:
        """Return the text of a row that has no other; None if it has several or none."""
        filled = [cell for cell in self.rows[row] if cell]
        return text_of(filled[0]) if len(filled) == 1 else None

    def kept(self, first: int, last: int) -> Cells:
        """Return the rows from `first` up to `last`, which is left out."""
        spans = [
            Span(span.row - first, span.column, min(span.height, last - span.row), span.width)
            for span in self.spans
            if first <= span.row < last
        ]
        edges = self.row_edges[first : last + 1]
        return Cells(self.rows[first:last], edges, self.column_edges, spans)

    def compact(self) -> Cells:
        """Return it without blank rows and columns; the space they took goes to those before."""
        full_rows = [any(row) for row in self.rows]
        full_columns = [any(row[place] for row in self.rows) for place in range(self.width)]
        rows = [
            [cell for cell, full in zip(row, full_columns, strict=True) if full]
            for row, full in zip(self.rows, full_rows, strict=True)
            if full
        ]
        above, left = _before(full_rows), _before(full_columns)
        spans = []
        for span in self.spans:
            if self.rows[span.row][span.column]:
                height = above[span.row + span.height] - above[span.row]
                width = left[span.column + span.width] - left[span.column]
                if height > 1 or width > 1:
                    spans.append(Span(above[span.row], left[span.column], height, width))
        return Cells(
            rows, _edges(self.row_edges, full_rows), _edges(self.column_edges, full_columns), spans
        )


def _before(full: Sequence[bool]) -> list[int]:
    """Return how many full ones stand before each place, and before the end."""
    return list(accumulate(full, initial=0))


def _edges(edges: Sequence[float], full: Sequence[bool]) -> list[float]:
    kept = [edge for edge, is_full in zip(edges, full, strict=False) if is_full]
    return [*kept, edges[-1]]
