"""Guess how many of a table's first rows are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curator.sources import Span

DEEPEST = 5
"""No header that is guessed has more rows."""
LOOK = 12
"""How many rows are looked at."""

_NUMBER = re.compile(
    r"[\s(\-−+<>~]*[\d۰-۹٠-٩०-९][\d۰-۹٠-٩०-९.,٫٬/ %٪‰\-:\u00a0\u202f]*\)?[*†]?|[-–—.…]+|n/?a|#.+[!?]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(1[2-9]|20)\d\d([-/–](\d\d|\d{4}))?|[۱٢۲١][۰-۹٠-٩]{3}")

Row = Sequence[str | None]


def guess(rows: Sequence[Row], spans: Sequence[Span] = ()) -> int:
    """Return how many of `rows` are the header, 0 if the first row already looks like data.

    The first row is one unless most of it is numbers. A row after it is one if a merged cell of
    the header reaches down into it, or if it is all text and names columns which the rows above
    leave blank or cover with one wide cell, and numbers stand beneath.
    """
    shown = rows[:LOOK]
    if not shown or not _names(shown[0]):
        return 0
    count = min(_reach(spans, 1), len(shown))
    while count < min(len(shown), DEEPEST) and _continues(shown, spans, count):
        count = min(_reach(spans, count + 1), len(shown))
    return min(count, DEEPEST) if count < len(rows) else min(count, 1)


def is_number(cell: str | None) -> bool:
    """Tell whether a cell holds a number, a date or a dash for one; a year is none."""
    if not cell or not cell.strip():
        return False
    text = cell.strip()
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def _reach(spans: Sequence[Span], count: int) -> int:
    """A merged cell that begins in the first `count` rows is not cut in two."""
    ends = [span.row + span.height for span in spans if span.row < count]
    return max([count, *(end for end in ends if end <= DEEPEST)])


def _names(row: Row) -> bool:
    filled = [cell.strip() for cell in row if cell and cell.strip()]
    numbers = [cell for cell in filled if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    return bool(filled) and len(numbers) * 2 <= len(filled)


def _continues(rows: Sequence[Row], spans: Sequence[Span], count: int) -> bool:
    """Tell whether row `count` completes the header above it."""
    row = rows[count]
    texts = {place for place, cell in enumerate(row) if cell and cell.strip()}
    if not texts or any(is_number(row[place]) for place in texts):
        return False
    if next(row[place] or "" for place in sorted(texts)).startswith("#"):
        return False
    above = rows[count - 1]
    open_places = {place for place, cell in enumerate(above) if not (cell and cell.strip())}
    for span in spans:
        if span.row + span.height == count and span.width > 1:
            open_places.update(range(span.column, span.column + span.width))
    beneath = [cell for later in rows[count + 1 : count + 6] for cell in later]
    return bool(open_places & texts) and any(is_number(cell) for cell in beneath)
