"""Undo the apostrophes with which an export of curator keeps spreadsheets from running text."""

from __future__ import annotations

from collections.abc import Sequence

from curator.sources import Mark
from curator.values import unescaped


def as_exported(
    rows: Sequence[Sequence[str | None]], first: int
) -> tuple[list[list[str | None]], list[Mark]]:
    """Return `rows` without one apostrophe where one was put, and marks that keep the text.

    Args:
        first: the position of the first of `rows` in its table.
    """
    undone: list[list[str | None]] = []
    marks: list[Mark] = []
    for number, row in enumerate(rows, first):
        cells = list(row)
        for place, cell in enumerate(cells):
            if cell is not None and (found := unescaped(cell)) != cell:
                cells[place] = found
                marks.append(Mark(number, place, raw=cell))
        undone.append(cells)
    return undone, marks
