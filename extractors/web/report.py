"""The intake report of a page: its tables, and in words what is to know of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.intake import ColumnReport, SheetReport, TableReport
from curator.language import _, ngettext
from curator.sources import letters
from extractors.bands import column_name
from extractors.web.bands import cut_of, levels_of, spans_of
from extractors.web.found import TERM, VALUE, FoundTable
from extractors.web.grid import Cell
from extractors.web.table import bands_of_found

_SCRIPT = re.compile(r"<script[\s>]", re.IGNORECASE)
_STYLE = re.compile(r"<style[\s>]|<link[^>]{0,300}stylesheet", re.IGNORECASE)
_FRAME = re.compile(r"<i?frame[\s>]", re.IGNORECASE)


def table_report(found: FoundTable, header_rows: int | None, hidden: bool) -> SheetReport:
    """Return where the parts of a table lie; its rows count from 0 at its own top."""
    grid, bands = found.grid, bands_of_found(found)
    area = f"A1:{letters(max(grid.width, 1))}{max(grid.height, 1)}"
    cut = cut_of(grid, bands, header_rows, hidden)
    if cut is None:
        return SheetReport(found.name, found.hidden, area)
    levels = ((TERM,), (VALUE,)) if found.form else levels_of(grid, cut)
    empty = bands.data_end < cut.data_start
    table = TableReport(
        title_rows=bands.title_rows,
        header_rows=tuple(range(cut.top, cut.data_start)),
        data_start=None if empty else cut.data_start,
        data_end=None if empty else bands.data_end,
        footer_start=bands.footer_start,
        columns=tuple(
            ColumnReport(column_name(one), one) for one in levels or ((),) * len(cut.columns)
        ),
    )
    return SheetReport(found.name, found.hidden, area, (table,))


def page_warnings(text: str) -> Iterator[str]:
    """Yield what is to know of the page as a whole."""
    if _SCRIPT.search(text):
        yield _("The page holds scripts; they are never run, and what they would add is not read.")
    if _FRAME.search(text):
        yield _("The page shows other pages in frames; nothing is fetched, and they are not read.")
    if _STYLE.search(text):
        yield _("Not told of this kind of file: what its style sheets hide, colour or reorder.")


def table_warnings(found: FoundTable, taken: bool) -> Iterator[str]:
    """Yield what is to know of one table, each sentence with its name.

    Args:
        taken: whether hidden rows and columns are read.
    """
    for words in _about(found, taken):
        yield _("Table {table!r}: {words}").format(table=found.name, words=words)


def _about(found: FoundTable, taken: bool) -> Iterator[str]:
    grid = found.grid
    if found.form:
        yield _("it is a list of terms and values.")
    if found.hidden:
        yield _("it is hidden, and is added only if it is asked for.")
    fate = _("taken") if taken else _("left out unless asked for")
    rows, columns = len(grid.hidden_rows), len(grid.hidden_columns)
    if rows:
        yield ngettext(
            "{count:,} row is hidden, {fate}.", "{count:,} rows are hidden, {fate}.", rows
        ).format(count=rows, fate=fate)
    if columns:
        yield ngettext(
            "{count:,} column is hidden, {fate}.", "{count:,} columns are hidden, {fate}.", columns
        ).format(count=columns, fate=fate)
    merged = len(spans_of(grid))
    if merged:
        yield ngettext(
            "{count:,} cell covers several.", "{count:,} cells cover several.", merged
        ).format(count=merged)
    beneath = sum(map(_hides, grid.each()))
    if beneath:
        yield ngettext(
            "{count:,} cell holds text that the page hides; it is kept beneath.",
            "{count:,} cells hold text that the page hides; it is kept beneath.",
            beneath,
        ).format(count=beneath)


def _hides(cell: Cell) -> bool:
    """Tell whether more stands in a cell than is seen, apart from a colon after a term."""
    raw = cell.words.raw
    return raw is not None and raw.rstrip(":： ") != cell.words.shown
