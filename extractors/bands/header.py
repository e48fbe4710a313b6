"""Find a table's header band: the rows that name its columns, beneath titles and above data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from curator.sources import Span
from extractors.bands.kinds import (
    BLANK,
    DATE,
    LABEL,
    LOOK,
    NUMBER,
    TEXT,
    Row,
    filled,
    is_count,
    is_tags,
    kinds,
)

DEEPEST = 6
"""No header has more rows."""
BODY = 24
"""So many rows beneath tell what a column holds."""
FULL = 0.5
"""The first row that is so full, measured by the table's rows, belongs to the table."""
WIDE = 0.6
"""A merged cell over this share of the table's columns is a title, not a group of columns."""


@dataclass(frozen=True)
class Band:
    """The rows above a table's data, counted from 0; those that are blank belong to nothing."""

    title_rows: tuple[int, ...]
    header_rows: tuple[int, ...]
    tag_rows: tuple[int, ...]
    """Rows beneath the header that are neither names nor data: hashtags, column numbers."""
    data_start: int


def find_band(rows: Sequence[Row], spans: Sequence[Span] = ()) -> Band:
    """Return the band of a table whose first rows are `rows`, and whose merged cells `spans`."""
    return _Search(rows[:LOOK], spans).band()


class _Search:
    """The first rows of one table, and what is known of each."""

    def __init__(self, rows: Sequence[Row], spans: Sequence[Span]) -> None:
        self._rows = rows
        self._kinds = [kinds(row) for row in rows]
        self._width = max(map(len, rows), default=0)
        self._spans = [span for span in spans if span.row < len(rows)]

    def band(self) -> Band:
        """Find the first full row, and from there what belongs to the header."""
        first = self._first()
        if first is None:
            return Band((), (), (), 0)
        if not self._names(first):
            return Band(self._above(first), (), (), first)
        header = self._fitting(self._downwards(self._upwards(first)))
        tags = self._tags(header[-1] + 1)
        start = (*header, *tags)[-1] + 1
        while start < len(self._rows) and not filled(self._kinds[start]):
            start += 1
        return Band(self._above(header[0]), header, tags, start)

    def _first(self) -> int | None:
        """Return the first row that is about as full as the table's rows are."""
        counts = [filled(row) for row in self._kinds]
        several = [count for count in counts if count > 1]
        least = max(2, median(several) * FULL) if several and self._width > 1 else 1
        for number, count in enumerate(counts):
            if count >= least or (count > 1 and self._merged(number) and self._groups(number)):
                return number
        return next((number for number, count in enumerate(counts) if count), None)

    def _names(self, row: int) -> bool:
        """Tell whether a row may name columns: no row of mostly numbers does.

        Dates above what are no dates, numbers that count on, and labels above numbers whose first
        column has texts beneath and no name, are names as well.
        """
        found = self._kinds[row]
        below = self._kinds[row + 1 : row + 1 + BODY]
        dated = sum(
            self._most(below, place) == DATE for place, one in enumerate(found) if one == DATE
        )
        numbers = found.count(NUMBER) + (dated if TEXT in found else found.count(DATE))
        if numbers and TEXT in found and is_count(self._rows[row][1:]):
            numbers = 0
        if TEXT in found:
            return numbers * 2 <= filled(found)
        return not numbers and LABEL in found and found[0] == BLANK and self._most(below, 0) == TEXT

    def _most(self, rows: Sequence[str], place: int) -> str:
        """Return what most cells of a column hold that are not blank."""
        cells = [row[place] for row in rows if place < len(row) and row[place] != BLANK]
        return max(cells, key=cells.count, default=BLANK)

    def _above(self, row: int) -> tuple[int, ...]:
        return tuple(number for number in range(row) if filled(self._kinds[number]))

    def _groups(self, row: int) -> bool:
        """Tell whether a row of text names groups of columns.

        Several cells do, some of them merged over columns, or each with room to its right beside
        a blank first column. A cell alone does only if it is merged over some columns, leaves
        room for the column of the rows' names before it, and is not as wide as a title.
        """
        found = self._kinds[row]
        if NUMBER in found or DATE in found:
            return False
        merged = self._merged(row)
        if filled(found) > 1:
            places = sorted(self._places(row))
            apart = all(after - one > 1 for one, after in pairwise(places))
            return bool(merged) or (places[0] > 0 and apart)
        return any(span.column > 0 and span.width < WIDE * self._width for span in merged)

    def _merged(self, row: int) -> list[Span]:
        return [span for span in self._spans if span.row == row and span.width > 1]

    def _upwards(self, first: int) -> tuple[int, ...]:
        """A row of groups right above the names belongs to them."""
        header: tuple[int, ...] = (first,)
        while header[0] and len(header) < DEEPEST and self._groups(header[0] - 1):
            header = (header[0] - 1, *header)
        return header

    def _downwards(self, header: tuple[int, ...]) -> tuple[int, ...]:
        """Add the rows beneath that complete the header, and a blank one between them."""
        while header[-1] + 1 < len(self._rows) and header[-1] - header[0] + 1 < DEEPEST:
            following = header[-1] + 1
            reached = self._reached(header)
            if reached > following or self._continues(header, following):
                header = (*header, *range(following, max(reached, following + 1)))
            elif not filled(self._kinds[following]) and self._completes(header, following + 1):
                header = (*header, following, following + 1)
            else:
                break
        return header

    def _reached(self, header: tuple[int, ...]) -> int:
        """Return the row after the last one into which a merged cell of the header reaches."""
        ends = [
            span.row + span.height
            for span in self._spans
            if span.row in header and span.row + span.height - header[0] <= DEEPEST
        ]
        return min(max(ends, default=0), len(self._rows) - 1)

    def _continues(self, header: tuple[int, ...], row: int) -> bool:
        return self._completes(header, row) or self._stands_over_numbers(row)

    def _completes(self, header: tuple[int, ...], row: int) -> bool:
        """Tell whether a row of names is for columns that the header so far leaves open."""
        if row >= len(self._rows) or not self._plain(row):
            return False
        places = self._places(row)
        open_places = set(range(self._width)).difference(*(self._places(one) for one in header))
        for span in self._spans:
            if span.row in header and span.width > 1 and span.row + span.height == row:
                open_places.update(range(span.column, span.column + span.width))
        below = self._kinds[row + 1 : row + 6]
        if not any(NUMBER in one or LABEL in one for one in below):
            return False
        if TEXT in self._kinds[row]:
            return bool(open_places & places)
        carried = {place - 1 for place in open_places}
        return len(places) > 1 and places <= open_places | carried and 0 not in places

    def _stands_over_numbers(self, row: int) -> bool:
        """Tell whether a row is text only although each of its columns holds numbers beneath.

        A row like it further down makes both headings of parts of the table.
        """
        if TEXT not in self._kinds[row] or not self._plain(row):
            return False
        places = self._places(row)
        for span in self._spans:
            if span.row == row:
                places.update(range(span.column, span.column + span.width))
        below = self._kinds[row + 1 : row + 1 + BODY]
        while below and TEXT in below[0] and not below[0].strip(BLANK + TEXT):
            below = below[1:]
        if len(places) < 2 or self._kinds[row] in below:
            return False
        return all(self._holds_numbers(row + 1, place) for place in places)

    def _holds_numbers(self, first: int, place: int) -> bool:
        cells = [row[place] for row in self._kinds[first : first + BODY] if place < len(row)]
        numbers = len(cells) - cells.count(BLANK) - cells.count(TEXT)
        return numbers > 0 and numbers >= 2 * cells.count(TEXT)

    def _plain(self, row: int) -> bool:
        """Tell whether a row is of texts or labels, and of no hashtags."""
        found = self._kinds[row]
        if not filled(found) or NUMBER in found or DATE in found:
            return False
        return not is_tags(self._rows[row])

    def _places(self, row: int) -> set[int]:
        return {place for place, each in enumerate(self._kinds[row]) if each != BLANK}

    def _fitting(self, header: tuple[int, ...]) -> tuple[int, ...]:
        """Leave out first rows that reach over columns the table has not, above a row that fits."""
        body = self._kinds[header[-1] + 1 : header[-1] + 1 + BODY]
        used = {place for row in body for place, each in enumerate(row) if each != BLANK}
        while len(header) > 1 and used:
            upper, lower = self._places(header[0]), self._places(header[1])
            if not (upper - used and lower == used and lower < upper):
                break
            header = header[1:]
        return header

    def _tags(self, row: int) -> tuple[int, ...]:
        """Return the rows of hashtags or column numbers right beneath the header."""
        found = []
        while row < len(self._rows) and (is_tags(self._rows[row]) or self._counts(row)):
            found.append(row)
            row += 1
        return tuple(found)

    def _counts(self, row: int) -> bool:
        """Column numbers begin with 0 or 1 and stand under most columns."""
        texts = [cell.strip(" ()[]") for cell in self._rows[row] if cell and cell.strip()]
        most = len(texts) * 2 > self._width and row + 1 < len(self._rows)
        return most and texts[0] in {"0", "1"} and is_count(self._rows[row])
