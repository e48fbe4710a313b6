"""Rows of a dataset's wide table, read by id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, compress
from typing import Any, cast

from curator.store.order import Order, Run
from curator.tables import Value
from curator.views import PARTING

IdRange = tuple[int, int]
_FEW = 4
"""Up to this many ranges are read one by one; more are read by their ids in one statement."""
_ARGUMENTS = 60
"""SQLite's functions take 100 to 127, as it was built."""

_SLICE = 512
_DENSE = 4
"""Rows are read as one range where at least one of so many is wanted."""


def read_rows(
    connection: sqlite3.Connection,
    dataset: int,
    columns: Sequence[int],
    ranges: Iterable[IdRange],
) -> list[tuple[int, tuple[Value, ...]]]:
    """Return (row id, a value for each column id of `columns`) in the order of `ranges`."""
    shown = ", ".join(["rid", *(f"c{column}" for column in columns)])
    return [(row[0], row[1:]) for row in _read(connection, dataset, shown, ranges)]


def read_lines(
    connection: sqlite3.Connection,
    dataset: int,
    columns: Sequence[int],
    ranges: Iterable[IdRange],
) -> list[str]:
    """Return the rows of `ranges` as `View.lines` does, also where a cell has PARTING in it.

    SQLite joins the cells, in half the time in which Python is handed them one by one.
    """
    shown = [
        f"CASE WHEN c{number} < '' THEN as_text(c{number}) ELSE c{number} END" for number in columns
    ]
    calls = [
        f"printf('{PARTING.join(['%s'] * len(lot))}', {', '.join(lot)})"
        for lot in (shown[first : first + _ARGUMENTS] for first in range(0, len(shown), _ARGUMENTS))
    ]
    line = f" || '{PARTING}' || ".join(calls)
    return [text for _row_id, text in _read(connection, dataset, f"rid, {line}", ranges)]


def _read(
    connection: sqlite3.Connection, dataset: int, shown: str, ranges: Iterable[IdRange]
) -> Iterable[tuple[Any, ...]]:
    """Return what a SELECT shows, the row id first, in the order of `ranges`."""
    wanted = list(ranges)
    select = f"SELECT {shown} FROM d{dataset}"
    if len(wanted) <= _FEW:
        return chain.from_iterable(
            connection.execute(f"{select} WHERE rid BETWEEN ? AND ? ORDER BY rid", bounds)
            for bounds in wanted
        )
    long = [bounds for bounds in wanted if bounds[1] - bounds[0] >= 64]
    short = [rid for lo, hi in wanted if hi - lo < 64 for rid in range(lo, hi + 1)]
    rows: dict[int, tuple[Any, ...]] = {}
    for bounds in long:
        found = connection.execute(f"{select} WHERE rid BETWEEN ? AND ?", bounds)
        rows.update((row[0], row) for row in found)
    for first in range(0, len(short), 10_000):
        ids = ",".join(map(str, short[first : first + 10_000]))
        found = connection.execute(f"{select} WHERE rid IN ({ids})")
        rows.update((row[0], row) for row in found)
    return [rows[rid] for lo, hi in wanted for rid in range(lo, hi + 1) if rid in rows]


def read_cells(
    connection: sqlite3.Connection,
    dataset: int,
    columns: Sequence[int],
    ranges: Iterable[IdRange],
) -> tuple[list[int], list[list[Value]]]:
    """Return the row ids and the values of each column of `columns`, in the order of `ranges`."""
    wanted = list(ranges)
    step = len(columns) + 1
    if len(wanted) <= _FEW:
        select = ", ".join(["rid", *(f"c{column}" for column in columns)])
        lots = (
            connection.execute(
                f"SELECT {select} FROM d{dataset} WHERE rid BETWEEN ? AND ? ORDER BY rid", bounds
            )
            for bounds in wanted
        )
        cells = list(chain.from_iterable(chain.from_iterable(lots)))  # no tuple outlives its row
    else:
        found = read_rows(connection, dataset, columns, wanted)
        cells = [cell for row_id, values in found for cell in (row_id, *values)]
    return cast(list[int], cells[::step]), [cells[place::step] for place in range(1, step)]


def read_holding(
    connection: sqlite3.Connection,
    dataset: int,
    column: int,
    ranges: Iterable[IdRange],
    text: str,
) -> tuple[list[int], list[Value]]:
    """Return row ids and values of the rows in `ranges` whose text in one column holds `text`."""
    wanted = list(ranges)
    if len(wanted) > _FEW:
        row_ids, (values,) = read_cells(connection, dataset, [column], wanted)
        holds = [isinstance(value, str) and text in value for value in values]
        return list(compress(row_ids, holds)), list(compress(values, holds))
    lots = (
        connection.execute(
            f"SELECT rid, c{column} FROM d{dataset} WHERE rid BETWEEN ? AND ?"
            f" AND typeof(c{column}) = 'text' AND instr(c{column}, ?) ORDER BY rid",
            (*bounds, text),
        )
        for bounds in wanted
    )
    cells = list(chain.from_iterable(chain.from_iterable(lots)))
    return cast(list[int], cells[::2]), cells[1::2]


def read_column(
    connection: sqlite3.Connection, dataset: int, column: int, row_ids: Sequence[int]
) -> dict[int, Value]:
    """Return one column's values by row id, of these rows at least; unknown rows are left out."""
    if not row_ids:
        return {}
    select = f"SELECT rid, c{column} FROM d{dataset} WHERE rid"
    lo, hi = min(row_ids), max(row_ids)
    if hi - lo < _DENSE * len(row_ids):
        return dict(connection.execute(f"{select} BETWEEN ? AND ?", (lo, hi)))
    among = ",".join(map(str, row_ids))
    return dict(connection.execute(f"{select} IN ({among})"))


def read_order(connection: sqlite3.Connection, dataset: int) -> Order:
    """Return today's order."""
    rows = connection.execute(
        "SELECT ord, rid_lo, rid_hi, state FROM run WHERE ds = ? ORDER BY ord", (dataset,)
    )
    return Order([Run(*row) for row in rows])


def write_order(connection: sqlite3.Connection, dataset: int, before: Order, after: Order) -> None:
    """Store the runs in which `after` differs from `before`."""
    head = _common(before.runs, after.runs)
    former, later = before.runs[head:], after.runs[head:]
    tail = _common(former[::-1], later[::-1])
    old = set(former[: len(former) - tail])
    new = set(later[: len(later) - tail])
    connection.executemany(
        "DELETE FROM run WHERE ds = ? AND ord = ?", ((dataset, run.ord) for run in old - new)
    )
    connection.executemany(
        "INSERT INTO run VALUES (?, ?, ?, ?, ?)", ((dataset, *run) for run in new - old)
    )


def _common(left: Sequence[Run], right: Sequence[Run]) -> int:
    """Return how many first runs are the same."""
    shorter = min(len(left), len(right))
    for first in range(0, shorter, _SLICE):
        if left[first : first + _SLICE] != right[first : first + _SLICE]:
            break
    else:
        return shorter
    return next((place for place in range(first, shorter) if left[place] != right[place]), shorter)
