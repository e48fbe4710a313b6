"""Taking a revision back: only what still stands as the revision left it is restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from curator.history import Left
from curator.store.columns import read_columns
from curator.store.order import State
from curator.store.recorder import Recorder
from curator.tables import Column, Value

_CHUNK = 10_000
LISTED = 20
"""How many places that were left are named one by one."""


def take_back(recorder: Recorder, number: int) -> None:
    """Restore what revision `number` changed, as far as nobody has changed it since."""
    columns = {column.id: column for column in read_columns(recorder.connection, recorder.dataset)}
    left: list[str] = []
    _restore_columns(recorder, number, columns, left)
    for row_id, column, new, current in _changes(recorder.connection, recorder, number):
        if _same(current, new):
            continue
        what = columns[column].name if column else "the row itself"
        left.append(f"{_place(recorder, row_id)}, {what}: changed again since, left as it is")
    for lot in _standing(recorder, number):
        recorder.restore(lot)
    recorder.left += [Left(1, reason) for reason in left[:LISTED]]
    if len(left) > LISTED:
        recorder.left.append(
            Left(len(left) - LISTED, "more places were changed again since, left as they are")
        )


def _changes(
    connection: sqlite3.Connection, recorder: Recorder, number: int
) -> Iterator[tuple[int, int, Value, Value]]:
    """Yield (row id, column, new, value today) for what does not stand any more."""
    dataset = recorder.dataset
    for column in _touched(connection, dataset, number):
        cell = f"c{column}" if column else "live"
        yield from connection.execute(
            f"SELECT g.rid, g.col, g.new, d.{cell} FROM chg g JOIN d{dataset} d USING (rid)"
            f" WHERE g.ds = ? AND g.rev = ? AND g.col = ? AND d.{cell} IS NOT g.new",
            (dataset, number, column),
        )


def _standing(recorder: Recorder, number: int) -> Iterator[list[tuple[int, int, Value]]]:
    """Yield lots of (row id, column, value before) for what stands as the revision left it."""
    dataset = recorder.dataset
    for column in _touched(recorder.connection, dataset, number):
        cell = f"c{column}" if column else "live"
        cursor = recorder.connection.execute(
            f"SELECT g.rid, g.col, g.old FROM chg g JOIN d{dataset} d USING (rid)"
            f" WHERE g.ds = ? AND g.rev = ? AND g.col = ? AND d.{cell} IS g.new",
            (dataset, number, column),
        )
        while lot := cursor.fetchmany(_CHUNK):
            yield lot


def _touched(connection: sqlite3.Connection, dataset: int, number: int) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT col FROM chg WHERE ds = ? AND rev = ? ORDER BY col", (dataset, number)
    )
    return [column for (column,) in rows.fetchall()]


def _restore_columns(
    recorder: Recorder, number: int, columns: dict[int, Column], left: list[str]
) -> None:
    changes = recorder.connection.execute(
        "SELECT col, field, old, new FROM col_chg WHERE ds = ? AND rev = ?",
        (recorder.dataset, number),
    ).fetchall()
    after = dict(columns)
    for column, field, old, new in changes:
        if getattr(columns[column], field) == new:
            after[column] = replace(after[column], **{field: old})
        else:
            left.append(
                f"column {columns[column].name}: {field} changed again since, left as it is"
            )
    taken: set[str] = set()
    for column, changed in after.items():
        if changed.name.casefold() in taken:
            left.append(f"column {columns[column].name}: its old name is another column's now")
            after[column] = replace(changed, name=columns[column].name)
        taken.add(after[column].name.casefold())
    if after != columns:
        recorder.restore_columns(list(after.values()))


def _same(current: Value, new: Value) -> bool:
    return current == new and type(current) is type(new)


def _place(recorder: Recorder, row_id: int) -> str:
    position = recorder.order.position(row_id)
    if position is not None:
        return f"row {position + 1}"
    return "a header row" if recorder.order.state(row_id) == State.HEADER else "a deleted row"
