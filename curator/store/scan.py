"""Finding and sorting the rows of an arrangement, in SQLite, whatever their number."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from curator.arrangement import Arrangement, CellCondition, Filter, SortKey
from curator.store.known_rows import known_rows
from curator.store.pace import Pace
from curator.store.past import older_cells
from curator.store.rows import IdRange
from curator.store.stored_view import StoredView
from curator.tables import Column, Value

FIRST = 256
"""So many rows are shown before all are found or sorted."""
_SLICE = 16_384
"""Rows that are looked through at a time."""
_GROWTH = 4
"""Rows found so far are shown anew when there are so many times more."""
_PASSES = 3
"""To sort all rows takes so many times what it takes to find the first ones, that included."""
_ARGUMENTS = 100
"""SQLite hands over so many cells at a time."""

RowIds: TypeAlias = "array[int]"
"""Eight bytes a row."""


class Scan:
    """Looks through a view on a connection of its own; what keys and conditions mean, they tell."""

    def __init__(
        self, connection: sqlite3.Connection, view: StoredView, arrangement: Arrangement
    ) -> None:
        """Prepare the statement.

        Raises:
            UnknownNameError: the arrangement names a column that the view has not.
        """
        self._connection = connection
        self._view = view
        self._older = self._read_older(arrangement)
        tests = [self._test(number, each) for number, each in enumerate(arrangement.filters)]
        keys = [self._key(number, key) for number, key in enumerate(arrangement.keys)]
        self._select = (
            f"SELECT d.rid FROM json_each(?) r CROSS JOIN d{view.id} d ON d.rid"
            " BETWEEN json_extract(r.value, '$[0]') AND json_extract(r.value, '$[1]')"
            f" WHERE {' AND '.join(tests) or '1'} ORDER BY {', '.join([*keys, 'r.key', 'd.rid'])}"
        )

    def found(self, pace: Pace) -> Iterator[tuple[RowIds, bool]]:
        """Yield the rows found so far, in the view's order, and whether these are all."""
        rows: RowIds = array("q")
        shown = 0
        for first in range(0, self._view.row_count, _SLICE):
            rows.extend(self._row_ids(self._view.order.ranges(first, _SLICE)))
            pace.reach(first + _SLICE)
            if len(rows) >= max(FIRST, shown * _GROWTH):
                shown = len(rows)
                yield rows[:], False
        yield rows, True

    def sorted(self, pace: Pace) -> Iterator[tuple[RowIds, bool]]:
        """Yield the rows that come first, then all, and whether these are all.

        To find the first ones costs a look at every row, and no sorting.
        """
        order, count = self._view.order, self._view.row_count
        best: RowIds = array("q")
        for first in range(0, count if count > FIRST else 0, _SLICE):
            among = [*((row_id, row_id) for row_id in best), *order.ranges(first, _SLICE)]
            best = array("q", self._row_ids(among, f" LIMIT {FIRST}"))
            pace.reach((first + _SLICE) // _PASSES)
        if best:
            yield best, False
            pace.repeat(_PASSES)
        yield array("q", self._row_ids(self._all())), True

    def _all(self) -> Iterable[IdRange]:
        return self._view.order.ranges(0, self._view.row_count)

    def _row_ids(self, ranges: Iterable[IdRange], limit: str = "") -> Iterator[int]:
        rows = self._connection.execute(self._select + limit, [json.dumps(list(ranges))])
        return chain.from_iterable(rows)

    def _test(self, number: int, wanted: Filter) -> str:
        """Return an expression for a filter, and teach SQLite what it means."""
        columns = self._columns(wanted.column)
        condition = wanted.condition
        if not isinstance(condition, CellCondition):
            column = None if wanted.column is None else columns[0]
            view = self._view
            rows = known_rows(self._connection, view.id, view.revision, column, condition)
            return self._taught(f"known{number}", rows.__contains__, ["d.rid"])
        holds = condition.holds
        if len(columns) == 1:
            return self._taught(f"holds{number}", holds, [self._cell(columns[0])])
        cells = [self._cell(column) for column in columns]
        lots = [cells[first : first + _ARGUMENTS] for first in range(0, len(cells), _ARGUMENTS)]
        tests = [
            self._taught(f"holds{number}", lambda *lot: any(map(holds, lot)), lot) for lot in lots
        ]
        return f"({' OR '.join(tests)})"

    def _key(self, number: int, key: SortKey) -> str:
        (column,) = self._columns(key.column)
        taught = self._taught(f"key{number}", key.comparable, [self._cell(column)])
        return f"{taught} {'DESC' if key.reverses else 'ASC'} NULLS LAST"

    def _taught(
        self, name: str, function: Callable[..., Value | bool], arguments: Sequence[str]
    ) -> str:
        self._connection.create_function(name, len(arguments), function, deterministic=True)
        return f"{name}({', '.join(arguments)})"

    def _cell(self, column: Column) -> str:
        """Return an expression for a column's cells as of the view's revision."""
        today = f"d.c{column.id}"
        if not self._older:
            return today
        older = self._older

        def was(row_id: int, number: int, value: Value) -> Value:
            return older[row_id].get(number, value) if row_id in older else value

        return self._taught("was", was, ["d.rid", str(column.id), today])

    def _columns(self, name: str | None) -> Sequence[Column]:
        view = self._view
        return view.columns if name is None else [view.columns[view.column(name)]]

    def _read_older(self, arrangement: Arrangement) -> dict[int, dict[int, Value]]:
        """Return what was changed after the view's revision in the columns that are needed."""
        view = self._view
        (head,) = self._connection.execute(
            "SELECT head FROM dataset WHERE id = ?", (view.id,)
        ).fetchone()
        if head == view.revision:
            return {}
        names: Collection[str | None] = {
            *(key.column for key in arrangement.keys),
            *(each.column for each in arrangement.filters),
        }
        columns = {column.id for name in names for column in self._columns(name)}
        return older_cells(
            self._connection, view.id, view.revision, sorted(columns), list(self._all())
        )
