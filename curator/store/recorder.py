"""Recording an operation's patches: real differences staged, then in the table and the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import count
from typing import Any

from curator.errors import OperationError
from curator.history import Left
from curator.language import _
from curator.operations import Operation
from curator.registry import dump
from curator.store.changes import STATE
from curator.store.columns import (
    FieldChange,
    read_columns,
    read_fields,
    refresh_sql_view,
    write_columns,
    write_fields,
)
from curator.store.hashing import clean_json
from curator.store.ledger import Signature, Step, write_revision
from curator.store.order import Order, State
from curator.store.rows import write_order
from curator.store.staging import Staging
from curator.tables import Columns, Header, Patch, Rows, Value, Values
from curator.tables import Left as LeftPatch
from curator.values import stored


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
        if option.metadata.get("kind") in ("rows", "deleted"):
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

    `record` takes patches, which are staged only; `finish` carries them into the table and the
    log, and signs the revision.
    """

    def __init__(self, connection: sqlite3.Connection, dataset: int, order: Order) -> None:
        self.connection = connection
        self.dataset = dataset
        self.order = order
        self.left: list[Left] = []
        self.staging = Staging(connection, dataset)
        self._before = order
        self._names = {c.name: c.id for c in read_columns(connection, dataset)}
        self.uid, head, self._next_row, replica = connection.execute(
            "SELECT uid, head, next_row, (SELECT value FROM store_meta WHERE key = 'replica')"
            " FROM dataset WHERE id = ?",
            (dataset,),
        ).fetchone()
        self.number = int(head) + 1
        self._replica = int(replica) << 40

    @property
    def moved(self) -> bool:
        """Whether rows came, went, or changed between header and data."""
        return self.order is not self._before

    def record(self, patches: Iterable[Patch]) -> None:
        """Take in patches; raises OperationError where one does not fit."""
        for patch in patches:
            match patch:
                case Values():
                    column = self._column(patch.column)
                    self.staging.add_values(column, patch.row_ids, patch.values)
                case Rows():
                    self._removed(patch.removed)
                    self._restored(patch.restored)
                    self._added(patch.added, patch.parents)
                case Header():
                    self._header(patch.row_ids)
                case Columns():
                    write_columns(self.connection, self.dataset, self.number, patch.after)
                    names = read_columns(self.connection, self.dataset)
                    self._names = {column.name: column.id for column in names}
                case LeftPatch():
                    self.left.append(Left(len(patch.row_ids), patch.reason))

    def restore_fields(self, changes: Sequence[FieldChange]) -> None:
        """Set fields of columns."""
        write_fields(self.connection, self.dataset, self.number, changes)

    def finish(self, signature: Signature, done: Done) -> bool:
        """Carry the changes into the table and append the revision; False if nothing changed."""
        fields = read_fields(self.connection, self.dataset, self.number)
        counts = self.staging.counts()
        if not counts and not fields:
            return False
        self.staging.carry()
        if self.moved:
            write_order(self.connection, self.dataset, self._before, self.order)
            self.connection.execute(
                "UPDATE dataset SET shape = ?, next_row = ? WHERE id = ?",
                (self.number, self._next_row, self.dataset),
            )
        if fields:
            refresh_sql_view(self.connection, self.dataset)
        self._append(signature, done, counts, {int(str(field[0])) for field in fields})
        return True

    def say(self, signature: Signature, done: Done) -> None:
        """Append a revision that changes no cell, row or column, such as one of the state."""
        self._append(signature, done, {}, set())

    def _append(
        self, signature: Signature, done: Done, counts: dict[int, int], columns: set[int]
    ) -> None:
        content = self.staging.log(self.number)
        rows = counts.pop(STATE, 0)
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
            columns=sorted({*counts, *columns}),
            left=self.left,
            content=content,
        )
        write_revision(self.connection, signature, step)

    def set_states(self, states: Sequence[tuple[int, int]]) -> None:
        """Make rows data, header or deleted ones: (row id, state)."""
        real = []
        for row_id, state in states:
            before = self.order.state(row_id)
            if before is None:
                raise OperationError(
                    _("There is no row with the id {row_id}.").format(row_id=row_id)
                )
            if before != state:
                real.append((row_id, state, before))
        if real:
            row_ids, after, before_them = zip(*real, strict=True)
            self.staging.add(STATE, row_ids, before_them, after)
            self.order = self.order.with_states(zip(row_ids, after, strict=True))

    def _column(self, name: str) -> int:
        try:
            return self._names[name]
        except KeyError:
            raise OperationError(_("There is no column {name!r}.").format(name=name)) from None

    def _removed(self, row_ids: Sequence[int]) -> None:
        self.set_states([(row_id, State.DELETED) for row_id in dict.fromkeys(row_ids)])

    def _restored(self, row_ids: Sequence[int]) -> None:
        gone = [row_id for row_id in row_ids if self.order.state(row_id) == State.DELETED]
        self.set_states([(row_id, State.DATA) for row_id in dict.fromkeys(gone)])

    def _header(self, row_ids: Sequence[int]) -> None:
        former = set(self.order.header()) - set(row_ids)
        self.set_states(
            [
                *((row_id, State.DATA) for row_id in sorted(former)),
                *((row_id, State.HEADER) for row_id in row_ids),
            ]
        )

    def _added(
        self,
        added: Sequence[tuple[int | None, Sequence[Value]]],
        parents: Sequence[Sequence[int]],
    ) -> None:
        blocks: list[tuple[int | None, int, int]] = []
        begun = self._replica | self._next_row
        for after, rows in _blocks(added):
            first = self._replica | self._next_row
            self._next_row += len(rows)
            self.connection.executemany(
                f"INSERT INTO d{self.dataset}(rid, live) VALUES (?, 0)",
                ((first + place,) for place in range(len(rows))),
            )
            fresh = range(first, first + len(rows))
            self.staging.add(STATE, fresh, [None] * len(rows), [int(State.DATA)] * len(rows))
            for column, values in zip(self._names.values(), zip(*rows, strict=True), strict=True):
                filled = [place for place, value in enumerate(values) if value is not None]
                self.staging.add(
                    column,
                    [fresh[place] for place in filled],
                    [None] * len(filled),
                    [values[place] for place in filled],
                )
            blocks.append((after, first, first + len(rows) - 1))
        self.connection.executemany(
            "INSERT INTO parent VALUES (?, ?, ?)",
            (
                (self.dataset, begun + place, parent)
                for place, family in enumerate(parents)
                for parent in dict.fromkeys(family)
            ),
        )
        if blocks:
            self.order = self.order.with_inserted(blocks)


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
