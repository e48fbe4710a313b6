"""Recording an operation's patches: real differences into the change log, then into the table."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import count, groupby
from operator import itemgetter
from typing import Any

from curator.errors import OperationError
from curator.history import Left
from curator.operations import Operation
from curator.registry import dump
from curator.store.columns import read_columns, refresh_sql_view, write_columns
from curator.store.hashing import changes_digest, clean_json
from curator.store.ledger import Signature, Step, write_revision
from curator.store.order import Order, State
from curator.store.rows import write_order
from curator.tables import Column, Columns, Header, Patch, Rows, Value, Values
from curator.tables import Left as LeftPatch
from curator.values import stored

WIDE = 8
"""With more columns touched than this, the table is written row by row."""
FEW = 64
"""Up to this many cells are compared one by one; more go through a temporary table."""


@dataclass(frozen=True)
class Done:
    """What is told of a revision besides its changes."""

    operation: Mapping[str, Any]
    """Its name and options, JSON values."""
    what: str
    why: str | None = None
    undoes: int | None = None


def stored_options(operation: Operation) -> dict[str, Any]:
    """Return an operation's name and options as history keeps them: row ids as ranges."""
    options: dict[str, Any] = dump(operation)
    for option in fields(operation):
        if option.metadata.get("kind") == "rows":
            options[option.name] = _ranges(options[option.name])
    cleaned: dict[str, Any] = clean_json(options)
    return cleaned


def _ranges(row_ids: Sequence[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for row_id in row_ids:
        if ranges and row_id == ranges[-1][1] + 1:
            ranges[-1][1] = row_id
        else:
            ranges.append([row_id, row_id])
    return ranges


class Recorder:
    """One revision in the making, within the caller's transaction.

    `record` takes patches, which reach the change log only; `finish` carries the log into the
    table and signs the revision.
    """

    def __init__(self, connection: sqlite3.Connection, dataset: int, order: Order) -> None:
        self.connection = connection
        self.dataset = dataset
        self.order = order
        self.left: list[Left] = []
        self._before = order
        self._columns: Sequence[Column] | None = None
        self._names = {c.name: c.id for c in read_columns(connection, dataset)}
        self.uid, head, self._next_row, replica = connection.execute(
            "SELECT uid, head, next_row, (SELECT value FROM store_meta WHERE key = 'replica')"
            " FROM dataset WHERE id = ?",
            (dataset,),
        ).fetchone()
        self.number = int(head) + 1
        self._replica = int(replica) << 40

    def counts(self) -> dict[int, int]:
        """Return how many cells changed in each column; column 0 counts rows."""
        return dict(
            self.connection.execute(
                "SELECT col, count(*) FROM chg WHERE ds = ? AND rev = ? GROUP BY col",
                (self.dataset, self.number),
            ).fetchall()
        )

    @property
    def moved(self) -> bool:
        """Whether rows came, went, or changed between header and data."""
        return self.order is not self._before

    def record(self, patches: Iterable[Patch]) -> None:
        """Take in patches; raises OperationError where one does not fit."""
        for patch in patches:
            match patch:
                case Values():
                    self._values(self._column(patch.column), patch.row_ids, patch.values)
                case Rows():
                    self._removed(patch.removed)
                    self._added(patch.added)
                case Header():
                    self._header(patch.row_ids)
                case Columns():
                    self._columns = patch.after
                case LeftPatch():
                    self.left.append(Left(len(patch.row_ids), patch.reason))

    def restore(self, changes: Iterable[tuple[int, int, Value]]) -> None:
        """Set cells and row states: (row id, column id or 0 for the state, value)."""
        lots: dict[int, list[tuple[int, Value]]] = {}
        for row_id, column, value in changes:
            lots.setdefault(column, []).append((row_id, value))
        states = lots.pop(0, [])
        self._states([(row_id, int(value or 0)) for row_id, value in states])
        for column, cells in lots.items():
            self._values(column, [cell[0] for cell in cells], [cell[1] for cell in cells])

    def restore_columns(self, columns: Sequence[Column]) -> None:
        """Set the columns' names, titles and types."""
        self._columns = columns

    def finish(self, signature: Signature, done: Done) -> bool:
        """Carry the changes into the table and append the revision; False if nothing changed."""
        changed = self._changed_columns()
        counts = self.counts()
        if not counts and not changed:
            return False
        self._carry(counts)
        if self.moved:
            write_order(self.connection, self.dataset, self._before, self.order)
            self.connection.execute(
                "UPDATE dataset SET shape = ?, next_row = ? WHERE id = ?",
                (self.number, self._next_row, self.dataset),
            )
        if changed:
            refresh_sql_view(self.connection, self.dataset)
        rows = counts.pop(0, 0)
        step = Step(
            dataset=self.dataset,
            uid=self.uid,
            number=self.number,
            operation=done.operation,
            what=stored(done.what) or "",
            why=done.why,
            undoes=done.undoes,
            cells=sum(counts.values()),
            rows=rows,
            columns=sorted({*counts, *changed}),
            left=self.left,
            content=changes_digest(all_changes(self.connection, self.dataset, self.number)),
        )
        write_revision(self.connection, signature, step)
        return True

    def _column(self, name: str) -> int:
        try:
            return self._names[name]
        except KeyError:
            raise OperationError(f"There is no column {name!r}.") from None

    def _values(self, column: int, row_ids: Sequence[int], values: Sequence[Value]) -> None:
        if len(row_ids) <= FEW:
            self._few_values(column, row_ids, values)
            return
        execute = self.connection.execute
        execute("CREATE TEMP TABLE IF NOT EXISTS patch(rid INTEGER PRIMARY KEY, new ANY) STRICT")
        execute("DELETE FROM temp.patch")
        self.connection.executemany(
            "INSERT INTO temp.patch VALUES (?, ?)", zip(row_ids, values, strict=True)
        )
        (unknown,) = execute(
            f"SELECT count(*) FROM temp.patch LEFT JOIN d{self.dataset} d USING (rid)"
            " WHERE d.live IS NULL"
        ).fetchone()
        if unknown:
            raise OperationError(f"{unknown} of the rows are not in the dataset.")
        execute(
            f"INSERT INTO chg SELECT ?, p.rid, ?, ?, d.c{column}, p.new"
            f" FROM temp.patch p JOIN d{self.dataset} d USING (rid) WHERE d.c{column} IS NOT p.new",
            (self.dataset, column, self.number),
        )

    def _few_values(self, column: int, row_ids: Sequence[int], values: Sequence[Value]) -> None:
        for row_id, value in zip(row_ids, values, strict=True):
            found = self.connection.execute(
                f"SELECT c{column} FROM d{self.dataset} WHERE rid = ?", (row_id,)
            ).fetchone()
            if found is None:
                raise OperationError(f"There is no row with the id {row_id}.")
            if found[0] != value or type(found[0]) is not type(value):
                self._log([(row_id, column, found[0], value)])

    def _log(self, changes: Iterable[tuple[int, int, Value, Value]]) -> None:
        self.connection.executemany(
            "INSERT INTO chg VALUES (?, ?, ?, ?, ?, ?)",
            (
                (self.dataset, row_id, column, self.number, old, new)
                for row_id, column, old, new in changes
            ),
        )

    def _states(self, states: Sequence[tuple[int, int]]) -> None:
        real = []
        for row_id, state in states:
            before = self.order.state(row_id)
            if before is None:
                raise OperationError(f"There is no row with the id {row_id}.")
            if before != state:
                real.append((row_id, state, before))
        if real:
            self._log((row_id, 0, before, state) for row_id, state, before in real)
            self.order = self.order.with_states((row_id, state) for row_id, state, _ in real)

    def _removed(self, row_ids: Sequence[int]) -> None:
        self._states([(row_id, State.DELETED) for row_id in dict.fromkeys(row_ids)])

    def _header(self, row_ids: Sequence[int]) -> None:
        former = set(self.order.header()) - set(row_ids)
        self._states(
            [
                *((row_id, State.DATA) for row_id in sorted(former)),
                *((row_id, State.HEADER) for row_id in row_ids),
            ]
        )

    def _added(self, added: Sequence[tuple[int | None, Sequence[Value]]]) -> None:
        blocks: list[tuple[int | None, int, int]] = []
        for after, rows in _blocks(added):
            first = self._replica | self._next_row
            self._next_row += len(rows)
            self.connection.executemany(
                f"INSERT INTO d{self.dataset}(rid, live) VALUES (?, 0)",
                ((first + place,) for place in range(len(rows))),
            )
            self._log((first + place, 0, None, State.DATA) for place in range(len(rows)))
            for column, values in zip(self._names.values(), zip(*rows, strict=True), strict=True):
                self._log(
                    (first + place, column, None, value)
                    for place, value in enumerate(values)
                    if value is not None
                )
            blocks.append((after, first, first + len(rows) - 1))
        if blocks:
            self.order = self.order.with_inserted(blocks)

    def _changed_columns(self) -> list[int]:
        if self._columns is None:
            return []
        return write_columns(self.connection, self.dataset, self.number, self._columns)

    def _carry(self, columns: Collection[int]) -> None:
        if len(columns) > WIDE:
            self._carry_rows()
            return
        for column in columns:
            cell = f"c{column}" if column else "live"
            self.connection.execute(
                f"UPDATE d{self.dataset} SET {cell} = g.new FROM chg g INDEXED BY chg_rev"
                " WHERE g.ds = ? AND g.rev = ? AND g.col = ?"
                f" AND g.rid = d{self.dataset}.rid",
                (self.dataset, self.number, column),
            )

    def _carry_rows(self) -> None:
        """Write each row once: a wide row costs as much for one cell as for all of them."""
        changes = self.connection.execute(
            "SELECT rid, col, new FROM chg INDEXED BY chg_rev WHERE ds = ? AND rev = ?"
            " ORDER BY rid, col",
            (self.dataset, self.number),
        )
        for row_id, cells in groupby(changes, key=itemgetter(0)):
            lot = [(f"c{column}" if column else "live", new) for _, column, new in cells]
            for first in range(0, len(lot), 500):
                part = lot[first : first + 500]
                self.connection.execute(
                    f"UPDATE d{self.dataset} SET {', '.join(f'{cell} = ?' for cell, _ in part)}"
                    " WHERE rid = ?",
                    (*(new for _, new in part), row_id),
                )


def all_changes(
    connection: sqlite3.Connection, dataset: int, number: int
) -> Iterator[tuple[Value, ...]]:
    """Yield what a revision changed, columns first, in the order in which it is hashed."""
    yield from connection.execute(
        "SELECT 'column', col, field, old, new FROM col_chg WHERE ds = ? AND rev = ?"
        " ORDER BY col, field",
        (dataset, number),
    )
    yield from connection.execute(
        "SELECT col, rid, old, new FROM chg WHERE ds = ? AND rev = ? ORDER BY col, rid",
        (dataset, number),
    )


def _blocks(
    added: Sequence[tuple[int | None, Sequence[Value]]],
) -> Iterator[tuple[int | None, list[Sequence[Value]]]]:
    """Yield rows that go to one place together."""
    first = 0
    for place in count(1):
        if first == len(added):
            return
        if place == len(added) or added[place][0] != added[first][0]:
            yield added[first][0], [values for _, values in added[first:place]]
            first = place
