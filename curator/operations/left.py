"""Telling which rows were left."""

from __future__ import annotations

from collections.abc import Sequence

from curator.language import _, joined, ngettext, number
from curator.tables import Left

NAMED = 10
"""How many rows are named one by one."""


def left_rows(rows: Sequence[tuple[int, int]], why: str) -> Left:
    """Return what an operation left: the first rows by their numbers, all of them counted.

    Args:
        rows: (position from 0, row id), top to bottom.
        why: a phrase that fits after "left as they are".
    """
    numbers = [number(position + 1) for position, _row_id in rows[:NAMED]]
    more = len(rows) - len(numbers)
    if more:
        numbers.append(_("{count:,} more").format(count=more))
    *front, last = numbers
    named = _("{words} and {last}").format(words=joined(front), last=last) if front else last
    words = ngettext(
        "row {rows} left as it is: {why}", "rows {rows} left as they are: {why}", len(rows)
    )
    return Left([row_id for _position, row_id in rows], words.format(rows=named, why=why))
