"""Find where a table's data end and the notes and sources beneath them begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.bands.kinds import BLANK, TEXT, Row, filled, kinds

TAIL = 60
"""How many last rows may be notes."""
SHARE = 3
"""A row with at most one filled cell in so many is as empty as a note."""

LONGER = 1.5
"""A text so many times as long as any name of a row is none."""

_NOTE = re.compile(
    r"\W*(?:sources?|notes?|remarks?|fuentes?|notas?|fontes?|quellen?|anmerkung(?:en)?|hinweise?"
    r"|remarques?|bron(?:nen)?|источники?|примечани[ея]|kaynak|not"
    r"|من[بح]ع|م[أا]خذ|[يی]ادداشت|توض[يی]ح(?:ات)?|المصدر|ملاحظ(?:ة|ات))\s*[:：.\-–)]"
    r"|[*†‡§]+\s*\w|[¹²³⁴-⁹]|\(?(?:[1-9]|[a-z])\)\s",
    re.IGNORECASE,
)


def footer_start(rows: Sequence[Row], width: int, sparse: int) -> int | None:
    """Return which of the last rows of a table begins its footer, None where there is none.

    A note is a row of little but text. Totals have numbers and are data. Notes stand beneath a
    blank row, begin as notes do, or end a table whose own rows are all much fuller and whose
    first column, the names of its rows, has nothing like them.

    Args:
        rows: the last rows of the table, the blank ones among them, none of the header.
        width: how many columns the table has.
        sparse: how many rows of the whole table are as empty as a note.
    """
    if width < 2:
        return None
    found = [kinds(row) for row in rows]
    start = len(rows)
    while start > 0 and _may_be_note(rows[start - 1], found[start - 1], width):
        start -= 1
    while start < len(rows) and not filled(found[start]):
        start += 1
    notes = sum(filled(row) > 0 for row in found[start:])
    own = width >= SHARE and sparse <= notes and _differ(rows, start)
    if start > 0 and filled(found[start - 1]) and not own:
        start = next((at for at in range(start, len(rows)) if _begins(rows, found, at)), len(rows))
    return start if 0 < start < len(rows) else None


def is_sparse(row: Row, width: int) -> bool:
    """Tell whether a row is as empty as a note, whatever it holds."""
    return 0 < filled(kinds(row)) <= few(width)


def few(width: int) -> int:
    """Return how many cells a row as empty as a note has at most."""
    return max(1, width // SHARE)


def reads_as_note(row: Row) -> bool:
    """Tell whether the first text of a row begins as notes do."""
    return _NOTE.match(next((cell for cell in row if cell and cell.strip()), "")) is not None


def _may_be_note(row: Row, found: str, width: int) -> bool:
    if found.strip(BLANK + TEXT):
        return False
    return filled(found) <= few(width) or (filled(found) <= 2 < width and reads_as_note(row))


def _differ(rows: Sequence[Row], start: int) -> bool:
    """Tell whether one of the rows from `start` on is no name of a row without numbers.

    It stands elsewhere than in the first column, or is much longer than what stands there.
    """
    longest = max((len(row[0] or "") for row in rows[:start] if row), default=0)
    return any(
        bool(row) and (len(row[0] or "") > LONGER * longest if row[0] else any(row))
        for row in rows[start:]
    )


def _begins(rows: Sequence[Row], found: Sequence[str], at: int) -> bool:
    """Tell whether notes begin at a row: it reads as one, or a blank row stands above it."""
    return filled(found[at]) > 0 and (reads_as_note(rows[at]) or not filled(found[at - 1]))
