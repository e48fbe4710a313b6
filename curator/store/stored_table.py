"""A stored dataset as operations see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from curator.store.columns import read_columns
from curator.store.hashing import read_json
from curator.store.order import Order, State
from curator.store.rows import IdRange, read_cells, read_holding, read_rows
from curator.tables import Progress, Table, Value
from curator.values import stored

_CHUNK = 50_000
"""How many rows are read at a time."""


class StoredTable(Table):
    """The head of a dataset, read within the transaction of the operation that changes it.

    Patches are kept aside until the operation has finished, so all of it reads the table as it
    was before.
    """

    def __init__(
        self, connection: sqlite3.Connection, dataset: int, order: Order, progress: Progress
    ) -> None:
        self.columns = read_columns(connection, dataset)
        self.row_count = order.row_count
        self._connection = connection
        self._dataset = dataset
        self._order = order
        self._progress = progress
        self._read = 0

    def header(self) -> Sequence[tuple[int, tuple[Value, ...]]]:
        """Return the header rows, topmost first, as (row id, a value a column)."""
        ids = [(row_id, row_id) for row_id in self._order.header()]
        return read_rows(self._connection, self._dataset, [c.id for c in self.columns], ids)

    def chunks(
        self, columns: Sequence[str], size: int = _CHUNK
    ) -> Iterator[tuple[Sequence[int], Sequence[Sequence[Value]]]]:
        """Yield (row ids, a list of values for each of `columns`), at most `size` rows a time."""
        ids = [self.column(name).id for name in columns]
        for first in range(0, self.row_count, size):
            ranges = self._order.ranges(first, size)
            row_ids, values = read_cells(self._connection, self._dataset, ids, ranges)
            yield row_ids, values
            self._read += len(row_ids) * len(ids)
            self._progress(self._read, None)

    def holding(self, column: str, text: str) -> Iterator[tuple[Sequence[int], Sequence[Value]]]:
        """Yield (row ids, values) of the cells of `column` whose text has `text` in it."""
        number = self.column(column).id
        if stored(text) != text:
            return  # no stored text has a NUL or a lone surrogate in it
        for first in range(0, self.row_count, _CHUNK):
            ranges = self._order.ranges(first, _CHUNK)
            yield read_holding(self._connection, self._dataset, number, ranges, text)
            self._read += min(_CHUNK, self.row_count - first)
            self._progress(self._read, None)

    def cells(
        self, columns: Sequence[str], row_ids: Sequence[int]
    ) -> Sequence[tuple[int, tuple[Value, ...]]]:
        """Return (row id, a value for each of `columns`) for the rows of `row_ids` that exist."""
        ids = [self.column(name).id for name in columns]
        ranges: list[IdRange] = [(row_id, row_id) for row_id in row_ids]
        return read_rows(self._connection, self._dataset, ids, ranges)

    def position(self, row_id: int) -> int | None:
        """Return where a row of data stands, from 0; None if it is header, deleted or unknown."""
        return self._order.position(row_id)

    def is_deleted(self, row_id: int) -> bool:
        """Return whether the dataset had such a row and has it no more."""
        return self._order.state(row_id) == State.DELETED

    def spans(self) -> Sequence[tuple[int, int, int]]:
        """Return (row id, position of the first column, width) of each cell drawn over several."""
        places = {column.id: place for place, column in enumerate(self.columns)}
        found = []
        ranges = self._connection.execute(
            "SELECT rid_lo, rid_hi, row0, geometry, columns FROM span WHERE ds = ?",
            (self._dataset,),
        )
        for lo, hi, row0, geometry, columns in ranges:
            ids = read_json(columns)
            for row, column, _, width in read_json(geometry)["spans"]:
                row_id = lo + row - row0
                if width > 1 and lo <= row_id <= hi and ids[column] in places:
                    found.append((row_id, places[ids[column]], width))
        return found
