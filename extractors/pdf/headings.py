"""Headings of several rows over the columns of a table without a grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from curator.sources import Span
from extractors.pdf.ink import Rule
from extractors.pdf.placing import Columns, Placed, PlacedLine
from extractors.pdf.table_cells import BLANK, Cell

LOOKED_AT = 6
"""Rulings below a text widen it in so many of the first rows."""
ALL_OVER = 0.85
"""Of the table's width: a ruling that is longer belongs to no one heading."""

Heading = tuple[list[list[Cell]], list[Span]]
Stretch = tuple[int, int]


def two_levels(lines: Sequence[PlacedLine], ruled: Sequence[bool], columns: int) -> Heading | None:
    """Return a heading as two rows: some texts over several columns, one for each below them.

    The headings of single columns wrap each at its own pace, so lines are no rows there.

    Args:
        lines: those above the first with figures.
        ruled: whether a ruling goes all the way after each but the last.

    Returns:
        None if it is no heading of that kind.
    """
    wide = [
        (number, cell) for number, line in enumerate(lines) for cell in line.cells if cell.spans
    ]
    parts = [(n, cell) for n, cell in wide if (cell.first, cell.last) != (0, columns - 1)]
    if any(ruled) or not parts or len(parts) < len(wide):
        return None
    last = max(number for number, _cell in parts)
    over: dict[Stretch, list[tuple[int, Placed]]] = defaultdict(list)
    for number, cell in parts:
        over[cell.first, cell.last].append((number, cell))
    stretches = sorted(over)
    if last >= len(lines) - 1 or any(b[0] <= a[1] for a, b in pairwise(stretches)):
        return None
    return _filled(lines, over, last, columns)


def _filled(
    lines: Sequence[PlacedLine],
    over: dict[Stretch, list[tuple[int, Placed]]],
    last: int,
    columns: int,
) -> Heading | None:
    upper, lower = [BLANK] * columns, [BLANK] * columns
    spans = []
    under = {}
    for stretch in sorted(over):
        upper[stretch[0]] = _words(cell for _, cell in over[stretch])
        spans.append(Span(0, stretch[0], 1, stretch[1] - stretch[0] + 1))
        under.update(dict.fromkeys(range(stretch[0], stretch[1] + 1), over[stretch][0][0]))
    for column in range(columns):
        own = [
            (number, cell)
            for number, line in enumerate(lines)
            for cell in line.cells
            if cell.first == cell.last == column
        ]
        if not own:
            continue
        words, first = _words(cell for _, cell in own), own[0][0]
        if column in under and first <= under[column]:
            return None
        if column in under or first > last:
            lower[column] = words
        else:
            upper[column] = words
            spans.append(Span(0, column, 2, 1))
    return ([upper, lower], spans) if sum(map(bool, lower)) >= 2 else None


def _words(cells: Iterable[Placed]) -> Cell:
    return tuple(word for cell in cells for word in cell.segment.words)


def widened(
    cell: Placed,
    row: Sequence[Cell],
    rules: Sequence[Rule],
    columns: Columns,
) -> Stretch:
    """Return the columns of a heading that a ruling below it makes wider than its text is.

    Args:
        row: the row that it stands in; columns with other texts are not taken.
        rules: those that lie just below it.
    """
    segment = cell.segment
    below = [rule for rule in rules if rule.start - 3 <= segment.x0 and rule.end + 3 >= segment.x1]
    if not below:
        return cell.first, cell.last
    rule = min(below, key=lambda rule: rule.length)
    first, last = columns.at(rule.start + 4), columns.at(rule.end - 4)
    first, last = min(cell.first, first), max(cell.last, last)
    free = all(
        not row[place] or cell.first <= place <= cell.last for place in range(first, last + 1)
    )
    if rule.length > ALL_OVER * columns.region.width or not free:
        return cell.first, cell.last
    return first, last
