"""Tables in regions that a person drew: what is drawn is obeyed, and the rest found as usual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curator.errors import UnknownNameError
from curator.language import _
from curator.sources import Batch, ExtractedTable, Mark
from extractors.drawn import Drawn
from extractors.pdf.ink import PageInk, Region
from extractors.pdf.running import Running
from extractors.pdf.table_cells import Cell, Cells
from extractors.pdf.tables import FoundTable, table_in

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
    _refuse_off(page, drawn)
    drawn = _levelled(page, drawn)
    region = Region(*drawn.box)
    words = [word for word in page.words if region.holds(word, room=0.0)]
    inside = replace(page, words=words)
    found = table_in(inside, region)
    columns: Sequence[float] | None = drawn.columns
    rows: Sequence[float] | None = drawn.rows
    if found is None or (columns is None and rows is None):
        return found
    if found.is_ruled:
        edges = found.cells.column_edges, found.cells.row_edges
        columns = edges[0][1:-1] if columns is None else columns
        rows = edges[1][1:-1] if rows is None else rows
    return table_in(inside, region, columns, rows)


def told_by_hand(
    extracted: ExtractedTable, page: PageInk, table: FoundTable, drawn: Drawn
) -> ExtractedTable:
    """Return a table with a note that its region is by hand, and with the words that are cut."""
    drawn = _levelled(page, drawn)
    edges = extracted.head.geometry.column_edges
    is_turned = len(edges) > 1 and edges[0] > edges[-1]
    marks = list(_cuts(table.cells, drawn, is_turned))

    def batches() -> Iterator[Batch]:
        for batch in extracted.batches:
            yield replace(batch, marks=[*batch.marks, *marks])

    return replace(extracted, head=replace(extracted.head, flags=(BY_HAND,)), batches=batches())


def _refuse_off(page: PageInk, drawn: Drawn) -> None:
    shown = page.shown(Region(0.0, 0.0, page.width, page.height))
    _x0, _top, x1, bottom = drawn.box
    if x1 > shown.x1 + OFF or bottom > shown.bottom + OFF:
        words = _(
            "The region {region} lies off page {page}, which is {width:.0f} × {height:.0f} points."
        )
        raise UnknownNameError(
            words.format(
                region=drawn.region_text(), page=page.number, width=shown.x1, height=shown.bottom
            )
        )


def _levelled(page: PageInk, drawn: Drawn) -> Drawn:
    """Return what is drawn on a page as shown as it lies on one that was turned to be read."""
    x0, top, x1, bottom = drawn.box
    wide, high, columns, rows = page.width, page.height, drawn.columns, drawn.rows
    if page.running is Running.UP:
        box = (wide - bottom, x0, wide - top, x1)
        return replace(drawn, box=box, columns=_from(wide, rows), rows=columns)
    if page.running is Running.DOWN:
        box = (top, high - x1, bottom, high - x0)
        return replace(drawn, box=box, columns=rows, rows=_from(high, columns))
    if page.running is Running.LEFT:
        box = (wide - x1, high - bottom, wide - x0, high - top)
        return replace(drawn, box=box, columns=_from(wide, columns), rows=_from(high, rows))
    return drawn


def _from(end: float, places: Sequence[float] | None) -> tuple[float, ...] | None:
    """Return places as they are counted from the other end."""
    return None if places is None else tuple(end - place for place in reversed(places))


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
