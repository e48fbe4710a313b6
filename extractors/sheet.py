"""One worksheet: its cells as text, merged cells, and the tables that are found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from curator.sources import Batch, Mark, Span
from extractors.bands import Outline, Row, find_tables
from extractors.sheet_cut import Cut
from extractors.sheet_facts import Facts
from extractors.values import Found, text_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

BATCH_ROWS = 1000
BATCH_CELLS = 200_000
"""A batch ends at whichever comes first."""
HELD = 4_000_000
"""Cells of a sheet of several tables that are held, rather than read again for each."""

Values = list[Found]


class Sheet:
    """The cells of a worksheet; its rows and columns count from 0 here."""

    def __init__(self, cells: CalamineSheet, facts: Facts) -> None:
        """Go over all of `cells` once; a blank sheet has no layouts."""
        self._cells = cells
        self.facts = facts
        self._offset, self._shift = _corner(cells)
        self._held: list[tuple[int, Values]] | None = None
        self.outline = outline = Outline(self._texts)
        self.last_column = -1
        blank: list[int] = []
        for number, row in self._rows():
            filled = len(row) - row.count("")
            outline.add(number, row, filled)
            if len(row) > self.last_column + 1:
                blank += range(self.last_column + 1, len(row))
                self.last_column = len(row) - 1
            if filled and blank:
                blank = [place for place in blank if place >= len(row) or row[place] == ""]
        self.blank_columns = frozenset(blank)
        self.last_column = max(set(range(self.last_column + 1)) - self.blank_columns, default=-1)
        self.first_column = min(set(range(self.last_column + 1)) - self.blank_columns, default=0)
        self.first_row = outline.segments[0].first if outline.segments else 0
        self.last_row = outline.segments[-1].last if outline.segments else -1
        self.merged = self._merged()
        self.layouts = find_tables(outline, self.merged)
        area = (self.last_row + 1) * (self.last_column + 1)
        if len(self.layouts) > 1 and area <= HELD:
            self._held = list(self._rows())

    def batches(self, cut: Cut, fill: bool = False, beneath: bool = False) -> Iterator[Batch]:
        """Yield the rows of a table, in order.

        Args:
            fill: whether a merged cell's text stands in each of the cells that it covers.
            beneath: whether cells are the values beneath, not what their formats show.
        """
        size = max(1, min(BATCH_ROWS, BATCH_CELLS // max(len(cut.columns), 1)))
        covered = _Covered(self.merged, cut.data_start if fill else cut.bottom + 1)
        rows: list[list[str | None]] = []
        marks: list[Mark] = []
        whole = cut.columns == tuple(range(self.last_column + 1))
        place = 0
        for number, row in self._between(cut.top, cut.bottom):
            if number in cut.left_rows:
                continue
            texts = self._read(number, row, place, cut, beneath, marks)
            covered.fill(number, texts)
            rows.append(texts if whole else [texts[column] for column in cut.columns])
            place += 1
            if len(rows) == size:
                yield Batch(rows, marks)
                rows, marks = [], []
        if rows:
            yield Batch(rows, marks)

    def header(self, cut: Cut) -> list[Row]:
        """Return the header rows as a person sees them, from the sheet's first column on."""
        found: list[Row] = []
        for number, row in self._between(cut.top, cut.data_start - 1):
            texts = list(map(text_of, row))
            for column, seen in self.facts.seen(number, row, texts):
                texts[column] = seen.shown or seen.text
            found.append(texts)
        return found

    def _read(
        self, number: int, row: Values, place: int, cut: Cut, beneath: bool, marks: list[Mark]
    ) -> list[str | None]:
        """Return the texts of a row, and add what they do not tell to `marks`."""
        texts: list[str | None] = list(map(text_of, row))
        for column, seen in self.facts.seen(number, row, texts, beneath):
            texts[column] = seen.text
            if column in cut.places and (seen.raw or seen.flag or seen.shown):
                marks.append(Mark(place, cut.places[column], seen.raw, seen.flag, seen.shown))
        short = self.last_column + 1 - len(texts)
        return texts + [None] * short if short > 0 else texts[: self.last_column + 1]

    def _texts(self, row: Sequence[Any]) -> Row:
        return [text_of(value) for value in row]

    def _rows(self) -> Iterator[tuple[int, Values]]:
        """Yield all rows, each from the sheet's first column on, by number."""
        if self._held is not None:
            yield from self._held
            return
        before: Values = [""] * self._shift
        for number, row in enumerate(self._cells.iter_rows(), self._offset):
            whole = before + row if before else row
            self.facts.put_errors(number, whole)
            yield number, whole

    def _between(self, top: int, bottom: int) -> Iterator[tuple[int, Values]]:
        for number, row in self._rows():
            if number > bottom:
                return
            if number >= top:
                yield number, row

    def _merged(self) -> tuple[Span, ...]:
        """Return the merged cells, counted from the top left of the sheet."""
        ranges = self._cells.merged_cell_ranges
        found = self.facts.merged if ranges is None else ranges
        spans = {
            Span(top, left, bottom - top + 1, right - left + 1)
            for (top, left), (bottom, right) in found
            if (top, left) != (bottom, right) and top <= self.last_row
        }
        return tuple(sorted(spans, key=lambda span: (span.row, span.column)))


class _Covered:
    """What merged cells put into those that they cover, while rows are read in order."""

    def __init__(self, merged: Sequence[Span], start: int) -> None:
        """Merged cells that begin above row `start` put nothing anywhere."""
        self._coming = [span for span in reversed(merged) if span.row >= start]
        self._open: list[tuple[Span, str | None]] = []

    def fill(self, number: int, texts: list[str | None]) -> None:
        """Put into row `number` what merged cells that reach into it hold."""
        while self._coming and self._coming[-1].row <= number:
            span = self._coming.pop()
            if span.row == number and span.column < len(texts):
                self._open.append((span, texts[span.column]))
        self._open = [one for one in self._open if one[0].row + one[0].height > number]
        for span, text in self._open:
            for column in range(span.column, min(span.column + span.width, len(texts))):
                texts[column] = text


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
