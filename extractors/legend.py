"""The key of a sheet: what its colours mean, as a line above or beneath a table says."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.bands import Layout, Row
from extractors.sheet_facts import Facts

LONGEST = 80
"""A longer text is no key to a colour, but a title or a note that is coloured."""


def legend_of(layouts: Sequence[Layout], facts: Facts) -> dict[str, str]:
    """Return what each colour means, by its mark.

    A key is a coloured cell outside the data with a text in it, or right beside it.
    """
    found: dict[str, str] = {}
    for layout in layouts:
        for number, row in layout.lines:
            for column, style in facts.pattern(number).items():
                text = _text(row, column) or _text(row, column + 1)
                if text and len(text) <= LONGEST:
                    for mark in style.marks:
                        found.setdefault(mark, text)
    return found


def _text(row: Row, column: int) -> str:
    return " ".join((row[column] or "").split()) if column < len(row) else ""
