"""The cells of a table with a grid: what rulings enclose, and the rows that share a band."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.sources import Span
from extractors.pdf.ink import Region, Rule, Word
from extractors.pdf.lines import TextLine, text_lines
from extractors.pdf.numerals import is_figure
from extractors.pdf.rulings import NEAR, places
from extractors.pdf.table_cells import BLANK, Cell, Cells

WALL = 0.6
"""Of a cell's side: rulings that cover so much of it part it from the next cell."""
OPEN_X, OPEN_Y = 8.0, 5.0
"""Points: a table whose outer ruling is so far from its region's edge is open at that side."""
MOST_CELLS = 6000


@dataclass(frozen=True)
class Extent:
    """The places of a grid that one cell covers."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Lattice:
    """A grid, the cells that its rulings enclose, and the words in each."""

    columns: Sequence[float]
    rows: Sequence[float]
    cells: Mapping[int, Extent]
    words: Mapping[int, Sequence[tuple[TextLine, Word]]]

    def text(self, cell: int, line: TextLine | None = None) -> str:
        """Return what stands in a cell, or in one line of it."""
        return " ".join(word.text for at, word in self.words[cell] if line is None or at is line)


def lattice(
    words: Sequence[Word], across: Sequence[Rule], down: Sequence[Rule], region: Region
) -> Lattice | None:
    """Return the grid that rulings make of a region; None if they make none, or a picture.

    Args:
        words: those in the region.
        across: rulings that touch the region.
        down: the same; a column without rulings may be given some.
    """
    xs = _closed(places(rule.at for rule in down), region.x0, region.x1, OPEN_X)
    ys = _closed(places(rule.at for rule in across), region.top, region.bottom, OPEN_Y)
    wide, high = len(xs) - 1, len(ys) - 1
    if wide < 1 or high < 1 or wide * high > MOST_CELLS:
        return None
    labels = _enclosed(xs, ys, across, down)
    cells: dict[int, Extent] = {}
    for row in range(high):
        for column in range(wide):
            label = labels[row * wide + column]
            known = cells.get(label, Extent(row, column, row, column))
            cells[label] = Extent(
                min(known.top, row),
                min(known.left, column),
                max(known.bottom, row),
                max(known.right, column),
            )
    found = defaultdict(list)
    inside = Region(xs[0], ys[0], xs[-1], ys[-1])
    for line in text_lines([word for word in words if inside.holds(word)]):
        for word in line.words:
            column = min(wide - 1, max(0, bisect(xs, word.x) - 1))
            row = min(high - 1, max(0, bisect(ys, word.y) - 1))
            found[labels[row * wide + column]].append((line, word))
    return Lattice(xs, ys, cells, found)


def _closed(found: list[float], start: float, end: float, room: float) -> list[float]:
    """Return places with the region's edges, where the outer ruling is missing."""
    if not found or found[0] > start + room:
        found = [start, *found]
    if found[-1] < end - room:
        found = [*found, end]
    return found


def _enclosed(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[int]:
    """Return for each place of the grid, row by row, the number of the cell it is part of."""
    wide, high = len(xs) - 1, len(ys) - 1
    parent = list(range(wide * high))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    floors = [_near(across, y) for y in ys]
    walls = [_near(down, x) for x in xs]
    for row in range(high):
        for column in range(wide):
            here = row * wide + column
            if column + 1 < wide and not _parts(walls[column + 1], ys[row], ys[row + 1]):
                parent[root(here)] = root(here + 1)
            if row + 1 < high and not _parts(floors[row + 1], xs[column], xs[column + 1]):
                parent[root(here)] = root(here + wide)
    return [root(one) for one in range(wide * high)]


def _near(rules: Sequence[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= NEAR]


def _parts(rules: Sequence[Rule], start: float, end: float) -> bool:
    return sum(max(0.0, rule.overlap(start, end)) for rule in rules) >= WALL * (end - start)


def ruled_cells(grid: Lattice) -> Cells:
    """Return the cells of a grid; a band that holds several rows of text is taken apart."""
    wide, high = len(grid.columns) - 1, len(grid.rows) - 1
    bands = [_rows_within(grid, row) for row in range(high)]
    first = [0]
    for band in bands:
        first.append(first[-1] + max(len(band), 1))
    rows: list[list[Cell]] = [[BLANK] * wide for _ in range(first[-1])]
    spans: dict[tuple[int, int], Span] = {}
    for cell, extent in grid.cells.items():
        if cell not in grid.words:
            continue
        band = bands[extent.top] if extent.top == extent.bottom else []
        width = extent.right - extent.left + 1
        if band:
            for line, word in grid.words[cell]:
                row = first[extent.top] + next(n for n, one in enumerate(band) if one is line)
                rows[row][extent.left] += (word,)
                if width > 1:
                    spans[row, extent.left] = Span(row, extent.left, 1, width)
            continue
        row, height = first[extent.top], first[extent.bottom + 1] - first[extent.top]
        rows[row][extent.left] = tuple(word for _line, word in grid.words[cell])
        if height > 1 or width > 1:
            spans[row, extent.left] = Span(row, extent.left, height, width)
    return Cells(rows, _row_edges(grid, bands), list(grid.columns), list(spans.values()))


def _rows_within(grid: Lattice, row: int) -> list[TextLine]:
    """Return the lines of a band that are rows of their own; empty if it is one row."""
    cells = [
        cell
        for cell, extent in grid.cells.items()
        if extent.top == extent.bottom == row and cell in grid.words
    ]
    if len(cells) < 2:
        return []
    held = {cell: {id(line) for line, _ in grid.words[cell]} for cell in cells}
    lines = {id(line): line for cell in cells for line, _ in grid.words[cell]}
    whole = sum(_is_whole(grid, cells, held, line) for line in lines.values())
    several = max(len(ids) for ids in held.values()) >= 2
    if several and whole >= 2 and whole >= 0.6 * len(lines):
        return sorted(lines.values(), key=lambda line: line.top)
    return []


def _is_whole(
    grid: Lattice, cells: Sequence[int], held: Mapping[int, set[int]], line: TextLine
) -> bool:
    """Whether a line has a text in most cells of its band, and figures in half of them."""
    within = [cell for cell in cells if id(line) in held[cell]]
    figures = sum(is_figure(grid.text(cell, line)) for cell in within)
    enough = len(within) >= max(2, 0.7 * len(cells))
    return enough and figures >= max(1, 0.5 * (len(within) - 1))


def _row_edges(grid: Lattice, bands: Sequence[Sequence[TextLine]]) -> list[float]:
    edges = []
    for row, band in enumerate(bands):
        edges.append(grid.rows[row])
        edges += [(above.bottom + below.top) / 2 for above, below in pairwise(band)]
    return [*edges, grid.rows[-1]]
