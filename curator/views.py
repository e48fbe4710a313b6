"""A view: a dataset as of one revision, read in windows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from curator.annotations import Annotation
from curator.errors import UnknownNameError
from curator.language import _, joined
from curator.tables import Column, Value
from curator.values import plain

PARTING = "\x1f"
"""What parts the cells of a line: ASCII's unit separator."""

Sign = Literal["changed", "flagged"]
"""A cell differs from revision 1, or was doubtful as it was read and stands as it was read."""


@dataclass(frozen=True)
class Row:
    """A row of a view."""

    id: int
    """Never changes, wherever the row stands."""
    cells: tuple[Value, ...]
    """A value for each column that was asked for."""


class View(ABC):
    """A dataset as of one revision; screens, checks and exporters read views and nothing else.

    A view keeps showing its revision, whatever is done to the dataset after it was made.
    It may be read from any thread.
    """

    dataset: str
    """The dataset's name."""
    revision: int
    columns: Sequence[Column]
    row_count: int

    @abstractmethod
    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` rows from position `first` (0 is the top).

        Args:
            columns: positions in `self.columns` to read; None reads all.
        """

    @abstractmethod
    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None if the view does not show it."""

    @abstractmethod
    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return what hangs on the rows of a window, on their cells, on columns and the dataset."""

    @property
    def last_number(self) -> int:
        """The greatest number that a row has."""
        return self.row_count

    def number(self, position: int, row_id: int | None) -> int | None:
        """Return the number of the row at `position`, as people are told it; 1 is the first.

        Args:
            row_id: None where it was not read yet.

        Returns:
            None if only the row's id would tell.
        """
        return position + 1

    def lines(self, first: int, count: int) -> Sequence[str] | None:
        """Return the rows of a window, each as one text: its cells parted by `PARTING`.

        A blank is empty, a number in plain decimal. None if a cell has `PARTING` in it.
        """
        rows = [
            ["" if cell is None else plain(cell) for cell in row.cells]
            for row in self.window(first, count)
        ]
        if any(PARTING in cell for cells in rows for cell in cells):
            return None
        return [PARTING.join(cells) for cells in rows]

    def signs(
        self, rows: Sequence[Row], columns: Sequence[int] | None = None
    ) -> Mapping[tuple[int, int], Sign]:
        """Return the signs of cells in a window, by (row id, column id).

        Args:
            rows: as `window` returned them.
            columns: with which they were read.
        """
        return {}

    def next_signed(
        self, sign: Sign, place: tuple[int, int], step: Literal[1, -1] = 1
    ) -> Iterator[tuple[int, int] | None]:
        """Search for the next cell with a sign, row by row, or with `step` -1 for the last before.

        Yields:
            None after each piece that was searched in vain, then the place if there is one: row
            and column by position. The cell at `place` itself is not looked at.
        """
        yield from ()

    def rows(self, size: int = 4096) -> Iterator[Row]:
        """Yield every row, read `size` at a time."""
        for first in range(0, self.row_count, size):
            yield from self.window(first, size)

    def column(self, name: str) -> int:
        """Return the position of the column called `name`, whatever the case if only one fits.

        Raises:
            UnknownNameError: there is none.
        """
        names = [column.name for column in self.columns]
        if name in names:
            return names.index(name)
        alike = [place for place, known in enumerate(names) if known.casefold() == name.casefold()]
        if len(alike) == 1:
            return alike[0]
        raise UnknownNameError(
            _("{dataset} has no column {name!r}. Its columns are: {known}.").format(
                dataset=self.dataset, name=name, known=joined(names)
            )
        )

    def row_id(self, number: int) -> int:
        """Return the id of the row shown as `number` (1 is the first).

        Raises:
            UnknownNameError: there is no such row.
        """
        found = self.window(number - 1, 1, ()) if number >= 1 else ()
        if not found:
            raise UnknownNameError(
                _("{dataset} has no row {row}; its rows are 1 to {count}.").format(
                    dataset=self.dataset, row=number, count=self.row_count
                )
            )
        return found[0].id

    def cell(self, text: str) -> tuple[int, str]:
        """Return the row id and the column's name of the cell that `text`, as "3:Year", names.

        Raises:
            UnknownNameError: it names none.
        """
        row, _colon, column = text.partition(":")
        if not row.strip().isdecimal() or not column.strip():
            raise UnknownNameError(
                _("{text!r} names no cell; write ROW:COLUMN, such as 3:Year.").format(text=text)
            )
        return self.row_id(int(row)), self.columns[self.column(column.strip())].name
