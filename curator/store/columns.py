"""A dataset's columns: read, changed, as of a revision, and as a plain SQL view."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from curator.errors import OperationError
from curator.tables import Column
from curator.values import stored

_FIELDS = ("name", "title", "type")
_KEPT_FREE = re.compile(r"d\d+$|sqlite_", re.IGNORECASE)
"""Names of tables that the store will make, and those that SQLite keeps for itself."""


def read_columns(
    connection: sqlite3.Connection, dataset: int, at: int | None = None
) -> list[Column]:
    """Return the columns in display order, as of revision `at`, None for today."""
    rows = connection.execute(
        "SELECT col, name, title, type FROM dcol WHERE ds = ? ORDER BY pos", (dataset,)
    )
    columns = {row[0]: Column(*row) for row in rows}
    if at is not None:
        later = connection.execute(
            "SELECT col, field, old FROM col_chg WHERE ds = ? AND rev > ? ORDER BY rev DESC",
            (dataset, at),
        )
        for number, field, old in later:
            columns[number] = replace(columns[number], **{field: old})
    return list(columns.values())


def write_columns(
    connection: sqlite3.Connection, dataset: int, revision: int, after: Sequence[Column]
) -> list[int]:
    """Change columns, log it under `revision`, and return the ids of those that changed.

    Raises:
        OperationError: a column is unknown, or two would share a name.
    """
    before = {column.id: column for column in read_columns(connection, dataset)}
    names = [column.name.casefold() for column in after]
    if len(set(names)) < len(names) or {column.id for column in after} != set(before):
        raise OperationError("Each column needs a name of its own.")
    after = [replace(c, name=stored(c.name) or c.name, title=stored(c.title) or "") for c in after]
    changes = [
        (column.id, field, getattr(before[column.id], field), getattr(column, field))
        for column in after
        for field in _FIELDS
        if getattr(before[column.id], field) != getattr(column, field)
    ]
    connection.executemany(
        "INSERT INTO col_chg VALUES (?, ?, ?, ?, ?, ?)",
        ((dataset, revision, *change) for change in changes),
    )
    for column, field, _, new in changes:
        connection.execute(
            f"UPDATE dcol SET {field} = ? WHERE ds = ? AND col = ?", (new, dataset, column)
        )
    return sorted({change[0] for change in changes})


def refresh_sql_view(connection: sqlite3.Connection, dataset: int) -> None:
    """Make the view under which any SQLite tool finds the dataset by its own names.

    It has the dataset's name, with "dataset " before it where the store or SQLite needs that name.
    """
    name, former = connection.execute(
        "SELECT name, view FROM dataset WHERE id = ?", (dataset,)
    ).fetchone()
    if former is not None:
        connection.execute(f"DROP VIEW {_quoted(former)}")
    view = _view_name(connection, name)
    columns = ", ".join(
        f"d.c{column.id} AS {_quoted(column.name)}" for column in read_columns(connection, dataset)
    )
    connection.execute(
        f"CREATE VIEW {_quoted(view)} AS SELECT {columns} FROM run r JOIN d{dataset} d"
        f" ON d.rid BETWEEN r.rid_lo AND r.rid_hi WHERE r.ds = {dataset} AND r.state = 1"
        " ORDER BY r.ord, d.rid"
    )
    connection.execute("UPDATE dataset SET view = ? WHERE id = ?", (view, dataset))


def _view_name(connection: sqlite3.Connection, name: str) -> str:
    taken = {row[0].casefold() for row in connection.execute("SELECT name FROM sqlite_schema")}
    view, number = name, 2
    if _KEPT_FREE.match(name) or name.casefold() in taken:
        view = name = f"dataset {name}"
    while view.casefold() in taken:
        view, number = f"{name} {number}", number + 1
    return view


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
