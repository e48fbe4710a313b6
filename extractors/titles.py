"""Tell the title lines above a table from its header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.header import is_number

LOOK = 30
"""How many first rows may be title lines."""

Row = Sequence[str | None]


def no_groups(row: int, column: int) -> bool:
    """Tell that a text's cells are never merged."""
    return False


def title_rows(rows: Sequence[Row], groups: Callable[[int, int], bool] = no_groups) -> int:
    """Return how many of the first rows stand above the header: titles, notes and blank rows.

    A title is a row of one text alone, or of few that a blank row follows. If no fuller row
    comes after them, or the table has one column, there are none but blank ones.

    Args:
        rows: the first rows, as wide as the table.
        groups: tells whether the only cell of a row is merged over some columns, as the upper
            row of a header is, rather than over all of them.
    """
    blank = 0
    for number, row in enumerate(rows[:LOOK]):
        filled = [place for place, cell in enumerate(row) if cell]
        if not filled:
            blank += number == blank
            continue
        if len(row) < 2 or is_number(row[filled[0]]):
            return number if len(row) > 1 else blank
        few = len(filled) == 1 or (len(row) > 3 and len(filled) <= max(2, len(row) // 4))
        alone = number + 1 < len(rows) and not any(rows[number + 1])
        if not (few and alone) and (len(filled) > 1 or groups(number, filled[0])):
            return number
    return blank


def title_text(rows: Sequence[Row]) -> str | None:
    """Return the text of title lines, a line a row; None if there is none."""
    lines = [" ".join(cell.strip() for cell in row if cell) for row in rows if any(row)]
    return "\n".join(line for line in lines if line) or None
