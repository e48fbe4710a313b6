"""Tables in regions that a person drew: what is drawn is obeyed, and the rest found as usual."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from curator.errors import UnknownNameError
from curator.language import _
from curator.sources import Batch, ExtractedTable, Mark, Span
from extractors.drawn import Drawn
from extractors.pdf.ink import PageInk, Region, Word
from extractors.pdf.lines import cut_lines, text_lines
from extractors.pdf.numerals import is_dashes
from extractors.pdf.placing import Columns, GivenColumns
from extractors.pdf.table_cells import Cell, Cells
from extractors.pdf.tables import FoundTable, table_in
from extractors.pdf.unruled import GAP, row_of

BY_HAND = _("region by hand")
"""What is noted of such a table."""
OFF = 1.0
"""Points by which a region may reach over the edge of its page: sizes are rounded."""
INTO = 1.0
"""Points that a column's separator goes into a word before it cuts it."""
INTO_LINE = 0.25
"""Of a word's height: the same for a row's."""


def table_by_hand(page: PageInk, drawn: Drawn) -> FoundTable | None:
    """Read the table in a region that a person drew; None if no text stands there.

    Words belong to a region, a column and a row by their middle.

    Raises:
        UnknownNameError: the region lies off the page.
    """
    region = Region(*drawn.box)
    _refuse_off(page, region, drawn)
    inside = _inside(page, region)
    found = table_in(inside, region, drawn.columns)
    if found is None or (drawn.columns is None and drawn.rows is None):
        return found
    rows: Sequence[float] | None = drawn.rows
    if rows is None and found.is_ruled:
        rows = found.cells.row_edges[1:-1]
    if rows is None:
        return found
    if drawn.columns is not None:
        columns: Columns = GivenColumns(region, drawn.columns)
    else:
        columns = Columns(region, found.cells.column_edges[1:-1])
    return replace(found, cells=_cells(inside, columns, rows))


def told_by_hand(extracted: ExtractedTable, table: FoundTable, drawn: Drawn) -> ExtractedTable:
    """Return a table with a note that its region is by hand, and with the words that are cut."""
    edges = extracted.head.geometry.column_edges
    is_turned = len(edges) > 1 and edges[0] > edges[-1]
    marks = list(_cuts(table.cells, drawn, is_turned))

    def batches() -> Iterator[Batch]:
        for batch in extracted.batches:
            yield replace(batch, marks=[*batch.marks, *marks])

    return replace(extracted, head=replace(extracted.head, flags=(BY_HAND,)), batches=batches())


def _refuse_off(page: PageInk, region: Region, drawn: Drawn) -> None:
    if region.x1 <= page.width + OFF and region.bottom <= page.height + OFF:
        return
    raise UnknownNameError(
        _(
            "The region {region} lies off page {page}, which is {width:.0f} × {height:.0f} points."
        ).format(region=drawn.region_text(), page=page.number, width=page.width, height=page.height)
    )


def _inside(page: PageInk, region: Region) -> PageInk:
    words = [word for word in page.words if region.holds(word, room=0.0)]
    return replace(page, words=words)


def _cells(page: PageInk, columns: Columns, rows: Sequence[float]) -> Cells:
    """Put words into rows that are given, and into columns."""
    bands: list[list[Word]] = [[] for _row in range(len(rows) + 1)]
    for word in page.words:
        if not is_dashes(word.text):
            bands[bisect_right(rows, word.y)].append(word)
    table: list[list[Cell]] = []
    spans: list[Span] = []
    for number, words in enumerate(bands):
        lines = cut_lines(text_lines(words), page.down, GAP)
        row, own = row_of([columns.place(line) for line in lines], number, columns.count)
        table.append(row)
        spans += own
    region = columns.region
    return Cells(
        table,
        [region.top, *rows, region.bottom],
        [region.x0, *columns.separators, region.x1],
        spans,
    )


def _cuts(cells: Cells, drawn: Drawn, is_turned: bool) -> Iterator[Mark]:
    """Yield a mark for each cell with a word that a separator goes through.

    Args:
        is_turned: whether the first column stands at the right.
    """
    widths = {(span.row, span.column): span.width for span in cells.spans}
    for number, row in enumerate(cells.rows):
        for place, cell in enumerate(row):
            said = _cut_words(cell, drawn)
            if said:
                width = widths.get((number, place), 1)
                column = cells.width - place - width if is_turned else place
                yield Mark(number, column, flag="; ".join(said))


def _cut_words(cell: Cell, drawn: Drawn) -> list[str]:
    said = []
    if any(_is_cut(word.x0, word.x1, drawn.columns, INTO) for word in cell):
        said.append(_("a column ruler cuts a word"))
    if any(_is_cut(word.top, word.bottom, drawn.rows, INTO_LINE * word.size) for word in cell):
        said.append(_("a row ruler cuts a word"))
    return said


def _is_cut(start: float, end: float, places: Sequence[float] | None, into: float) -> bool:
    return any(start + into < place < end - into for place in places or ())
