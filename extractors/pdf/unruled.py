"""The rows and columns of a table by its white space, and by what rulings it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.sources import Span
from extractors.pdf.columns import separators
from extractors.pdf.headings import LOOKED_AT, two_levels, widened
from extractors.pdf.ink import PageInk, Region, Rule
from extractors.pdf.lines import cut_lines, text_lines
from extractors.pdf.numerals import is_dashes
from extractors.pdf.placing import Columns, PlacedLine
from extractors.pdf.rows import Spacing, rows
from extractors.pdf.table_cells import BLANK, Cell, Cells

GAP = 0.72
"""Of the text's height: the gap between two segments within a table."""
OUTSIDE = 5.0
"""Points from the text to the outer edges of the first and last column."""

Row = list[Cell]


@dataclass(frozen=True)
class Unruled:
    """A table read by white space."""

    cells: Cells
    columns: Columns
    lines: Sequence[PlacedLine]


def unruled(
    page: PageInk,
    across: Sequence[Rule],
    region: Region,
    given: Sequence[float] | None = None,
) -> Unruled | None:
    """Read the table in a region; None if no text stands there.

    Args:
        across: the page's rulings, and what serves as such.
        given: where one column ends and the next begins; None finds that.
    """
    words = [word for word in page.words if _is_inside(word.x, word.y, region)]
    if not words:
        return None
    across = [r for r in across if region.top - 3 <= r.at <= region.bottom + 3]
    across = [r for r in across if r.overlap(region.x0 - 4, region.x1 + 4) > 3]
    down = [
        Rule(r.at, max(r.start, region.top - 4), min(r.end, region.bottom + 4))
        for r in page.down
        if region.x0 - 4 <= r.at <= region.x1 + 4
        and r.overlap(region.top - 4, region.bottom + 4) > 3
    ]
    for word in words:
        region = region.joined(Region(word.x0, word.top, word.x1, word.bottom))
    across += [Rule(word.y, word.x0, word.x1) for word in words if is_dashes(word.text)]
    words = [word for word in words if not is_dashes(word.text)]
    lines = cut_lines(text_lines(words), down, GAP)
    if not lines:
        return None
    columns = Columns(region, separators(lines, down, region) if given is None else [*given])
    placed = [columns.place(line) for line in lines]
    return Unruled(_cells(placed, across, columns), columns, placed)


def _is_inside(x: float, y: float, region: Region) -> bool:
    return region.x0 - 2 <= x <= region.x1 + 2 and region.top - 1 <= y <= region.bottom + 1


def _cells(placed: Sequence[PlacedLine], across: Sequence[Rule], columns: Columns) -> Cells:
    spacing = Spacing(placed, across, columns)
    groups = rows(spacing)
    table: list[Row] = []
    spans: list[Span] = []
    head = _heading(spacing, groups)
    if head is not None:
        table, spans = head
        groups = groups[_rows_of(groups, spacing.body or 0) :]
    offset = len(table)
    for number, group in enumerate(groups, offset):
        row, own = _row(group, number, columns.count)
        table.append(row)
        spans += own
    if head is None:
        spans = _widen(table, spans, groups, spacing, across)
    return Cells(table, _row_edges(spacing, groups, offset), _column_edges(columns), spans)


def _heading(
    spacing: Spacing, groups: Sequence[Sequence[PlacedLine]]
) -> tuple[list[Row], list[Span]] | None:
    """Return the heading of two levels, if there is one and it ends where a row does."""
    body = spacing.body
    if body is None or body < 2:
        return None
    count = _rows_of(groups, body)
    if sum(map(len, groups[:count])) != body:
        return None
    return two_levels(spacing.lines[:body], spacing.ruled[: body - 1], spacing.columns.count)


def _rows_of(groups: Sequence[Sequence[PlacedLine]], lines: int) -> int:
    """Return how many rows it takes to hold so many lines."""
    count = taken = 0
    while count < len(groups) and taken < lines:
        taken += len(groups[count])
        count += 1
    return count


def _row(group: Sequence[PlacedLine], number: int, width: int) -> tuple[Row, list[Span]]:
    """Put the texts of a row together; texts over common columns are one cell."""
    found: dict[tuple[int, int], Cell] = {}
    for line in group:
        for cell in line.cells:
            hit = sorted(k for k in found if not (k[1] < cell.first or k[0] > cell.last))
            first = min([cell.first, *(stretch[0] for stretch in hit)])
            last = max([cell.last, *(stretch[1] for stretch in hit)])
            earlier = [word for stretch in hit for word in found.pop(stretch)]
            found[first, last] = (*earlier, *cell.segment.words)
    row: Row = [BLANK] * width
    spans = []
    for (first, last), words in sorted(found.items()):
        row[first] = words
        if last > first:
            spans.append(Span(number, first, 1, last - first + 1))
    return row, spans


def _widen(
    table: list[Row],
    spans: list[Span],
    groups: Sequence[Sequence[PlacedLine]],
    spacing: Spacing,
    across: Sequence[Rule],
) -> list[Span]:
    """Let headings reach as far as the rulings below them do."""
    for number, group in enumerate(groups[:LOOKED_AT]):
        if number + 1 == len(groups):
            break
        line, row = group[-1], table[number]
        low = line.line.bottom - 0.35 * spacing.height
        high = groups[number + 1][0].line.top + 0.4 * spacing.height
        rules = [rule for rule in across if low <= rule.at <= high]
        for cell in line.cells:
            first, last = widened(cell, row, rules, spacing.columns)
            if last - first > cell.last - cell.first:
                words, row[cell.first] = row[cell.first], BLANK
                row[first] = words
                spans = [s for s in spans if (s.row, s.column) != (number, cell.first)]
                spans.append(Span(number, first, 1, last - first + 1))
    return spans


def _row_edges(
    spacing: Spacing, groups: Sequence[Sequence[PlacedLine]], heading: int
) -> list[float]:
    """Return where rows begin: halfway between the text of two.

    Args:
        groups: the rows' lines, but for those of a heading of two levels.
        heading: how many rows that heading has.
    """
    region, blocks = spacing.columns.region, [*groups]
    if heading:
        head = spacing.lines[: spacing.body]
        last = max(number for number, line in enumerate(head) if line.spans)
        blocks = [head[: last + 1], head[last + 1 :], *groups]
    starts = [min(line.line.top for line in block) for block in blocks]
    ends = [max(line.line.bottom for line in block) for block in blocks]
    between = [(end + start) / 2 for end, start in zip(ends, starts[1:], strict=False)]
    return [region.top, *between, region.bottom]


def _column_edges(columns: Columns) -> list[float]:
    region = columns.region
    return [region.x0 - OUTSIDE, *columns.separators, region.x1 + OUTSIDE]
