"""Telling which rows were left."""

from __future__ import annotations

from collections.abc import Sequence

from curator.tables import Left

NAMED = 10
"""How many rows are named one by one."""


def left_rows(rows: Sequence[tuple[int, int]], why: str) -> Left:
    """Return what an operation left: the first rows by their numbers, all of them counted.

    Args:
        rows: (position from 0, row id), top to bottom.
        why: a phrase that fits after "left as they are".
    """
    numbers = [f"{position + 1:,}" for position, _row_id in rows[:NAMED]]
    more = len(rows) - len(numbers)
    if more:
        numbers.append(f"{more:,} more")
    *front, last = numbers
    named = f"{', '.join(front)} and {last}" if front else last
    word, verb = ("rows", "are") if len(rows) > 1 else ("row", "is")
    return Left([row_id for _position, row_id in rows], f"{word} {named} left as {verb}: {why}")
