"""The tables of a page: their cells, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pdf.detection import regions
from extractors.pdf.given import given_cells
from extractors.pdf.ink import Fill, PageInk, Region, Rule
from extractors.pdf.plausible import is_plausible
from extractors.pdf.prose import LONGEST, is_caption, is_note
from extractors.pdf.ruled import lattice, ruled_cells
from extractors.pdf.rulings import near, places
from extractors.pdf.table_cells import Cell, Cells, text_of, word_row
from extractors.pdf.unruled import Unruled, unruled

MARGIN = 6.0
"""Points by which a ruling may lie or reach out of its table."""
INNER_X, INNER_Y = 4.0, 3.0
"""Points from the table's edge at which a ruling within begins."""
WIDE = 4
"""Columns: in a table of so many a row of two texts is not whole."""
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class FoundTable:
    """A table on one page."""

    region: Region
    cells: Cells
    is_ruled: bool
    """Whether rulings, rather than white space, tell its cells."""
    above: tuple[Cell, ...] = ()
    """What stood in rows of its own above the table: its title, as a rule."""
    below: tuple[Cell, ...] = ()
    """The same below it: its notes."""


def tables_of(page: PageInk) -> Iterator[FoundTable]:
    """Yield the tables that are found on a page, from the top."""
    for region in regions(page):
        found = table_in(page, region)
        if found is None:
            continue
        found = _trimmed(found)
        if is_plausible(found.cells, found.is_ruled):
            yield found


def table_in(
    page: PageInk,
    region: Region,
    columns: Sequence[float] | None = None,
    rows: Sequence[float] | None = None,
) -> FoundTable | None:
    """Read the table in a region; None if no text stands there.

    Args:
        page: where it stands.
        region: everything in it belongs to the table, captions too.
        columns: where one column ends and the next begins, as a person drew it; None finds that.
        rows: the same for rows.
    """
    if columns is not None or rows is not None:
        given = given_cells(page, region, columns, rows)
        return None if given is None else FoundTable(region, given, columns is not None)
    across, down = _rules_in(page, region)
    bands = _bands(page.fills, region, across)
    across = [*across, *bands]
    read = unruled(page, [*page.across, *bands], region)
    if read is None:
        return None
    if _is_grid(read, across, down, region):
        words = [
            word
            for word in page.words
            if region.x0 - 2 <= word.x <= region.x1 + 2
            and region.top - 1 <= word.y <= region.bottom + 1
        ]
        walls = [*down, *_missing_walls(read, down, region)]
        grid = lattice(words, across, walls, region)
        cells = ruled_cells(grid).compact() if grid is not None else None
        if cells is not None and cells.rows:
            return FoundTable(region, cells, is_ruled=True)
    return FoundTable(region, read.cells.compact(), is_ruled=False)


def _cut_caption(cells: Cells, row: int) -> str | None:
    """Return the text of a row if it is a caption with a gap behind its number, None if not."""
    filled = [text_of(cell) for cell in cells.rows[row] if cell]
    if len(filled) != 2 or cells.width < WIDE or not is_caption(filled[0]):
        return None
    return " ".join(filled)


def _rules_in(page: PageInk, region: Region) -> tuple[list[Rule], list[Rule]]:
    """Return the rulings that belong to a region, cut at its edges."""
    left, right = region.x0 - MARGIN, region.x1 + MARGIN
    top, bottom = region.top - MARGIN, region.bottom + MARGIN
    across = [
        Rule(rule.at, max(rule.start, left), min(rule.end, right))
        for rule in page.across
        if top <= rule.at <= bottom and rule.overlap(left, right) > 6
    ]
    down = [
        Rule(rule.at, max(rule.start, top), min(rule.end, bottom))
        for rule in page.down
        if left <= rule.at <= right and rule.overlap(top, bottom) > 3
    ]
    return across, down


def _bands(fills: Sequence[Fill], region: Region, across: Sequence[Rule]) -> list[Rule]:
    """Return the edges of shaded rows, which part rows as rulings do."""
    bands: list[Rule] = []
    left, right = region.x0 - MARGIN, region.x1 + MARGIN
    for fill in _merged(fills):
        height = fill.bottom - fill.top
        wide = min(fill.x1, right) - max(fill.x0, left) > 0.5 * region.width
        if fill.colour == WHITE or not wide or not 5 < height < 0.5 * region.height:
            continue
        for y in (fill.top, fill.bottom):
            known = near(y, (rule.at for rule in [*across, *bands]))
            if region.top + INNER_Y < y < region.bottom - INNER_Y and not known:
                bands.append(Rule(y, max(fill.x0, left), min(fill.x1, right)))
    return bands


def _merged(fills: Sequence[Fill]) -> list[Fill]:
    """Return fills of one colour that stand on each other as one."""
    merged: list[Fill] = []
    for fill in sorted(fills, key=lambda one: (one.colour, round(one.x0), one.top)):
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.colour == fill.colour
            and abs(last.x0 - fill.x0) < 2
            and abs(last.x1 - fill.x1) < 2
            and fill.top <= last.bottom + 1.5
        ):
            merged[-1] = last._replace(x1=fill.x1, bottom=max(fill.bottom, last.bottom))
        else:
            merged.append(fill)
    return merged


def _inner_columns(down: Sequence[Rule], region: Region) -> list[float]:
    """Return where rulings go down half of a region's height or more."""
    return [
        x
        for x in places(rule.at for rule in down)
        if region.x0 + INNER_X < x < region.x1 - INNER_X
        and sum(rule.length for rule in down if near(rule.at, [x])) > 0.5 * region.height
    ]


def _is_grid(read: Unruled, across: Sequence[Rule], down: Sequence[Rule], region: Region) -> bool:
    """Whether rulings make most of the columns or rows that the text has."""
    inner = [rule.at for rule in across if rule.length > 0.3 * region.width]
    columns = len(_inner_columns(down, region))
    rows = sum(region.top + INNER_Y < y < region.bottom - INNER_Y for y in places(inner))
    lines = len(read.lines)
    if not columns or not rows or rows + 1 < 0.30 * lines:
        return False
    return columns + 1 >= 0.75 * read.columns.count or rows + 1 >= 0.6 * lines


def _missing_walls(read: Unruled, down: Sequence[Rule], region: Region) -> list[Rule]:
    """Return rulings for columns of the text that have none, line by line.

    A line with a cell that reaches over the column's edge gets none.
    """
    inner = _inner_columns(down, region)
    missing = [x for x in read.columns.separators if not near(x, inner, 6.0)]
    lines = read.lines
    walls: list[Rule] = []
    edges_x = [region.x0 - MARGIN, *inner, region.x1 + MARGIN]
    if len(lines) < 3:
        return walls
    for x in missing:
        reached = [
            any(c.segment.x0 < x - 1 and c.segment.x1 > x + 1 for c in line.cells) for line in lines
        ]
        start = max((edge for edge in edges_x if edge < x), default=region.x0)
        end = min((edge for edge in edges_x if edge > x), default=region.x1)
        beside = sum(
            any(start - 1 <= c.segment.x0 and c.segment.x1 <= x + 1 for c in line.cells)
            and any(x - 1 <= c.segment.x0 and c.segment.x1 <= end + 1 for c in line.cells)
            for line in lines
        )
        if beside < max(2, 0.4 * len(lines)):
            continue
        edges = [
            region.top,
            *((a.line.bottom + b.line.top) / 2 for a, b in pairwise(lines)),
            region.bottom,
        ]
        walls += [
            Rule(x, edges[n] - 1, edges[n + 1] + 1) for n in range(len(lines)) if not reached[n]
        ]
    return walls


def _trimmed(found: FoundTable) -> FoundTable:
    """Leave out captions above and notes below, each alone in its row."""
    cells = found.cells
    first, last = 0, len(cells.rows)
    while last - first > 2:
        text = cells.only(first) or _cut_caption(cells, first)
        below = cells.only(first + 1)
        if text is None:
            break
        titled = found.is_ruled and below is not None and is_caption(below)
        if not (is_caption(text) or len(text) > LONGEST or titled):
            break
        first += 1
    while last - first > 2:
        text = cells.only(last - 1)
        if text is None or not (is_caption(text) or len(text) > LONGEST or is_note(text)):
            break
        last -= 1
    if first == 0 and last == len(cells.rows):
        return found
    return replace(
        found,
        cells=cells.kept(first, last).compact(),
        above=tuple(word_row(row) for row in cells.rows[:first]),
        below=tuple(word_row(row) for row in cells.rows[last:]),
    )
