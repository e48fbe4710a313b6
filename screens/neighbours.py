"""The cells around one in its sheet or text table, as they were found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curator.sources import Origin, sheet_words
from curator.store import Dataset, StoredView
from screens.widgets.page_layout import Layout, SheetText, sheet_layout

ROWS = 16
"""The rows of a sheet come in blocks of so many: the cell's, and one on either side. So the part
that is shown stays the same while the cursor moves within a block, and little is drawn anew."""
COLUMNS = 8


def sheet_around(
    dataset: Dataset, found: StoredView, place: tuple[int, str], origins: Sequence[Origin]
) -> Layout | None:
    """Lay out the sheet around a cell, by row id and the column's name today.

    None where it stands on a page, or was found in no one place.

    Args:
        found: the dataset as it was added.
    """
    if len(origins) != 1 or origins[0].page is not None:
        return None
    row_id, column = place
    today = dataset.view()
    part = neighbours(found, row_id, today.columns[today.column(column)].id, origins[0])
    return sheet_layout(*part) if part is not None else None


def neighbours(
    found: StoredView, row_id: int, column: int, origin: Origin
) -> tuple[SheetText, tuple[int, int]] | None:
    """Return a part of a sheet around a cell, and the cell's place in it.

    None where the cell stands on a page, or its row was made of others.

    Args:
        found: the dataset as it was added, whose row ids count the table's rows from 1.
        column: the column's id.
    """
    if origin.page is not None or origin.reference is None or found.state(row_id) is None:
        return None
    place = next((n for n, known in enumerate(found.columns) if known.id == column), None)
    if place is None:
        return None
    row_number, column_number = _numbers(origin.reference, lettered=origin.sheet is not None)
    if origin.turned:
        return _pair(found, place, origin, row_number)
    first, last = origin.stretch or (row_id, row_id)
    top = max((row_id // ROWS - 1) * ROWS, first)
    left = max((place // COLUMNS - 1) * COLUMNS, place - origin.column)
    places = range(left, min((place // COLUMNS + 2) * COLUMNS, len(found.columns)))
    rows = found.rows_of(range(top, min((row_id // ROWS + 2) * ROWS, last + 1)), places)
    part = SheetText(
        title=sheet_words(origin.source.media_type, origin.sheet)
        if origin.sheet
        else origin.source.name,
        first_row=row_number - (row_id - top),
        first_column=column_number - (place - left),
        rows=[[None if cell is None else str(cell) for cell in row.cells] for row in rows],
        lettered=origin.sheet is not None,
    )
    return part, (row_id - top, place - left)


def _pair(
    found: StoredView, place: int, origin: Origin, row_number: int
) -> tuple[SheetText, tuple[int, int]]:
    """Return the term and the value of a form, which stand in a row there."""
    part = SheetText(
        title=sheet_words(origin.source.media_type, origin.sheet or ""),
        first_row=row_number,
        first_column=1,
        rows=[[found.columns[place].title, origin.text]],
        lettered=True,
    )
    return part, (0, 1)


def _numbers(reference: str, *, lettered: bool) -> tuple[int, int]:
    """Return the row's and the column's number in "C4", or in "record 4, field 3".

    Every language names the record first.
    """
    if not lettered:
        record, field = re.findall(r"\d+", reference)
        return int(record), int(field)
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(reference.removeprefix(letters)), column
