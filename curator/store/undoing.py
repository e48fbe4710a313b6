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
    left = Leftovers(recorder, columns)
    _restore_columns(recorder, number, columns, left)
    for column in _touched(recorder.connection, recorder.dataset, number):
        if column == 0:
            _restore_states(recorder, number, left)
        else:
            _restore_cells(recorder, number, column, left)
    left.tell()


class Leftovers:
    """Collects what could not be restored; the first are named, the others counted."""

    def __init__(self, recorder: Recorder, columns: dict[int, Column]) -> None:
        self._recorder = recorder
        self._columns = columns
        self._named: list[str] = []
        self._count = 0

    def add(self, row_id: int, column: int, why: str) -> None:
        """Note a cell, or with column 0 a row."""
        self._count += 1
        if len(self._named) < LISTED:
            what = self._columns[column].name if column else "the row itself"
            self._named.append(f"{self._place(row_id)}, {what}: {why}")

    def add_column(self, column: int, why: str) -> None:
        """Note a column."""
        self._count += 1
        if len(self._named) < LISTED:
            self._named.append(f"column {self._columns[column].name}: {why}")

    def tell(self) -> None:
        """Hand the list to the recorder, which keeps it with the revision."""
        self._recorder.left += [Left(1, reason) for reason in self._named]
        more = self._count - len(self._named)
        if more:
            self._recorder.left.append(
                Left(more, f"{more:,} more places were changed again since, left as they are")
            )

    def _place(self, row_id: int) -> str:
        order = self._recorder.order
        position = order.position(row_id)
        if position is not None:
            return f"row {position + 1}"
        return "a header row" if order.state(row_id) == State.HEADER else "a deleted row"


def _restore_cells(recorder: Recorder, number: int, column: int, left: Leftovers) -> None:
    dataset = recorder.dataset
    same = (
        f"FROM chg g INDEXED BY chg_rev JOIN d{dataset} d USING (rid)"
        f" WHERE g.ds = ? AND g.rev = ? AND g.col = ? AND d.c{column}"
    )
    key = (dataset, number, column)
    changed = recorder.connection.execute(f"SELECT g.rid {same} IS NOT g.new", key)
    for (row_id,) in changed:
        left.add(row_id, column, "changed again since, left as it is")
    standing = recorder.connection.execute(f"SELECT g.rid, g.col, g.old {same} IS g.new", key)
    while lot := standing.fetchmany(_CHUNK):
        recorder.restore(lot)


def _restore_states(recorder: Recorder, number: int, left: Leftovers) -> None:
    """Rows come back or go; a row that would go stays if somebody has filled it since."""
    dataset = recorder.dataset
    rows = recorder.connection.execute(
        f"SELECT g.rid, g.old, d.live = g.new, g.old IS NULL AND EXISTS (SELECT 1 FROM chg l"
        " WHERE l.ds = g.ds AND l.rid = g.rid AND l.rev > g.rev AND l.col > 0)"
        f" FROM chg g INDEXED BY chg_rev JOIN d{dataset} d USING (rid)"
        " WHERE g.ds = ? AND g.rev = ? AND g.col = 0",
        (dataset, number),
    ).fetchall()
    restored: list[tuple[int, int, Value]] = []
    for row_id, old, stands, filled in rows:
        if not stands:
            left.add(row_id, 0, "changed again since, left as it is")
        elif filled and not _empty_again(recorder, number, row_id):
            left.add(row_id, 0, "its cells were changed since, so it stays")
        else:
            restored.append((row_id, 0, old))
    recorder.restore(restored)


def _empty_again(recorder: Recorder, number: int, row_id: int) -> bool:
    """Whether an inserted row's cells are again as the insertion left them."""
    dataset = recorder.dataset
    later = recorder.connection.execute(
        "SELECT DISTINCT col FROM chg WHERE ds = ? AND rid = ? AND rev > ? AND col > 0",
        (dataset, row_id, number),
    ).fetchall()
    for (column,) in later:
        first = recorder.connection.execute(
            "SELECT old FROM chg WHERE ds = ? AND rid = ? AND col = ? AND rev > ?"
            " ORDER BY rev LIMIT 1",
            (dataset, row_id, column, number),
        ).fetchone()
        today = recorder.connection.execute(
            f"SELECT c{column} FROM d{dataset} WHERE rid = ?", (row_id,)
        ).fetchone()
        if first != today:
            return False
    return True


def _touched(connection: sqlite3.Connection, dataset: int, number: int) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT col FROM chg INDEXED BY chg_rev WHERE ds = ? AND rev = ?"
        " ORDER BY col DESC",
        (dataset, number),
    )
    return [column for (column,) in rows.fetchall()]


def _restore_columns(
    recorder: Recorder, number: int, columns: dict[int, Column], left: Leftovers
) -> None:
    after = dict(columns)
    for column, field, old in _standing_fields(recorder, number, columns, left):
        after[column] = replace(after[column], **{field: old})  # type: ignore[arg-type] # name, title or type
    while clash := _clash(columns, after):
        left.add_column(clash, "its old name is another column's now, left as it is")
        after[clash] = replace(after[clash], name=columns[clash].name)
    if after != columns:
        recorder.restore_columns(list(after.values()))


def _standing_fields(
    recorder: Recorder, number: int, columns: dict[int, Column], left: Leftovers
) -> Iterator[tuple[int, str, str]]:
    changes = recorder.connection.execute(
        "SELECT col, field, old, new FROM col_chg WHERE ds = ? AND rev = ?",
        (recorder.dataset, number),
    ).fetchall()
    for column, field, old, new in changes:
        if getattr(columns[column], field) == new:
            yield column, field, old
        else:
            left.add_column(column, f"its {field} was changed again since, left as it is")


def _clash(before: dict[int, Column], after: dict[int, Column]) -> int | None:
    """A column whose restored name another column has; None if there is none."""
    names: dict[str, list[int]] = {}
    for number, column in after.items():
        names.setdefault(column.name.casefold(), []).append(number)
    for numbers in names.values():
        renamed = [n for n in numbers if after[n].name != before[n].name]
        if len(numbers) > 1 and renamed:
            return renamed[0]
    return None
