"""A view of a stored dataset: windows of its wide table, older revisions by unwinding the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal

from curator.annotations import Annotation
from curator.store.annotations import read_annotations
from curator.store.connection import Connections
from curator.store.order import Order, State
from curator.store.past import older_cells, states_at
from curator.store.rows import IdRange, read_lines, read_rows
from curator.store.signs import id_ranges, read_signs, signed_rows
from curator.tables import Column, Value
from curator.views import PARTING, Row, Sign, View

_PIECES = (256, 4096, 65_536)
"""A search begins with few rows, since the next sign is often near, and goes on with more."""


class StoredView(View):
    """Reads windows; what was changed after its revision is taken back as it is read."""

    def __init__(
        self,
        connections: Connections,
        dataset: tuple[int, str],
        revision: int,
        order: Order,
        columns: Sequence[Column],
    ) -> None:
        """`dataset` is its id and name; `order` and `columns` are as of `revision`."""
        self._connections = connections
        self._id, self.dataset = dataset
        self.revision = revision
        self.columns = columns
        self.row_count = order.row_count
        self._order = order

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` rows from position `first` (0 is the top)."""
        places = range(len(self.columns)) if columns is None else columns
        ids = [self.columns[place].id for place in places]
        ranges = list(self._order.ranges(first, count))
        return self._rows(ids, ranges)

    def lines(self, first: int, count: int) -> Sequence[str] | None:
        """Return the rows of a window as lines; today's are joined by SQLite itself."""
        with self._connections.reading() as connection:
            if self._head(connection) != self.revision:
                return super().lines(first, count)
            ids = [column.id for column in self.columns]
            ranges = list(self._order.ranges(first, count))
            lines = read_lines(connection, self._id, ids, ranges)
        partings = len(lines) * (len(ids) - 1)
        return lines if "".join(lines).count(PARTING) == partings else None

    def header(self) -> Sequence[Row]:
        """Return the header rows, topmost first, as found."""
        ids = [column.id for column in self.columns]
        return self._rows(ids, [(row_id, row_id) for row_id in self._order.header()])

    def cells(self, row_id: int) -> tuple[Value, ...]:
        """Return all cells of one row, shown or not."""
        found = self.rows_of([row_id])
        return found[0].cells if found else ()

    def rows_of(self, row_ids: Sequence[int], columns: Sequence[int] | None = None) -> list[Row]:
        """Return rows by their ids, shown or not.

        Args:
            columns: positions in `self.columns` to read; None reads all.
        """
        places = range(len(self.columns)) if columns is None else columns
        ids = [self.columns[place].id for place in places]
        return self._rows(ids, [(row_id, row_id) for row_id in row_ids])

    def in_sight(self) -> StoredView:
        """Return this view without its hidden columns; with all, should all be hidden."""
        seen = [column for column in self.columns if not column.hidden] or self.columns
        identity = (self._id, self.dataset)
        return StoredView(self._connections, identity, self.revision, self._order, seen)

    def order_with(self, other: StoredView) -> Order:
        """Return the order of this view's rows and of those that only `other` has."""
        return self._order.showing_also(other._order)

    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None if the view does not show it."""
        return self._order.position(row_id)

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return what hangs on the rows of a window, on their cells, on columns and the dataset."""
        return self.annotations_in(list(self._order.ranges(first, count)))

    def annotations_in(self, ranges: Sequence[IdRange]) -> Sequence[Annotation]:
        """Return what hangs on the rows in ranges of row ids, on columns and the dataset."""
        names = {column.id: column.name for column in self.columns}
        with self._connections.reading() as connection:
            return read_annotations(connection, self._id, ranges, names)

    def signs(
        self, rows: Sequence[Row], columns: Sequence[int] | None = None
    ) -> Mapping[tuple[int, int], Sign]:
        """Return the signs of cells in a window, by (row id, column id)."""
        places = range(len(self.columns)) if columns is None else columns
        ids = [self.columns[place].id for place in places]
        with self._connections.reading() as connection:
            return read_signs(connection, self._id, ids, rows)

    def next_signed(
        self, sign: Sign, place: tuple[int, int], step: Literal[1, -1] = 1
    ) -> Iterator[tuple[int, int] | None]:
        """Search for the next cell with a sign; rows that cannot have it are not read."""
        for piece in self._pieces(place[0], step):
            found = self._first_signed(sign, piece, place, step)
            yield found
            if found is not None:
                return

    def _pieces(self, row: int, step: Literal[1, -1]) -> Iterator[range]:
        sizes = iter(_PIECES)
        size = _PIECES[-1]
        while 0 <= row < self.row_count:
            size = next(sizes, size)
            if step > 0:
                yield range(row, min(row + size, self.row_count))
            else:
                yield range(max(row - size + 1, 0), row + 1)
            row += step * size

    def _first_signed(
        self, sign: Sign, rows: range, beyond: tuple[int, int], step: Literal[1, -1]
    ) -> tuple[int, int] | None:
        columns = [column.id for column in self.columns]
        found = []
        with self._connections.reading() as connection:
            ranges = list(self._order.ranges(rows.start, len(rows)))
            for lot in signed_rows(connection, self._id, sign, ranges):
                read = self.cells_of(connection, columns, id_ranges(iter(lot)))
                signs = read_signs(connection, self._id, columns, read)
                found += [cell for cell, told in signs.items() if told == sign]
                places = sorted(self._beyond(found, beyond, step))
                if places and step > 0:
                    return places[0]
        places = sorted(self._beyond(found, beyond, step))
        return places[-1] if places else None

    def _beyond(
        self, cells: Sequence[tuple[int, int]], beyond: tuple[int, int], step: Literal[1, -1]
    ) -> Iterator[tuple[int, int]]:
        """Yield the places of cells that are shown and lie beyond a place."""
        columns = {column.id: place for place, column in enumerate(self.columns)}
        for row_id, column in cells:
            row = self.locate(row_id)
            if row is not None and column in columns:
                place = row, columns[column]
                if (place > beyond) if step > 0 else (place < beyond):
                    yield place

    @property
    def id(self) -> int:
        """The dataset's number in the store."""
        return self._id

    @property
    def order(self) -> Order:
        """The order of the rows."""
        return self._order

    def scanning(self, stops: Callable[[], bool]) -> AbstractContextManager[sqlite3.Connection]:
        """Read all of the dataset in one transaction; see `Connections.scanning`."""
        return self._connections.scanning(stops)

    def state(self, row_id: int) -> int | None:
        """Return what a row is (see `State`), None if the dataset never had it."""
        return self._order.state(row_id)

    def cells_of(
        self, connection: sqlite3.Connection, columns: Sequence[int], ranges: Sequence[IdRange]
    ) -> list[Row]:
        """Return the rows in ranges of row ids, shown or not, with the columns of these ids."""
        rows = read_rows(connection, self._id, columns, ranges)
        if not rows or self._head(connection) == self.revision:
            return [Row(*row) for row in rows]
        older = older_cells(connection, self._id, self.revision, columns, ranges)
        found = []
        for row_id, cells in rows:
            if row_id in older:
                changed = older[row_id]
                cells = tuple(
                    changed.get(column, cell) for column, cell in zip(columns, cells, strict=True)
                )
            found.append(Row(row_id, cells))
        return found

    def _head(self, connection: sqlite3.Connection) -> int:
        (head,) = connection.execute(
            "SELECT head FROM dataset WHERE id = ?", (self._id,)
        ).fetchone()
        return int(head)

    def _rows(self, columns: Sequence[int], ranges: Sequence[IdRange]) -> list[Row]:
        with self._connections.reading() as connection:
            return self.cells_of(connection, columns, ranges)


def order_at(connection: sqlite3.Connection, dataset: int, revision: int, today: Order) -> Order:
    """Return the order as of `revision`: today's, with the states that rows had then."""
    states = states_at(connection, dataset, revision)
    wanted = ((row_id, int(state or State.DELETED)) for row_id, state in states.items())
    return today.with_states(wanted) if states else today
