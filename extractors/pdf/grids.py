"""Where rulings make a grid with text in its cells."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pdf.ink import PageInk, Region, Rule, Word
from extractors.pdf.rulings import NEAR, places

LEAST_ACROSS, LEAST_DOWN = 12.0, 5.0
"""Points: a shorter ruling belongs to a sign or an underlined word."""
LEAST_WIDTH, LEAST_HEIGHT = 40.0, 14.0
"""Points: a smaller grid is a box around a word."""
LEAST_WORDS = 4
INNER_X, INNER_Y = 4.0, 3.0
"""Points from a grid's edge at which a ruling within begins."""
FILLED_WITHIN = 0.12
"""Of the cells beside the first row and column: a chart's fields are emptier."""
FILLED = 0.3
"""Of the cells in rows and columns that hold text; the same for a few cells in all."""
FEW_CELLS = 6
WORDS_A_CELL, FEW_WORDS = 0.12, 30
"""A chart's grid has fewer words than these."""
WHOLE_PAGE, FEW_ON_PAGE = 0.9, 8
"""A frame around the page has so much of it, and fewer cells with text."""


@dataclass(frozen=True)
class Grid:
    """Rulings that touch one another, and the words within."""

    region: Region
    columns: Sequence[float]
    """Where rulings go down inside it."""
    rows: Sequence[float]
    """Where rulings go across inside it."""
    words: Sequence[Word]


def grids(page: PageInk, words: Sequence[Word]) -> list[Region]:
    """Return where ruled tables are, the largest first; one within another is not told of."""
    across = [rule for rule in page.across if rule.length > LEAST_ACROSS]
    down = [rule for rule in page.down if rule.length > LEAST_DOWN]
    found = (_grid(*rules, words) for rules in touching(across, down))
    regions = [grid.region for grid in found if grid and _is_table(grid, page)]
    kept: list[Region] = []
    for region in sorted(regions, key=lambda region: -region.area):
        if not any(larger.covers(region) for larger in kept):
            kept.append(region)
    return kept


def touching(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of rulings that hang together where they cross or meet."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for i, flat in enumerate(across):
        for j, steep in enumerate(down, len(across)):
            if (
                flat.start - NEAR <= steep.at <= flat.end + NEAR
                and steep.start - NEAR <= flat.at <= steep.end + NEAR
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, flat in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(flat)
    for j, steep in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(steep)
    return list(groups.values())


def _grid(across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]) -> Grid | None:
    if len(across) < 2 or not down:
        return None
    region = Region(
        min([rule.start for rule in across] + [rule.at for rule in down]),
        min([rule.at for rule in across] + [rule.start for rule in down]),
        max([rule.end for rule in across] + [rule.at for rule in down]),
        max([rule.at for rule in across] + [rule.end for rule in down]),
    )
    if region.width < LEAST_WIDTH or region.height < LEAST_HEIGHT:
        return None
    xs = places(rule.at for rule in down)
    ys = places(rule.at for rule in across)
    return Grid(
        region,
        [x for x in xs if region.x0 + INNER_X < x < region.x1 - INNER_X],
        [y for y in ys if region.top + INNER_Y < y < region.bottom - INNER_Y],
        [word for word in words if region.holds(word)],
    )


def _is_table(grid: Grid, page: PageInk) -> bool:
    """Tell a table from a chart, a frame and a form by how its cells are filled."""
    if len(grid.words) < LEAST_WORDS or not grid.columns or not grid.rows:
        return False
    xs = [grid.region.x0, *grid.columns, grid.region.x1]
    ys = [grid.region.top, *grid.rows, grid.region.bottom]
    filled = {(bisect(ys, word.y), bisect(xs, word.x)) for word in grid.words}
    rows, columns = {row for row, _ in filled}, {column for _, column in filled}
    high, wide = len(grid.rows) + 1, len(grid.columns) + 1
    within = sum(row > min(rows) and column > min(columns) for row, column in filled)
    if high >= 3 and wide >= 2 and within < FILLED_WITHIN * (high - 1) * (wide - 1):
        return False
    if len(rows) < 2 or len(columns) < 2:
        return False
    if len(filled) < FILLED * len(rows) * len(columns) and len(filled) < FEW_CELLS:
        return False
    fields = len(grid.columns) * len(grid.rows)
    if len(grid.words) < WORDS_A_CELL * fields and len(grid.words) < FEW_WORDS:
        return False
    fills_page = (
        grid.region.width > WHOLE_PAGE * page.width
        and grid.region.height > WHOLE_PAGE * page.height
    )
    return not (fills_page and len(filled) < FEW_ON_PAGE)
