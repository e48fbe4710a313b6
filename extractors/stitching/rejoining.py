"""A row that a page break cut in two, made whole.

The rest of such a row leaves cells blank that every row of its table fills, since they stand before
the break, and says more only in cells of words.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.language import _
from curator.sources import Mark
from extractors.header import is_number
from extractors.stitching.columns import filled_places, full_columns
from extractors.stitching.pieces import Cells

ENOUGH_ROWS = 3
"""Fewer rows do not tell which cells every row fills."""
_OPEN = (",", ";", ":", "-", "–", "(", "[", "«", "/", "،", "؛")
"""What no finished text ends with."""


def is_rest(body: Sequence[Cells], last: Cells, rest: Cells, *, spanned: bool) -> bool:
    """Whether `rest`, the first row after a break, completes `last`, the one before it.

    Args:
        body: the rows of the table that are known.
        spanned: whether a cell of `rest` covers several columns, as headings within a table do.
    """
    known = [row for row in body if row is not last]
    if spanned or len(known) < ENOUGH_ROWS:
        return False
    before, after = filled_places(last), filled_places(rest)
    full = full_columns(known)
    if not full - after or full - after - before or not after:
        return False
    both = before & after
    if any(is_number(rest[place]) or is_number(last[place]) for place in both):
        return False
    if any(filled_places(row) <= after for row in known):
        return False
    return len(after) > 1 or _goes_on(last, rest, next(iter(after)))


def whole(last: Cells, rest: Cells) -> list[str | None]:
    """Return the row of which `last` and `rest` are the parts."""
    return [_joined(one, other) for one, other in zip(last, rest, strict=True)]


def marks_of(
    last: Cells, rest: Cells, row: int, pages: tuple[int, int], marks: Sequence[Mark]
) -> list[Mark]:
    """Return the marks of the whole row: what was known of both parts, and what was joined.

    Args:
        row: the row's position in its table.
        pages: those before and after the break.
        marks: what was known; a cell's first flag and raw value stay with it.
    """
    by_column: dict[int, Mark] = {}
    for mark in marks:
        known = by_column.get(mark.column, mark)
        raw, flag = known.raw or mark.raw, known.flag or mark.flag
        by_column[mark.column] = Mark(row, mark.column, raw, flag)
    for place in sorted(filled_places(rest)):
        if place in filled_places(last):
            words = _("joined over the break between pages {before} and {after}")
        else:
            words = _("found on page {after}, to which its row on page {before} goes on")
        flag = words.format(before=pages[0], after=pages[1])
        known = by_column.get(place, Mark(row, place))
        flags = flag if known.flag is None else f"{known.flag}; {flag}"
        by_column[place] = Mark(row, place, known.raw, flags)
    return [by_column[place] for place in sorted(by_column)]


def _goes_on(last: Cells, rest: Cells, place: int) -> bool:
    """Whether the only cell of `rest` goes on with what stands above it, and is no heading.

    A cell between others is no heading; one at the table's edge must read as if it went on.
    """
    if 0 < place < len(rest) - 1:
        return True
    said, more = (last[place] or "").rstrip(), (rest[place] or "").lstrip()
    if not said:
        return False
    return said.endswith(_OPEN) or said.count("(") > said.count(")") or more[:1].islower()


def _joined(one: str | None, other: str | None) -> str | None:
    if not one or not other:
        return one or other
    between = "\n" if "\n" in one or "\n" in other else " "
    return f"{one}{between}{other}"
