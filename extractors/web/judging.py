"""Tell tables of data from those that lay a page out, and from forms of terms and values."""

from __future__ import annotations

from statistics import median
from typing import Literal

from extractors.web.grid import Cell, Grid, Index
from extractors.web.words import Element

LONG = 200
"""Texts whose median is longer are paragraphs, not values."""
PAIRED = 0.8
"""In a form so many of the pairs have a name first and none second."""
BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "form", "nav", "article", "section", "iframe")
"""What stands in the cells of a page's layout, and seldom in a table's."""

Kind = Literal["data", "form", "layout"]


def lays_out(table: Element, index: Index) -> bool:
    """Tell by its elements alone whether a table does nothing but lay the page out."""
    if table.get("role") in ("presentation", "none"):
        return True
    return table in index.nested and not _says_it_is_data(table, index)


def kind_of(table: Element, grid: Grid, index: Index) -> Kind:
    """Tell what a table is that does not `lays_out`."""
    filled = [cell for cell in grid.each() if cell.words.shown]
    if not filled:
        return "layout"
    if _is_form(grid):
        return "form"
    if _says_it_is_data(table, index):
        return "data"
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    if len(rows) < 2 or len(columns) < 2:
        return "layout"
    if median(len(cell.words.shown) for cell in filled) > LONG:
        return "layout"
    return "layout" if _blocks(table) * 2 > len(rows) else "data"


def _says_it_is_data(table: Element, index: Index) -> bool:
    """Tell whether the page names the table, or rows or columns of it."""
    if table.get("role") in ("table", "grid", "treegrid"):
        return True
    if any(one.tag in ("caption", "thead", "colgroup") for one in table):
        return True
    return any(
        one.tag == "th" and any(map(str.strip, map(str, one.itertext())))
        for row in index.rows.get(table, ())
        for one in index.cells.get(row, ())
    )


def _blocks(table: Element) -> int:
    return sum(1 for _one in table.iter(*BLOCKS))


def _is_form(grid: Grid) -> bool:
    """Tell whether every row is a name and its value, or several such pairs."""
    rows = [row for row in grid.cells if row and not _spans_all(grid, row)]
    if "thead" in grid.groups or grid.width % 2 or grid.width > 6 or len(rows) < 2:
        return False
    pairs = [pair for row in rows for pair in pairs_of(row)]
    return len(pairs) >= 2 and sum(map(_names, pairs)) >= PAIRED * len(pairs)


def pairs_of(row: list[Cell]) -> list[tuple[Cell, Cell | None]]:
    """Return the cells of a form's row two by two."""
    seconds = [*row[1::2], *[None] * (len(row) % 2)]
    return list(zip(row[::2], seconds, strict=True))


def _names(pair: tuple[Cell, Cell | None]) -> bool:
    """Tell whether the first of two names the second."""
    name, value = pair
    if value is None or not name.words.shown:
        return value is None or not value.words.shown
    return name.labels and name.height == 1 and not value.labels


def _spans_all(grid: Grid, row: list[Cell]) -> bool:
    return len(row) == 1 and row[0].width >= grid.width
