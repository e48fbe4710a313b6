"""A dataset's columns: read, changed, as of a revision, and as a plain SQL view."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from curator.errors import OperationError
from curator.language import _
from curator.store.sizes import WIDEST
from curator.tables import Column, Value
from curator.values import stored

_KEPT_FREE = re.compile(r"d\d+$|sqlite_", re.IGNORECASE)
"""Names of tables that the store will make, and those that SQLite keeps for itself."""


@dataclass(frozen=True)
class StoredColumn:
    """A column with what only the store knows of it."""

    id: int
    name: str
    title: str
    type: str
    hidden: int
    """1 if it is not shown on screens."""
    pos: int
    live: int
    """0 if it was dropped, or its adding was undone."""

    @property
    def shown(self) -> Column:
        """The column as operations and views know it."""
        return Column(self.id, self.name, self.title, self.type, bool(self.hidden))


FIELDS = ("name", "title", "type", "hidden", "pos", "live")
"""What the history of columns tells, each as text."""
_NUMBERS = ("hidden", "pos", "live")
FieldChange = tuple[int, str, str, str]
"""(column id, field, old, new)."""


def read_columns(
    connection: sqlite3.Connection, dataset: int, at: int | None = None
) -> list[Column]:
    """Return the columns in display order, as of revision `at`, None for today."""
    stored_columns = read_stored_columns(connection, dataset, at).values()
    live = [column for column in stored_columns if column.live]
    return [column.shown for column in sorted(live, key=lambda c: (c.pos, c.id))]


def read_stored_columns(
    connection: sqlite3.Connection, dataset: int, at: int | None = None
) -> dict[int, StoredColumn]:
    """Return all columns that a dataset ever had by their ids, as of revision `at`."""
    rows = connection.execute(
        "SELECT col, name, title, type, hidden, pos, live FROM dcol WHERE ds = ?", (dataset,)
    )
    columns = {row[0]: StoredColumn(*row) for row in rows}
    if at is not None:
        later = connection.execute(
            "SELECT col, field, old FROM col_chg WHERE ds = ? AND rev > ? ORDER BY rev DESC",
            (dataset, at),
        )
        for number, field, old in later:
            columns[number] = with_field(columns[number], field, old)
    return columns


def with_field(column: StoredColumn, field: str, value: str) -> StoredColumn:
    """Return `column` with a field as the history tells it."""
    told: object = int(value) if field in _NUMBERS else value
    return replace(column, **{field: told})  # type: ignore[arg-type] # the field's own type


def read_fields(
    connection: sqlite3.Connection, dataset: int, revision: int
) -> list[tuple[Value, ...]]:
    """Return what a revision changed of columns: (column id, field, old, new)."""
    return connection.execute(
        "SELECT col, field, old, new FROM col_chg WHERE ds = ? AND rev = ? ORDER BY col, field",
        (dataset, revision),
    ).fetchall()


def write_columns(
    connection: sqlite3.Connection, dataset: int, revision: int, after: Sequence[Column]
) -> None:
    """Make the columns what `after` says, in its order, and log it under `revision`.

    A column of `after` with the id 0 is new; one that is missing there is dropped.

    Raises:
        OperationError: a column is unknown, two would share a name, none is left, or there are
            more than a store takes.
    """
    before = read_stored_columns(connection, dataset)
    live = {number for number, column in before.items() if column.live}
    ids = [column.id for column in after if column.id]
    if len(set(ids)) < len(ids) or not live.issuperset(ids):
        raise OperationError(_("Each column can stand in one place only."))
    if not after:
        raise OperationError(_("A dataset needs one column at least."))
    fresh = _add_columns(connection, dataset, before, len(after) - len(ids))
    wanted = iter(fresh)
    whole = [column if column.id else replace(column, id=next(wanted)) for column in after]
    before |= {column.id: column for column in fresh.values()}
    write_fields(connection, dataset, revision, _differences(before, live, whole))


def _add_columns(
    connection: sqlite3.Connection, dataset: int, before: dict[int, StoredColumn], count: int
) -> dict[int, StoredColumn]:
    """Make room for new columns, which nobody sees until they are made live."""
    if not count:
        return {}
    first = max(before) + 1
    if first + count - 1 > WIDEST:
        raise OperationError(
            _("A dataset can have had {widest:,} columns at most, dropped ones among them.").format(
                widest=WIDEST
            )
        )
    fresh = {}
    for number in range(first, first + count):
        fresh[number] = StoredColumn(number, f"column {number}", "", "string", 0, number, 0)
        connection.execute(f"ALTER TABLE d{dataset} ADD COLUMN c{number} ANY")
        connection.execute(
            "INSERT INTO dcol(ds, col, name, title, type, pos, live)"
            " VALUES (?, ?, ?, '', 'string', ?, 0)",
            (dataset, number, fresh[number].name, number),
        )
    return fresh


def _differences(
    before: dict[int, StoredColumn], live: set[int], after: Sequence[Column]
) -> list[FieldChange]:
    changes: list[FieldChange] = []
    positions = _positions(before, after)
    for column, pos in zip(after, positions, strict=True):
        old = before[column.id]
        new = StoredColumn(
            column.id,
            stored(column.name) or column.name,
            stored(column.title) or "",
            column.type,
            int(column.hidden),
            pos,
            1,
        )
        changes += (
            (column.id, field, str(getattr(old, field)), str(getattr(new, field)))
            for field in FIELDS
            if getattr(old, field) != getattr(new, field)
        )
    dropped = live - {column.id for column in after}
    return [*changes, *((number, "live", "1", "0") for number in sorted(dropped))]


def _positions(before: dict[int, StoredColumn], after: Sequence[Column]) -> list[int]:
    """Return each column's position: the one it has if the order allows it, else from 1 on."""
    kept = [before[column.id].pos for column in after]
    in_order = all(left < right for left, right in pairwise(kept))
    return kept if in_order else list(range(1, len(after) + 1))


def write_fields(
    connection: sqlite3.Connection, dataset: int, revision: int, changes: Sequence[FieldChange]
) -> None:
    """Change fields of columns and log it under `revision`.

    Raises:
        OperationError: two columns would share a name.
    """
    connection.executemany(
        "INSERT INTO col_chg VALUES (?, ?, ?, ?, ?, ?)",
        ((dataset, revision, *change) for change in changes),
    )
    for column, field, _old, new in changes:
        connection.execute(
            f"UPDATE dcol SET {field} = ? WHERE ds = ? AND col = ?",
            (int(new) if field in _NUMBERS else new, dataset, column),
        )
    names = [column.name.casefold() for column in read_columns(connection, dataset)]
    if len(set(names)) < len(names):
        raise OperationError(_("Each column needs a name of its own."))


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
