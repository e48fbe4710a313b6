"""Whether two tables have the same columns, by where these stand and by what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.header import is_number
from extractors.stitching.pieces import Cells
from extractors.stitching.words import comparable

EXACT = 2.0
"""PDF points by which edges may differ in a table that was laid out once."""
FARTHEST = 60.0
"""PDF points by which a whole table may stand aside, as between left and right pages."""
SHARED = 0.5
"""Of two columns the narrower is shared to this part where they are loosely one."""
ALIKE = 2 / 3
"""This part of a header's cells is the same where its caption says that it is a table's header."""
MOSTLY = 0.8
"""A column holds numbers if this part of its filled cells are some."""


def spread(before: Sequence[float], after: Sequence[float]) -> float | None:
    """Return by how much column edges differ once the whole was shifted; None for other columns.

    Args:
        before: the edges in the columns' order, in PDF points.
        after: those of the page that follows.
    """
    if len(before) < 2 or len(before) != len(after):
        return None
    apart = [other - one for one, other in zip(before, after, strict=True)]
    shift = median(apart)
    if abs(shift) > FARTHEST:
        return None
    widest = max(abs(each - shift) for each in apart)
    if widest <= EXACT:
        return widest
    moved = [edge - shift for edge in after]
    pairs = zip(pairwise(before), pairwise(moved), strict=True)
    return widest if all(_share(one, other) for one, other in pairs) else None


def numeric_columns(rows: Sequence[Cells]) -> set[int]:
    """Return the places of the columns that hold numbers, for the most part."""
    found = set()
    for place in range(max(map(len, rows), default=0)):
        filled = [row[place] for row in rows if place < len(row) and _filled(row[place])]
        if filled and sum(map(is_number, filled)) >= MOSTLY * len(filled):
            found.add(place)
    return found


def full_columns(rows: Sequence[Cells]) -> set[int]:
    """Return the places of the columns that no row leaves blank, but for one in twenty."""
    width = max(map(len, rows), default=0)
    blanks = [
        sum(place >= len(row) or not _filled(row[place]) for row in rows) for place in range(width)
    ]
    return {place for place, count in enumerate(blanks) if count <= len(rows) // 20}


def filled_places(row: Cells) -> set[int]:
    """Return the places of a row's cells that are not blank."""
    return {place for place, cell in enumerate(row) if _filled(cell)}


def same_kinds(rows: Sequence[Cells], row: Cells) -> bool | None:
    """Whether `row` has numbers where `rows` have them; None where they tell nothing."""
    numeric = numeric_columns(rows) & filled_places(row)
    if not numeric:
        return None
    return all(is_number(row[place]) for place in numeric)


def repeats(header: Sequence[Cells], row: Cells, least: float = 1.0) -> bool:
    """Whether a row says again what a row of the header says, or the better half of it.

    Args:
        least: which part of the row's cells must say what the header's do.
    """
    said = {place: text for place, cell in enumerate(row) if (text := comparable(cell))}
    if not said:
        return False
    for known in header:
        names = {place: text for place, cell in enumerate(known) if (text := comparable(cell))}
        same = sum(names.get(place) == text for place, text in said.items())
        if same >= least * len(said):
            return 2 * same >= len(names)
    return False


def rest_beside(header: Sequence[Cells], row: Cells) -> tuple[Cells, Cells] | None:
    """Return the row of the header that a row repeats whole, and what it says beyond that.

    None where it says no more, or does not repeat it. White space alone parts the lines of a table
    without rulings, so the first words beneath a header can be taken for a line of its own.
    """
    for known in header:
        rests = [_beyond(name, cell) for name, cell in zip(known, row, strict=True)]
        if len(filled_places(known)) > 1 and None not in rests and any(rests):
            return known, [rest or None for rest in rests]
    return None


def _beyond(name: str | None, cell: str | None) -> str | None:
    """Return the words of a cell after those of a name, None if it does not begin with them."""
    names, words = (name or "").split(), (cell or "").split()
    if not names:
        return None if words else ""
    begun = [comparable(word) for word in words[: len(names)]]
    same = begun == [comparable(word) for word in names]
    return " ".join(words[len(names) :]) if same else None


def _share(one: tuple[float, float], other: tuple[float, float]) -> bool:
    shared = min(max(one), max(other)) - max(min(one), min(other))
    return shared > 0 and shared >= SHARED * min(abs(one[1] - one[0]), abs(other[1] - other[0]))


def _filled(cell: str | None) -> bool:
    return bool(cell and cell.strip())
