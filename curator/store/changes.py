"""What revisions changed, read back from change rows and packs alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import TypeVar

from curator.store.columns import read_fields
from curator.store.hashing import changes_digest
from curator.store.packs import (
    SHIFT,
    CellChange,
    Lot,
    Pack,
    PacksDigest,
    found_in,
    packed,
    text_of,
    unpacked,
)
from curator.store.rows import IdRange
from curator.tables import Value

STATE = 0
"""The column under which a row's state is logged."""
_LOT = 10_000
Key = TypeVar("Key")


def write_changes(
    connection: sqlite3.Connection, dataset: int, number: int, changes: Sequence[CellChange]
) -> bytes:
    """Log a revision's changes as rows, and return the digest of all that it changed.

    Args:
        changes: sorted by column and row id.
    """
    connection.executemany(
        "INSERT INTO chg VALUES (?, ?, ?, ?, ?, ?)",
        ((dataset, c.row_id, c.column, number, c.old, c.new) for c in changes),
    )
    return _rows_digest(read_fields(connection, dataset, number), changes)


def write_packs(
    connection: sqlite3.Connection,
    dataset: int,
    number: int,
    blocks: Iterable[tuple[int, int, Lot]],
) -> bytes:
    """Log a revision's changes as packs, and return the digest of all that it changed.

    Args:
        blocks: (column, block, its changes), sorted by column and block.
    """
    digest = PacksDigest(read_fields(connection, dataset, number))
    for column, block, lot in blocks:
        pack = packed(column, block, lot)
        digest.add(pack)
        connection.execute(
            "INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?)",
            (dataset, number, column, block, pack.size, pack.data),
        )
    return digest.digest()


def content_digest(connection: sqlite3.Connection, dataset: int, number: int) -> bytes:
    """Return what a revision's hash says of its changes, computed from what is stored."""
    fields = read_fields(connection, dataset, number)
    packs = connection.execute(
        "SELECT col, block, n, data FROM pack WHERE ds = ? AND rev = ? ORDER BY col, block",
        (dataset, number),
    )
    digest = None
    for column, block, size, data in packs:
        digest = digest or PacksDigest(fields)
        digest.add(Pack(column, block, size, text_of(data)))
    if digest is not None:
        return digest.digest()
    rows = connection.execute(
        "SELECT col, rid, old, new FROM chg WHERE ds = ? AND rev = ? ORDER BY col, rid",
        (dataset, number),
    )
    return _rows_digest(fields, rows)


def _rows_digest(
    fields: Sequence[tuple[Value, ...]], changes: Iterable[tuple[Value, ...]]
) -> bytes:
    return changes_digest(chain((("column", *field) for field in fields), changes))


def changes_of(connection: sqlite3.Connection, dataset: int, number: int) -> Iterator[CellChange]:
    """Yield what a revision changed, by column and row id."""
    for column in changed_columns(connection, dataset, number):
        for lot in lots_of(connection, dataset, number, column):
            yield from map(CellChange, repeat(column), *lot)


def lots_of(
    connection: sqlite3.Connection, dataset: int, number: int, column: int
) -> Iterator[Lot]:
    """Yield what a revision changed in one column, in lots, by row id."""
    rows = connection.execute(
        "SELECT rid, old, new FROM chg INDEXED BY chg_rev WHERE ds = ? AND rev = ? AND col = ?"
        " ORDER BY rid",
        (dataset, number, column),
    ).fetchmany
    while lot := rows(_LOT):
        row_ids, olds, news = zip(*lot, strict=True)
        yield row_ids, olds, news
    packs = connection.execute(
        "SELECT block, data FROM pack WHERE ds = ? AND rev = ? AND col = ? ORDER BY block",
        (dataset, number, column),
    )
    for block, data in packs:
        yield unpacked(block, data)


def changed_columns(connection: sqlite3.Connection, dataset: int, number: int) -> list[int]:
    """Return the ids of the columns in which a revision changed cells; 0 stands for rows."""
    rows = connection.execute(
        "SELECT col FROM chg INDEXED BY chg_rev WHERE ds = :ds AND rev = :rev UNION"
        " SELECT col FROM pack WHERE ds = :ds AND rev = :rev ORDER BY col",
        {"ds": dataset, "rev": number},
    )
    return [column for (column,) in rows]


def cell_changes(
    connection: sqlite3.Connection, dataset: int, row_id: int, column: int
) -> list[tuple[int, Value, Value]]:
    """Return (revision, old, new) of one cell, or with column 0 of the row's state, oldest first."""
    found: list[tuple[int, Value, Value]] = connection.execute(
        "SELECT rev, old, new FROM chg WHERE ds = ? AND rid = ? AND col = ?",
        (dataset, row_id, column),
    ).fetchall()
    block = row_id >> SHIFT
    packs = connection.execute(
        "SELECT rev, data FROM pack WHERE ds = ? AND col = ? AND block = ?",
        (dataset, column, block),
    )
    for revision, data in packs:
        found += ((revision, *cell[1:]) for cell in found_in(data, block, row_id, row_id))
    return sorted(found, key=lambda change: change[0])


def older_cells(
    connection: sqlite3.Connection,
    dataset: int,
    revision: int,
    columns: Sequence[int],
    ranges: Sequence[IdRange],
) -> dict[int, dict[int, Value]]:
    """Return the cells in `ranges` that were changed after `revision`, as they were at it."""
    first: dict[tuple[int, int], tuple[int, Value]] = {}
    for lo, hi in ranges:
        rows = connection.execute(
            "SELECT rid, col, rev, old FROM chg WHERE ds = ? AND rid BETWEEN ? AND ? AND rev > ?",
            (dataset, lo, hi, revision),
        )
        for row_id, column, later, old in rows:
            _keep_first(first, (row_id, column), later, old)
    if _packed_since(connection, dataset, revision):
        _older_from_packs(connection, dataset, revision, columns, ranges, first)
    older: dict[int, dict[int, Value]] = {}
    for (row_id, column), (_later, old) in first.items():
        older.setdefault(row_id, {})[column] = old
    return older


def states_at(connection: sqlite3.Connection, dataset: int, revision: int) -> dict[int, Value]:
    """Return the states as of `revision` of all rows whose state was changed after it.

    None is the state of a row that was not there yet.
    """
    first: dict[int, tuple[int, Value]] = {}
    rows = connection.execute(
        "SELECT rid, rev, old FROM chg INDEXED BY chg_rows WHERE ds = ? AND rev > ? AND col = 0",
        (dataset, revision),
    )
    for row_id, later, old in rows:
        _keep_first(first, row_id, later, old)
    packs = connection.execute(
        "SELECT rev, block, data FROM pack WHERE ds = ? AND rev > ? AND col = 0",
        (dataset, revision),
    )
    for later, block, data in packs:
        row_ids, olds, _news = unpacked(block, data)
        for row_id, old in zip(row_ids, olds, strict=True):
            _keep_first(first, row_id, later, old)
    return {row_id: old for row_id, (_later, old) in first.items()}


def newest_cells(
    connection: sqlite3.Connection, dataset: int, block: int
) -> dict[tuple[int, int], Value]:
    """Return what the log says of a block's cells today, by (row id, column id or 0)."""
    lo = block << SHIFT
    newest: dict[tuple[int, int], tuple[int, Value]] = {}
    rows = connection.execute(
        "SELECT rid, col, rev, new FROM chg WHERE ds = ? AND rid BETWEEN ? AND ?",
        (dataset, lo, lo + (1 << SHIFT) - 1),
    )
    packs = connection.execute(
        "SELECT col, rev, data FROM pack WHERE ds = :ds AND block = :block AND col IN"
        " (SELECT col FROM dcol WHERE ds = :ds UNION SELECT 0)",
        {"ds": dataset, "block": block},
    )
    unfolded = (
        (row_id, column, revision, new)
        for column, revision, data in packs
        for row_id, _old, new in zip(*unpacked(block, data), strict=True)
    )
    for row_id, column, revision, new in chain(rows, unfolded):
        known = newest.get((row_id, column))
        if known is None or revision > known[0]:
            newest[row_id, column] = revision, new
    return {cell: new for cell, (_revision, new) in newest.items()}


def _packed_since(connection: sqlite3.Connection, dataset: int, revision: int) -> bool:
    found = connection.execute(
        "SELECT 1 FROM pack WHERE ds = ? AND rev > ? LIMIT 1", (dataset, revision)
    )
    return found.fetchone() is not None


def _older_from_packs(
    connection: sqlite3.Connection,
    dataset: int,
    revision: int,
    columns: Sequence[int],
    ranges: Sequence[IdRange],
    first: dict[tuple[int, int], tuple[int, Value]],
) -> None:
    """Read each column's packs from the oldest on, until each row of the block has been met."""
    among = ",".join(map(str, columns))
    for block, pieces in _by_block(ranges).items():
        rows = {row_id for lo, hi in pieces for row_id in range(lo, hi + 1)}
        missing: dict[int, set[int]] = {}
        packs = connection.execute(
            f"SELECT col, rev, rowid FROM pack WHERE ds = ? AND col IN ({among}) AND block = ?"
            " AND rev > ? ORDER BY col, rev",
            (dataset, block, revision),
        )
        for column, later, number in packs:
            wanted = missing.setdefault(column, set(rows))
            if not wanted:
                continue
            (data,) = connection.execute(
                "SELECT data FROM pack WHERE rowid = ?", (number,)
            ).fetchone()
            for row_id, old, _new in found_in(data, block, pieces[0][0], pieces[-1][1]):
                if row_id in wanted:
                    wanted.discard(row_id)
                    _keep_first(first, (row_id, column), later, old)


def _by_block(ranges: Sequence[IdRange]) -> dict[int, list[IdRange]]:
    """Cut ranges at the ends of blocks, lowest first."""
    pieces: dict[int, list[IdRange]] = {}
    for lo, hi in sorted(ranges):
        for block in range(lo >> SHIFT, (hi >> SHIFT) + 1):
            first = block << SHIFT
            piece = max(lo, first), min(hi, first + (1 << SHIFT) - 1)
            pieces.setdefault(block, []).append(piece)
    return pieces


def _keep_first(first: dict[Key, tuple[int, Value]], key: Key, revision: int, old: Value) -> None:
    known = first.get(key)
    if known is None or revision < known[0]:
        first[key] = revision, old
