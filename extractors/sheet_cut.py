"""What of a sheet one table takes: its rows, columns and header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from curator.sources import Geometry, Span
from extractors.bands import Layout


@dataclass(frozen=True)
class Cut:
    """One table of a sheet; rows and columns count from 0 at the top left of the sheet."""

    top: int
    """The first header row, or the first row of data where there is no header."""
    data_start: int
    bottom: int
    columns: tuple[int, ...]
    left_rows: frozenset[int] = frozenset()
    """Rows between `top` and `bottom` that are not taken."""

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The place of each column of the sheet in the table."""
        return {column: place for place, column in enumerate(self.columns)}

    @property
    def height(self) -> int:
        """How many rows the table has, its header included."""
        return self.bottom - self.top + 1 - len(self.left_rows)

    @property
    def header_count(self) -> int:
        """How many rows of the table are its header."""
        return sum(row not in self.left_rows for row in range(self.top, self.data_start))

    @property
    def geometry(self) -> Geometry:
        """Where the table lies, as spreadsheets count."""
        skipped = set(range(self.columns[0], self.columns[-1])) - set(self.columns)
        rows = list(range(self.top, self.bottom + 1)) if self.left_rows else []
        first = next((row for row in rows if row not in self.left_rows), self.top)
        return Geometry(
            first_row=first + 1,
            first_column=self.columns[0] + 1,
            left_rows=tuple(row + 1 for row in rows if row > first and row in self.left_rows),
            left_columns=tuple(column + 1 for column in sorted(skipped)),
        )

    def row(self, number: int) -> int | None:
        """Return the place of a row of the sheet in the table; None if it is not taken."""
        if not self.top <= number <= self.bottom or number in self.left_rows:
            return None
        return number - self.top - sum(self.top <= row < number for row in self.left_rows)

    def spans(self, merged: Sequence[Span]) -> tuple[Span, ...]:
        """Return the merged cells that begin in the table, counted from its top left."""
        found = []
        for span in merged:
            row, column = self.row(span.row), self.places.get(span.column)
            if row is None or column is None:
                continue
            rows = range(span.row, min(span.row + span.height, self.bottom + 1))
            columns = range(span.column, span.column + span.width)
            height = sum(one not in self.left_rows for one in rows)
            width = sum(one in self.places for one in columns)
            if height * width > 1:
                found.append(Span(row, column, height, width))
        return tuple(found)


def cut_of(
    layout: Layout,
    header_rows: int | None,
    blank_columns: AbstractSet[int],
    hidden: tuple[AbstractSet[int], AbstractSet[int]] | None,
) -> Cut | None:
    """Return what is taken of a table that was found; None if nothing is left of it.

    Args:
        header_rows: how many rows are the header, None as it was found.
        blank_columns: columns of the sheet in which nothing stands.
        hidden: hidden rows and columns that are left out, None for none.
    """
    band = layout.band
    top = band.header_rows[0] if band.header_rows else band.data_start
    bottom = max(layout.data_end, band.data_start - 1)
    left_rows, left_columns = hidden or (frozenset[int](), frozenset[int]())
    columns = tuple(
        column
        for column in range(layout.left, layout.right + 1)
        if column not in blank_columns and column not in left_columns
    )
    start = band.data_start if header_rows is None else min(top + header_rows, bottom + 1)
    rows = frozenset(row for row in left_rows if start <= row <= bottom)
    if not columns or len(rows) == bottom - top + 1:
        return None
    return Cut(top, start, bottom, columns, rows)
