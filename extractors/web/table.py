"""A table of a page as other parts of the program know tables: a head, and rows in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.sources import Batch, Mark, TableHead
from extractors.sheet_cut import Cut
from extractors.text import visible_rows
from extractors.titles import title_text
from extractors.web.bands import Bands, bands_of, cut_of, levels_of, spans_of
from extractors.web.found import TERM, VALUE, FoundTable
from extractors.web.grid import ACROSS, Cell, Grid

HIDDEN = "hidden table"
"""The flag of a table that its page hides."""
BATCH_ROWS = 1000
BATCH_CELLS = 200_000
"""A batch ends at whichever comes first."""


def bands_of_found(found: FoundTable) -> Bands:
    """Return where the title, the header, the data and the notes lie; a form is all data."""
    if found.form:
        return Bands((), (), 0, found.grid.height - 1, None)
    return bands_of(found.grid)


def head_of(
    found: FoundTable, flags: Sequence[str], header_rows: int | None, hidden: bool
) -> tuple[TableHead, Cut] | None:
    """Return what is known of a table, and what of it is taken; None if nothing is left of it.

    Args:
        flags: what is to know of the whole page.
        header_rows: how many rows are the header, None as it was found.
        hidden: whether hidden rows and columns are taken too.
    """
    grid, bands = found.grid, bands_of_found(found)
    cut = cut_of(grid, bands, header_rows, hidden)
    if cut is None:
        return None
    above = title_text([grid.row(number) for number in bands.title_rows])
    notes = range(bands.footer_start, grid.height) if bands.footer_start is not None else ()
    levels = ((TERM,), (VALUE,)) if found.form else levels_of(grid, cut)
    head = TableHead(
        column_count=len(cut.columns),
        header_count=cut.header_count,
        sheet=found.name,
        geometry=cut.geometry,
        spans=cut.spans(spans_of(grid)),
        levels=levels[: len(cut.columns)],
        title="\n".join(filter(None, (found.title, above))) or None,
        notes=title_text([grid.row(number) for number in notes]),
        flags=((HIDDEN,) if found.hidden else ()) + tuple(flags) + _flags(grid, cut),
        hidden=found.hidden,
        form=found.form,
    )
    return head, cut


def batches(grid: Grid, cut: Cut, fill: bool) -> Iterator[Batch]:
    """Yield the rows that are taken.

    Args:
        fill: whether a cell's text stands in each of the places that it covers.
    """
    size = max(1, min(BATCH_ROWS, BATCH_CELLS // len(cut.columns)))
    taken = [row for row in range(cut.top, cut.bottom + 1) if row not in cut.left_rows]
    covering: list[Cell] = []
    for first in range(0, len(taken), size):
        rows: list[list[str | None]] = []
        marks: list[Mark] = []
        for place, number in enumerate(taken[first : first + size], first):
            texts = grid.row(number)
            if fill and number >= cut.data_start:
                covering = [one for one in covering if one.row + one.height > number]
                covering += [one for one in grid.cells[number] if one.width * one.height > 1]
                _fill(texts, covering)
            rows.append([texts[column] for column in cut.columns])
            marks += _marks(grid.cells[number], place, cut)
        fit, escapes = visible_rows(rows, first)
        yield Batch(fit, marks + escapes)


def _fill(texts: list[str | None], covering: Sequence[Cell]) -> None:
    for cell in covering:
        for column in range(cell.column, min(cell.column + cell.width, len(texts))):
            texts[column] = cell.words.shown or None


def _marks(cells: Sequence[Cell], place: int, cut: Cut) -> Iterator[Mark]:
    for cell in cells:
        words = cell.words
        if cell.column in cut.places and (words.raw is not None or words.flag is not None):
            yield Mark(place, cut.places[cell.column], raw=words.raw, flag=words.flag)


def _flags(grid: Grid, cut: Cut) -> tuple[str, ...]:
    """Return what a person should know of the whole table, in words."""
    flags = [f"{grid.left} cells beyond column {ACROSS} left out"] if grid.left else []
    rows = len(grid.hidden_rows & cut.left_rows)
    if rows:
        flags.append(f"{rows} hidden rows left out")
    columns = [str(one + 1) for one in sorted(grid.hidden_columns) if one not in cut.places]
    if columns:
        flags.append(f"hidden columns left out: {', '.join(columns)}")
    return tuple(flags)
