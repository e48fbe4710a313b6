"""What cells and rows were as of a revision: what was logged after it, unwound."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import TypeVar

from curator.store.packs import SHIFT, found_in, unpacked
from curator.store.rows import IdRange
from curator.tables import Value

Key = TypeVar("Key")


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
