"""The cells of a table whose columns or rows a person has drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractors.pdf.ink import PageInk, Region
from extractors.pdf.lines import text_lines
from extractors.pdf.table_cells import BLANK, Cell, Cells
from extractors.pdf.unruled import unruled


def given_cells(
    page: PageInk,
    region: Region,
    columns: Sequence[float] | None,
    rows: Sequence[float] | None,
) -> Cells | None:
    """Return the cells between edges; those that are not given are found by white space.

    Every word of the region stands in the cell that holds its middle. Blank columns and rows that
    were drawn stay.

    Args:
        columns: where one column ends and the next begins, from the left; None finds them.
        rows: the same from the top.
    """
    read = unruled(page, page.across, region, columns)
    if read is None:
        return None
    across = [*read.columns.separators] if columns is None else [*columns]
    down = read.cells.row_edges[1:-1] if rows is None else [*rows]
    cells: list[list[Cell]] = [[BLANK] * (len(across) + 1) for _ in range(len(down) + 1)]
    for line in text_lines([word for word in page.words if region.holds(word)]):
        for word in line.words:
            cells[bisect_right(down, word.y)][bisect_right(across, word.x)] += (word,)
    return Cells(cells, [region.top, *down, region.bottom], [region.x0, *across, region.x1])
