"""Rows chosen by what is known of them besides their cells: notes, flags, changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from curator.arrangement import Changed, Condition, Flagged, Noted
from curator.store.annotations import read_annotations
from curator.store.packs import unpacked
from curator.tables import Column


def known_rows(
    connection: sqlite3.Connection,
    dataset: int,
    revision: int,
    column: Column | None,
    condition: Condition,
) -> Collection[int]:
    """Return the ids of the rows that meet a condition as of `revision`.

    Args:
        column: where it must be met; None is any cell, and the row as a whole.
    """
    number = None if column is None else column.id
    match condition:
        case Noted(kind):
            return _noted(connection, dataset, column, kind)
        case Flagged():
            found = connection.execute(
                "SELECT rid FROM ink WHERE ds = :ds AND flags IS NOT NULL"
                " AND (:col IS NULL OR col = :col)",
                {"ds": dataset, "col": number},
            )
            return {row_id for (row_id,) in found}
        case Changed(since):
            return _changed(connection, dataset, (since, revision), number)
        case _:
            raise AssertionError(condition)


def _noted(
    connection: sqlite3.Connection, dataset: int, column: Column | None, kind: str | None
) -> set[int]:
    """The rows on which somebody still has to settle something today."""
    names = None if column is None else {column.id: column.name}
    return {
        note.place.row_id
        for note in read_annotations(connection, dataset, names=names)
        if note.place.row_id is not None
        and note.is_open
        and (kind is None or note.kind == kind)
        and (column is None or note.place.column == column.name)
    }


def _changed(
    connection: sqlite3.Connection, dataset: int, revisions: tuple[int, int], column: int | None
) -> set[int]:
    """The rows changed after the first of `revisions`, up to the second; new rows too."""
    after, last = revisions
    given = {"ds": dataset, "after": after, "last": last, "col": column}
    among = "ds = :ds AND rev > :after AND rev <= :last AND (:col IS NULL OR col = :col)"
    rows = connection.execute(f"SELECT rid FROM chg INDEXED BY chg_rev WHERE {among}", given)
    changed = {row_id for (row_id,) in rows}
    for block, data in connection.execute(f"SELECT block, data FROM pack WHERE {among}", given):
        changed.update(unpacked(block, data)[0])
    return changed
