"""The rows that a dataset has no more: which, where they stood, and who deleted them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from curator.history import Deletion
from curator.store.order import Order, State
from curator.store.packs import unpacked
from curator.tables import Value


def read_deletions(connection: sqlite3.Connection, dataset: int, order: Order) -> list[Deletion]:
    """Return the deleted rows in the order in which they stood.

    Rows whose own making was undone, such as inserted ones, were never there and are left out.
    """
    last, born = _state_changes(connection, dataset)
    steps = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT r.number, a.handle, r.at, r.why, r.undoes FROM rev r"
            " JOIN actor a ON a.id = r.actor WHERE r.ds = ?",
            (dataset,),
        )
    }
    undone = {number: step[3] for number, step in steps.items()}
    found = []
    for row_id, below in _gone(order):
        number = last[row_id]
        if row_id in born and _root(undone, number) == born[row_id]:
            continue
        who, at, why, _undoes = steps[number]
        found.append(Deletion(row_id, below, number, who, at, why))
    return found


def _gone(order: Order) -> Iterator[tuple[int, int]]:
    """Yield (row id, number of the row above it) of each deleted row."""
    number = 0
    for run in order.runs:
        if run.state == State.DATA:
            number += run.size
        elif run.state == State.DELETED:
            yield from ((row_id, number) for row_id in range(run.lo, run.hi + 1))


def _state_changes(
    connection: sqlite3.Connection, dataset: int
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the newest revision that changed each row's state, and the one that made the row."""
    last: dict[int, int] = {}
    born: dict[int, int] = {}
    for row_id, number, old in _logged(connection, dataset):
        last[row_id] = max(number, last.get(row_id, 0))
        if old is None:
            born[row_id] = number
    return last, born


def _logged(connection: sqlite3.Connection, dataset: int) -> Iterator[tuple[int, int, Value]]:
    """Yield (row id, revision, state before) of each change of a row's state."""
    yield from connection.execute(
        "SELECT rid, rev, old FROM chg INDEXED BY chg_rows WHERE ds = ? AND rev > 0 AND col = 0",
        (dataset,),
    )
    packs = connection.execute(
        "SELECT rev, block, data FROM pack WHERE ds = ? AND col = 0", (dataset,)
    )
    for number, block, data in packs:
        row_ids, olds, _news = unpacked(block, data)
        yield from ((row_id, number, old) for row_id, old in zip(row_ids, olds, strict=True))


def _root(undone: Mapping[int, int | None], number: int) -> int:
    """Return the revision that was taken back, or put back, in the end."""
    while (earlier := undone[number]) is not None:
        number = earlier
    return number
