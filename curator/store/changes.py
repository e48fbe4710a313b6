"""What revisions changed, read back from change rows and packs alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from curator.store.columns import read_fields
from curator.store.families import read_parents
from curator.store.hashing import changes_digest
from curator.store.packs import (
    SHIFT,
    CellChange,
    Lot,
    Pack,
    PacksDigest,
    found_in,
    unpacked,
)
from curator.tables import Value

STATE = 0
"""The column under which a row's state is logged."""
_LOT = 10_000


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
    return _rows_digest(_facts(connection, dataset, number), changes)


def write_packs(
    connection: sqlite3.Connection,
    dataset: int,
    number: int,
    packs: Iterable[Pack],
) -> bytes:
    """Log a revision's changes as packs, and return the digest of all that it changed.

    Args:
        packs: sorted by column and block.
    """
    digest = PacksDigest(read_fields(connection, dataset, number))
    for pack in packs:
        digest.add(pack)
        connection.execute("INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?)", (dataset, number, *pack))
    digest.add_parents(read_parents(connection, dataset, number))
    return digest.digest()


def content_digest(connection: sqlite3.Connection, dataset: int, number: int) -> bytes:
    """Return what a revision's hash says of its changes, computed from what is stored."""
    packs = connection.execute(
        "SELECT col, block, n, data FROM pack WHERE ds = ? AND rev = ? ORDER BY col, block",
        (dataset, number),
    )
    digest = None
    for column, block, size, data in packs:
        digest = digest or PacksDigest(read_fields(connection, dataset, number))
        digest.add(Pack(column, block, size, data))
    if digest is not None:
        digest.add_parents(read_parents(connection, dataset, number))
        return digest.digest()
    rows = connection.execute(
        "SELECT col, rid, old, new FROM chg WHERE ds = ? AND rev = ? ORDER BY col, rid",
        (dataset, number),
    )
    return _rows_digest(_facts(connection, dataset, number), rows)


def _facts(
    connection: sqlite3.Connection, dataset: int, number: int
) -> Iterator[tuple[Value, ...]]:
    """Yield what a revision changed besides cells and rows: columns, and new rows' parents."""
    yield from (("column", *field) for field in read_fields(connection, dataset, number))
    yield from read_parents(connection, dataset, number)


def _rows_digest(facts: Iterable[tuple[Value, ...]], changes: Iterable[tuple[Value, ...]]) -> bytes:
    return changes_digest(chain(facts, changes))


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


def touched_rows(
    connection: sqlite3.Connection, dataset: int, after: int, until: int
) -> Iterator[list[int]]:
    """Yield the rows that the revisions from `after` (not itself) to `until` touched, by block."""
    span = {"ds": dataset, "after": after, "until": until, "shift": SHIFT}
    blocks = connection.execute(
        "SELECT rid >> :shift FROM chg INDEXED BY chg_rev WHERE ds = :ds AND rev > :after"
        " AND rev <= :until UNION SELECT block FROM pack WHERE ds = :ds AND rev > :after"
        " AND rev <= :until ORDER BY 1",
        span,
    ).fetchall()
    for (block,) in blocks:
        lo = block << SHIFT
        rows = connection.execute(
            "SELECT DISTINCT rid FROM chg WHERE ds = :ds AND rid BETWEEN :lo AND :hi"
            " AND rev > :after AND rev <= :until",
            {**span, "lo": lo, "hi": lo + (1 << SHIFT) - 1},
        )
        touched = {row_id for (row_id,) in rows}
        packs = connection.execute(
            "SELECT data FROM pack WHERE ds = :ds AND block = :block AND rev > :after"
            " AND rev <= :until AND col IN"
            " (SELECT col FROM dcol WHERE ds = :ds UNION SELECT 0)",
            {**span, "block": block},
        )
        for (data,) in packs:
            touched.update(unpacked(block, data)[0])
        yield sorted(touched)


def revisions_of_row(
    connection: sqlite3.Connection, dataset: int, row_id: int
) -> dict[int, list[tuple[int, Value, Value]]]:
    """Return what each revision changed in a row: (column id or 0, old, new)."""
    found: dict[int, list[tuple[int, Value, Value]]] = {}
    rows = connection.execute(
        "SELECT rev, col, old, new FROM chg WHERE ds = ? AND rid = ?", (dataset, row_id)
    )
    for revision, *change in rows:
        found.setdefault(revision, []).append((change[0], change[1], change[2]))
    packs = connection.execute(
        "SELECT rev, col, data FROM pack WHERE ds = :ds AND block = :block AND col IN"
        " (SELECT col FROM dcol WHERE ds = :ds UNION SELECT 0)",
        {"ds": dataset, "block": row_id >> SHIFT},
    )
    for revision, column, data in packs:
        for _row_id, old, new in found_in(data, row_id >> SHIFT, row_id, row_id):
            found.setdefault(revision, []).append((column, old, new))
    return found
