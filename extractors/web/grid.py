"""A table of a page as rows and columns, laid out as the HTML standard says (4.9.12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from extractors.web.words import Element, Words, is_bold, is_hidden, words_of

WIDEST = 1000
"""No cell covers more columns."""
TALLEST = 65_534
"""No cell covers more rows."""
ACROSS = 4000
"""No table has more columns; a store takes half as many."""
BEAT = 1000
"""Rows between two beats."""
_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True)
class Cell:
    """A cell; `row` and `column` count from 0 at the top left of its table."""

    row: int
    column: int
    height: int
    width: int
    words: Words
    heads: bool
    """Whether the page says that it names a row or column."""
    labels: bool
    """Whether it looks like the name of what stands beside it."""


@dataclass
class Grid:
    """A table's cells, row by row as they are seen: a foot stands last wherever it is written."""

    cells: list[list[Cell]] = field(default_factory=list)
    """For each row the cells that begin in it."""
    groups: list[str] = field(default_factory=list)
    """For each row its group: thead, tbody or tfoot."""
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    left: int = 0
    """How many cells stand beyond the last column that a table may have."""

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.cells)

    def row(self, number: int) -> list[str | None]:
        """Return a row's texts, None where a cell is blank or belongs to another."""
        texts: list[str | None] = [None] * self.width
        for cell in self.cells[number]:
            texts[cell.column] = cell.words.shown or None
        return texts

    def each(self) -> Iterator[Cell]:
        """Yield every cell, row by row."""
        for row in self.cells:
            yield from row


@dataclass(frozen=True)
class Index:
    """Which rows are each table's own, and which cells each row's, on one page."""

    rows: Mapping[Element, Sequence[Element]]
    cells: Mapping[Element, Sequence[Element]]
    nested: AbstractSet[Element]
    """Tables that hold others."""


def index_of(root: Element) -> Index:
    """Go through the page once."""
    rows: dict[Element, list[Element]] = {}
    cells: dict[Element, list[Element]] = {}
    nested: set[Element] = set()
    for one in root.iter("table", "tr", "td", "th"):
        around = next(one.iterancestors("tr" if one.tag in ("td", "th") else "table"), None)
        if around is None:
            continue
        if one.tag == "table":
            nested.add(around)
        else:
            (rows if one.tag == "tr" else cells).setdefault(around, []).append(one)
    return Index(rows, cells, nested)


def grid_of(table: Element, index: Index, beat: Callable[[], object]) -> Grid:
    """Lay out a table; columns in which no cell begins are none.

    Args:
        beat: called now and then, so that a large table is not taken for one that is stuck.
    """
    ordered = _ordered(table, index)
    grid = Grid(groups=[_group(row) for row in ordered])
    ends = _ends(grid.groups)
    covered: dict[int, int] = {}
    for number, row in enumerate(ordered):
        if number % BEAT == 0:
            beat()
        found = index.cells.get(row, ())
        cells = _place(number, found, covered, ends[number])
        grid.left += len(found) - len(cells)
        grid.cells.append(cells)
        if is_hidden(row) or _group_hidden(row):
            grid.hidden_rows.add(number)
    grid.width = max((cell.column + 1 for cell in grid.each()), default=0)
    grid.hidden_columns = _hidden_columns(table, index, grid)
    return grid


def _group(row: Element) -> str:
    around = row.getparent()
    tag = "" if around is None else str(around.tag)
    return tag if tag in _GROUPS else "tbody"


def _group_hidden(row: Element) -> bool:
    around = row.getparent()
    return around is not None and around.tag in _GROUPS and is_hidden(around)


def _ends(groups: Sequence[str]) -> list[int]:
    """Return for each row the row with which its group ends, not included."""
    ends = [len(groups)] * len(groups)
    for number in range(len(groups) - 2, -1, -1):
        same = groups[number] == groups[number + 1]
        ends[number] = ends[number + 1] if same else number + 1
    return ends


def _place(number: int, cells: Sequence[Element], covered: dict[int, int], end: int) -> list[Cell]:
    """Put the cells of a row into the columns that no cell from above covers."""
    placed: list[Cell] = []
    column = 0
    for one in cells:
        while covered.get(column, 0) > number:
            column += 1
        if column >= ACROSS:
            break
        width = min(max(_number(one.get("colspan"), 1), 1), WIDEST)
        tall = _number(one.get("rowspan"), 1)
        height = min(tall or TALLEST, TALLEST, end - number)  # 0 reaches to the group's end
        if height > 1:
            covered.update(dict.fromkeys(range(column, column + width), number + height))
        placed.append(_cell(one, number, column, max(height, 1), width))
        column += width
    return placed


def _cell(one: Element, row: int, column: int, height: int, width: int) -> Cell:
    words = words_of(one)
    heads = one.tag == "th" or one.get("role") in ("columnheader", "rowheader")
    labels = heads or words.shown.endswith((":", "：")) or is_bold(one)
    return Cell(row, column, height, width, words, heads, labels)


def _number(text: str | None, usual: int) -> int:
    """Return a span as the standard reads it: digits at the beginning, else 1."""
    digits = ""
    for sign in (text or "").strip().strip("\"'"):
        if sign not in "0123456789" or len(digits) > 8:
            break
        digits += sign
    return int(digits) if digits else usual


def _hidden_columns(table: Element, index: Index, grid: Grid) -> set[int]:
    """Return the columns that are hidden as such, or of which all cells are."""
    hidden: set[int] = set()
    column = 0
    for one in table.iterchildren("colgroup", "col"):
        for col in [one] if one.tag == "col" else list(one.iterchildren("col")):
            width = min(max(_number(col.get("span"), 1), 1), WIDEST)
            if is_hidden(col):
                hidden.update(range(column, min(column + width, grid.width)))
            column += width
    shown: set[int] = set()
    unseen: set[int] = set()
    for row, cells in zip(_ordered(table, index), grid.cells, strict=True):
        for cell, one in zip(cells, index.cells.get(row, ()), strict=False):
            (unseen if is_hidden(one) else shown).add(cell.column)
    return hidden | (unseen - shown)


def _ordered(table: Element, index: Index) -> list[Element]:
    return sorted(index.rows.get(table, ()), key=lambda row: _GROUPS.index(_group(row)))
