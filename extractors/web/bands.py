"""Where in a table of a page the title, the header, the data and the notes lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.sources import Span
from extractors.bands import column_levels, find_band
from extractors.bands.footer import reads_as_note
from extractors.header import is_number
from extractors.sheet_cut import Cut
from extractors.web.grid import Cell, Grid

DEEPEST = 12
"""No header has more rows, whatever the page says."""
LOOK = 40
"""So many first rows tell where a header ends that the page does not tell."""


@dataclass(frozen=True)
class Bands:
    """The rows of a table, counted from 0."""

    title_rows: tuple[int, ...]
    header_rows: tuple[int, ...]
    data_start: int
    data_end: int
    """The last row of data; above the first one where there is none."""
    footer_start: int | None


def bands_of(grid: Grid) -> Bands:
    """Find them by what the page says, and where it says nothing by what the cells hold."""
    titles = _titles(grid)
    top = len(titles)
    header = _told_header(grid, top)
    if not header:
        rows = [grid.row(number) for number in range(min(grid.height, top + LOOK))]
        band = find_band(rows, spans_of(grid, LOOK))
        titles, header = band.title_rows, band.header_rows
        top = band.data_start
    start = max([top, *(row + 1 for row in header)])
    end = _data_end(grid, start)
    footer = end + 1 if end + 1 < grid.height else None
    return Bands(titles, header, start, end, footer)


def cut_of(grid: Grid, bands: Bands, header_rows: int | None, hidden: bool) -> Cut | None:
    """Return what is taken of a table; None if nothing is left of it.

    Args:
        header_rows: how many rows are the header, None as it was found.
        hidden: whether hidden rows and columns are taken too.
    """
    top = bands.header_rows[0] if bands.header_rows else bands.data_start
    bottom = max(bands.data_end, bands.data_start - 1)
    start = bands.data_start if header_rows is None else min(top + header_rows, bottom + 1)
    filled = {cell.column for cell in grid.each() if cell.words.shown and top <= cell.row <= bottom}
    columns = tuple(sorted(filled if hidden else filled - grid.hidden_columns))
    rows = frozenset() if hidden else frozenset(grid.hidden_rows & set(range(start, bottom + 1)))
    blank = {row for row in range(start, bottom + 1) if not grid.cells[row]}
    if not columns or bottom < top or len(rows | blank) == bottom - top + 1:
        return None
    return Cut(top, start, bottom, columns, rows | blank)


def spans_of(grid: Grid, rows: int | None = None) -> list[Span]:
    """Return the cells that cover several, of the first `rows` rows or of all."""
    spans = []
    for cell in grid.each():
        width = min(cell.width, grid.width - cell.column)
        if width * cell.height > 1 and (rows is None or cell.row < rows):
            spans.append(Span(cell.row, cell.column, cell.height, width))
    return spans


def levels_of(grid: Grid, cut: Cut) -> tuple[tuple[str, ...], ...]:
    """Return the levels of each column that is taken; () without a header."""
    rows = [grid.row(number) for number in range(cut.top, cut.data_start)]
    if not rows:
        return ()
    spans = [
        Span(span.row - cut.top, span.column, span.height, span.width)
        for span in spans_of(grid, cut.data_start)
        if span.row >= cut.top
    ]
    levels = column_levels(rows, spans)
    return tuple(levels[column] for column in cut.columns)


def _titles(grid: Grid) -> tuple[int, ...]:
    """Return the first rows that are one cell over all columns."""
    count = 0
    while count < grid.height - 1 and grid.width > 1 and _alone(grid, grid.cells[count]):
        count += 1
    return tuple(range(count))


def _alone(grid: Grid, cells: Sequence[Cell]) -> bool:
    return len(cells) == 1 and cells[0].width >= grid.width and cells[0].height == 1


def _told_header(grid: Grid, top: int) -> tuple[int, ...]:
    """Return the rows that the page itself calls a header: of a head, or of nothing but names."""
    end = top
    while end < grid.height and end - top < DEEPEST and _is_header(grid, end):
        end += 1
    while end > top and any(cell.row + cell.height > end for cell in _above(grid, top, end)):
        end -= 1  # a name that reaches down beside the data is a row's
    return tuple(range(top, end))


def _is_header(grid: Grid, number: int) -> bool:
    cells = grid.cells[number]
    if grid.groups[number] == "thead":
        return bool(cells)
    named = [cell for cell in cells if cell.heads]
    blank = [cell for cell in cells if not cell.heads and not cell.words.shown]
    reach = len({cell.column for cell in cells}) * 2 >= grid.width or len(cells) > 1
    return bool(named) and reach and len(named) + len(blank) == len(cells)


def _above(grid: Grid, top: int, end: int) -> list[Cell]:
    return [cell for row in grid.cells[top:end] for cell in row]


def _data_end(grid: Grid, start: int) -> int:
    """Return the last row of data: notes are one cell over all columns, and hold no number."""
    end = grid.height - 1
    while end >= start and _is_note(grid, end, start):
        end -= 1
    return end


def _is_note(grid: Grid, number: int, start: int) -> bool:
    cells = [cell for cell in grid.cells[number] if cell.words.shown]
    if not cells:
        return number > start
    text = cells[0].words.shown
    if grid.width < 2 or len(cells) > 1 or is_number(text):
        return False
    wide = cells[0].width >= grid.width
    foot = grid.groups[number] == "tfoot"
    return (wide and (foot or number > start)) or reads_as_note([text])
