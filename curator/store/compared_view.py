"""Two revisions of a dataset in one view: the later one, with all in which the earlier differs."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from curator.annotations import Annotation
from curator.store.connection import Connections
from curator.store.differing import differences
from curator.store.order import State
from curator.store.stored_view import StoredView
from curator.tables import Column, Progress, Value
from curator.views import Row, View
from curator.views import Sign as ViewSign

Sign = Literal["", "+", "−", "≠"]
"""Came, went, or differs; "" where both are alike."""

_KEPT = 1 << 15
"""Of so many rows that were read last it is known in which cells they differ."""
_CELLS, _CAME, _WENT, _COLUMNS = "cell", "row added", "row removed", "column"


@dataclass(frozen=True)
class Found:
    """All in which two revisions differ, counted."""

    places: array[int]
    """The positions of the rows that differ, from the top; eight bytes each."""
    counts: Mapping[str, int]
    """How many there are of each kind that a `Difference` can be."""

    @property
    def cells(self) -> int:
        """How many cells differ in rows that both have."""
        return self.counts.get(_CELLS, 0)

    @property
    def came(self) -> int:
        """How many rows only the later one has."""
        return self.counts.get(_CAME, 0)

    @property
    def went(self) -> int:
        """How many rows only the earlier one has."""
        return self.counts.get(_WENT, 0)

    @property
    def columns(self) -> int:
        """How many differences there are in columns: in their names, titles, types and places."""
        return self.counts.get(_COLUMNS, 0)

    def next(self, position: int) -> int | None:
        """Return the nearest differing row below a position, None if there is none."""
        place = bisect_right(self.places, position)
        return self.places[place] if place < len(self.places) else None

    def previous(self, position: int) -> int | None:
        """Return the nearest differing row above a position, None if there is none."""
        place = bisect_left(self.places, position)
        return self.places[place - 1] if place else None


class ComparedView(View):
    """Shows revision `after` and, in their places, the rows and columns that it has no more.

    A window reads both revisions, so that nothing is kept of rows that are not looked at.
    """

    def __init__(
        self, connections: Connections, dataset: int, before: StoredView, after: StoredView
    ) -> None:
        """`dataset` is the id of the dataset that both views show."""
        self.before, self.after = before, after
        self.dataset, self.revision = after.dataset, after.revision
        now = {column.id for column in after.columns}
        gone = [column for column in before.columns if column.id not in now]
        self.columns: Sequence[Column] = (*after.columns, *gone)
        self._gone = {column.id for column in gone}
        self._old = {column.id: column for column in before.columns}
        self._new = {column.id: column for column in after.columns}
        self._connections = connections
        self._id = dataset
        self._order = after.order_with(before)
        self.row_count = self._order.row_count
        self._differing: OrderedDict[int, frozenset[int]] = OrderedDict()
        self._lock = Lock()

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` rows from position `first`: as they are after, or else were."""
        chosen = self.columns if columns is None else [self.columns[place] for place in columns]
        ids = [column.id for column in chosen]
        ranges = list(self._order.ranges(first, count))
        with self._connections.reading() as connection:
            old = {row.id: row.cells for row in self.before.cells_of(connection, ids, ranges)}
            new = self.after.cells_of(connection, ids, ranges)
        rows = [self._shown(row, old[row.id], ids) for row in new]
        for row in new:
            self._remember(row.id, ids, old[row.id], row.cells)
        return rows

    def both(self, row_id: int, column: int) -> tuple[Value, Value]:
        """Return the cell of a row and a column's position before and after."""
        ids, ranges = [self.columns[column].id], [(row_id, row_id)]
        with self._connections.reading() as connection:
            old = self.before.cells_of(connection, ids, ranges)
            new = self.after.cells_of(connection, ids, ranges)
        return old[0].cells[0], new[0].cells[0]

    def places(self, row_id: int) -> list[int]:
        """Return the positions of the columns in which a row differs; all if it came or went."""
        if self._row_sign(row_id):
            return list(range(len(self.columns)))
        position = self.locate(row_id)
        if position is not None:
            self.window(position, 1)
        differing = self._differing.get(row_id, frozenset())
        return [place for place, column in enumerate(self.columns) if column.id in differing]

    def sign(self, row_id: int | None, column: int | None) -> Sign:
        """Return how a cell differs, by row id and column id; without one of them row or column.

        A cell's sign is known once its row was read in a window.
        """
        if row_id is None:
            return self._column_sign(column) if column is not None else ""
        row = self._row_sign(row_id)
        if column is None:
            return row
        return "≠" if not row and column in self._differing.get(row_id, ()) else ""

    def signs(
        self, rows: Sequence[Row], columns: Sequence[int] | None = None
    ) -> Mapping[tuple[int, int], ViewSign]:
        """Return which cells of a window differ, so that there is room for their sign."""
        return {
            (row.id, column): "changed"
            for row in rows
            for column in self._differing.get(row.id, ())
            if self.sign(row.id, column)
        }

    def find(self, progress: Progress) -> Found:
        """Compare all that was touched between the two.

        Args:
            progress: told of rows compared; raises Cancelled to stop.
        """
        counts: Counter[str] = Counter()
        places = array("Q")
        last = None
        with self._connections.reading() as connection:
            for each in differences(connection, self._id, self.before, self.after, progress):
                counts[each.what] += 1
                if each.row_id is None or each.row_id == last:
                    continue
                last = each.row_id
                position = self.locate(last)
                if position is not None:
                    places.append(position)
        return Found(array("Q", sorted(places)), counts)

    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None if neither revision has it."""
        return self._order.position(row_id)

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return none: what is compared is what the cells hold."""
        return ()

    def _shown(self, row: Row, old: Sequence[Value], ids: Sequence[int]) -> Row:
        if self._row_sign(row.id) == "−":
            return Row(row.id, tuple(old))
        if self._gone.isdisjoint(ids):
            return row
        cells = zip(ids, old, row.cells, strict=True)
        return Row(row.id, tuple(was if one in self._gone else now for one, was, now in cells))

    def _remember(
        self, row_id: int, ids: Sequence[int], old: Sequence[Value], new: Sequence[Value]
    ) -> None:
        differing = {
            column
            for column, was, now in zip(ids, old, new, strict=True)
            if was != now or type(was) is not type(now)
        }
        with self._lock:
            known = self._differing.get(row_id, frozenset())
            self._differing[row_id] = known | differing
            self._differing.move_to_end(row_id)
            if len(self._differing) > _KEPT:
                self._differing.popitem(last=False)

    def _row_sign(self, row_id: int) -> Sign:
        was = self.before.state(row_id) == State.DATA
        now = self.after.state(row_id) == State.DATA
        return "" if was == now else "+" if now else "−"

    def _column_sign(self, column: int) -> Sign:
        old, new = self._old.get(column), self._new.get(column)
        return "" if old == new else "+" if old is None else "−" if new is None else "≠"
