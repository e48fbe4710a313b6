"""Where cells lie: on a page in PDF points, or in a sheet by row and column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left corner of the page as it is shown."""


@dataclass(frozen=True)
class Span:
    """A cell that covers several: `row` and `column` count from 0 at the table's top left."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True)
class Geometry:
    """Where the table's rows and columns lie in its page or sheet."""

    column_edges: tuple[float, ...] = ()
    """Page only: one more than there are columns, in PDF points and in the columns' order:
    descending where the first column stands at the right."""
    row_edges: tuple[float, ...] = ()
    """Page only: one more than there are rows, top to bottom, in PDF points."""
    first_row: int = 1
    """Sheet or text only: the table's first row, as the spreadsheet numbers it; the record."""
    first_column: int = 1
    """Sheet or text only: 1 is column A."""
    left_rows: tuple[int, ...] = ()
    """Sheet only: rows within the table that are not taken, as the spreadsheet numbers them."""
    left_columns: tuple[int, ...] = ()
    """Sheet only: columns within the table that are not taken; 1 is column A."""
    turned: bool = False
    """Sheet only: whether what stands in a row here stands in a column there, as a form's do."""

    def box(self, row: int, column: int, height: int = 1, width: int = 1) -> Box | None:
        """Return a cell's box on the page, None where there is no page."""
        bottom = min(row + height, len(self.row_edges) - 1)
        right = min(column + width, len(self.column_edges) - 1)
        if row >= bottom or column >= right:
            return None
        sides = self.column_edges[column], self.column_edges[right]
        return min(sides), self.row_edges[row], max(sides), self.row_edges[bottom]

    def reference(self, row: int, column: int) -> str:
        """Return a cell's reference as spreadsheets write it, such as "B12"."""
        if self.turned:
            row, column = column, row
        across = _past(self.first_column + column, self.left_columns)
        return f"{letters(across)}{_past(self.first_row + row, self.left_rows)}"


def _past(number: int, left: Sequence[int]) -> int:
    """Return the row or column at a place, stepping over those that are `left`, in order."""
    for each in left:
        if each > number:
            break
        number += 1
    return number


def letters(number: int) -> str:
    """Return a column number as spreadsheets write it: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def page_runs(pages: Iterable[int]) -> str:
    """Return page numbers as people write them, such as "1–3, 7"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
