"""One worksheet as a table: where its cells begin and end, its title lines, merged cells, text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from curator.sources import Batch, Mark, Span
from extractors.sheet_facts import Facts
from extractors.titles import LOOK, title_rows, title_text
from extractors.values import Found, mark_of, text_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

BATCH_ROWS = 1000
BATCH_CELLS = 200_000
"""A batch ends at whichever comes first."""
WIDE = 0.6
"""A merged cell over this share of the table's columns is a title, not a header."""
UNSTORED = "formula without a stored value"
"""The flag of a blank cell whose formula nobody has calculated."""

Row = list[Found]


class Sheet:
    """The used cells of a worksheet; the sheet's rows and columns count from 0 here."""

    def __init__(self, cells: CalamineSheet, facts: Facts) -> None:
        """Measure `cells`; one that is blank has height 0."""
        self._cells = cells
        self._facts = facts
        self._offset, self._shift = _corner(cells)
        self.first_row, self.last_row = -1, -1
        self.first_column, self.last_column = 1 << 20, -1
        for number, row in self._rows():
            self._stretch(number, row)
        self.title: str | None = None
        self._below_titles()

    @property
    def height(self) -> int:
        """How many rows the table has."""
        return self.last_row - self.first_row + 1 if self.last_row >= 0 else 0

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return self.last_column - self.first_column + 1

    def spans(self) -> tuple[Span, ...]:
        """Return the merged cells that begin within the table, counted from its top left."""
        found = []
        for (top, left), (bottom, right) in self._merged():
            if top < self.first_row or left < self.first_column:
                continue
            height = min(bottom, self.last_row) - top + 1
            width = min(right, self.last_column) - left + 1
            if height > 0 and width > 0 and height * width > 1:
                found.append(Span(top - self.first_row, left - self.first_column, height, width))
        return tuple(sorted(set(found), key=lambda span: (span.row, span.column)))

    def top(self) -> list[list[str | None]]:
        """Return the text of the table's first rows."""
        rows = islice(self._table(), LOOK)
        return [[text_of(value) for value in row] for _, row in rows]

    def batches(self) -> Iterator[Batch]:
        """Yield the table's rows, in order."""
        size = max(1, min(BATCH_ROWS, BATCH_CELLS // max(self.width, 1)))
        rows: list[list[str | None]] = []
        marks: list[Mark] = []
        for number, row in self._table():
            texts = [text_of(value) for value in row]
            marks.extend(self._marks(number, row, texts))
            rows.append(texts)
            if len(rows) == size:
                yield Batch(rows, marks)
                rows, marks = [], []
        if rows:
            yield Batch(rows, marks)

    def _marks(self, number: int, row: Row, texts: list[str | None]) -> Iterator[Mark]:
        place = number - self.first_row
        noted = self._facts.noted.get(number, {})
        for column, (value, text) in enumerate(zip(row, texts, strict=True)):
            if isinstance(value, float) or (value is text and text[0] != "#"):
                continue  # most cells, of which there is nothing more to say
            if text is not None:
                mark = mark_of(value, text, place, column)
                if mark is not None:
                    yield mark
            elif noted and column + self.first_column in noted:
                yield Mark(place, column, flag=UNSTORED)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """Yield what calamine gives, with the errors that it leaves out, by row of the sheet."""
        for number, row in enumerate(self._cells.iter_rows(), self._offset):
            for column, error in self._facts.noted.get(number, {}).items():
                if error is not None and 0 <= column - self._shift < len(row):
                    row[column - self._shift] = error
            yield number, row

    def _table(self) -> Iterator[tuple[int, Row]]:
        left = self.first_column - self._shift
        for number, row in self._rows():
            if number > self.last_row:
                return
            if number >= self.first_row:
                yield number, row[left : left + self.width]

    def _stretch(self, number: int, row: Row) -> None:
        """Widen the used range by the cells of `row` that are not blank."""
        if row.count("") == len(row):
            return
        if self.first_row < 0:
            self.first_row = number
        self.last_row = number
        left = next(place for place, value in enumerate(row) if value != "")
        right = next(place for place in range(len(row) - 1, -1, -1) if row[place] != "")
        self.first_column = min(self.first_column, left + self._shift)
        self.last_column = max(self.last_column, right + self._shift)

    def _merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        found = self._cells.merged_cell_ranges
        return list(self._facts.merged) if found is None else found

    def _below_titles(self) -> None:
        """Take title lines off the top."""
        top = self.top()
        above = title_rows(top, self._groups)
        self.title = title_text(top[:above])
        self.first_row += above

    def _groups(self, row: int, place: int) -> bool:
        """Tell whether a cell is merged over some columns, but not over most of them."""
        number, column = row + self.first_row, place + self.first_column
        for (top, left), (_, right) in self._merged():
            if (top, left) == (number, column):
                return place > 0 and 1 < right - left + 1 < WIDE * self.width
        return False


def _corner(cells: CalamineSheet) -> tuple[int, int]:
    """Return the row and column of the sheet at which the rows that calamine gives begin.

    Its releases differ in whether blank rows and columns at the top left are among them.
    """
    if cells.start is None or cells.end is None or cells.start == (0, 0):
        return 0, 0
    length = len(next(iter(cells.iter_rows()), []))
    left = 0 if length == cells.end[1] + 1 else cells.start[1]
    if cells.start[0] == 0:
        return 0, left
    count = sum(1 for _ in cells.iter_rows())
    return 0 if count == cells.end[0] + 1 else cells.start[0], left
