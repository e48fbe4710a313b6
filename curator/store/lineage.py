"""What happened to a row before it was split off or merged: the history of its parents."""

from __future__ import annotations

import sqlite3

from curator.store.changes import STATE, cell_changes, revisions_of_row
from curator.tables import Value


def read_lineage(connection: sqlite3.Connection, dataset: int, row_id: int) -> dict[int, float]:
    """Return a row and all rows of which it was made, each with the revision where that ends.

    What a parent went through counts up to the revision that made a row of it; the row's own
    history has no end.
    """
    ends: dict[int, float] = {row_id: float("inf")}
    waiting = [row_id]
    while waiting:
        child = waiting.pop()
        parents = connection.execute(
            "SELECT parent FROM parent WHERE ds = ? AND rid = ?", (dataset, child)
        ).fetchall()
        if not parents:
            continue
        states = cell_changes(connection, dataset, child, STATE)
        made = next((revision for revision, before, _after in states if before is None), 0)
        for (parent,) in parents:
            if ends.get(parent, 0) < made:
                ends[parent] = made
                waiting.append(parent)
    return ends


def cell_changes_of(
    connection: sqlite3.Connection, dataset: int, row_id: int, column: int
) -> list[tuple[int, Value, Value]]:
    """Return (revision, old, new) of one cell and of those of which it was made, oldest first."""
    found = [
        change
        for member, end in read_lineage(connection, dataset, row_id).items()
        for change in cell_changes(connection, dataset, member, column)
        if change[0] < end
    ]
    return sorted(found, key=lambda change: change[0])


def row_changes_of(
    connection: sqlite3.Connection, dataset: int, row_id: int
) -> dict[int, list[tuple[int, Value, Value]]]:
    """Return what each revision changed in a row and its parents: (column id or 0, old, new)."""
    found: dict[int, list[tuple[int, Value, Value]]] = {}
    for member, end in read_lineage(connection, dataset, row_id).items():
        for revision, changes in revisions_of_row(connection, dataset, member).items():
            if revision < end:
                found.setdefault(revision, []).extend(changes)
    return found
