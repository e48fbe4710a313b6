"""Rows that were made of others by splitting and merging: their parents, and what vouches for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from curator.store.packs import unpacked
from curator.tables import Value

_FAMILY = (
    "WITH RECURSIVE family(rid) AS (SELECT :rid UNION SELECT p.parent FROM family f"
    " JOIN parent p ON p.ds = :ds AND p.rid = f.rid) SELECT rid FROM family ORDER BY rid"
)


def read_family(connection: sqlite3.Connection, dataset: int, row_id: int) -> list[int]:
    """Return a row and all rows of which it was made, and they of others, by row id."""
    rows = connection.execute(_FAMILY, {"ds": dataset, "rid": row_id}).fetchall()
    return [row[0] for row in rows]


def read_parents(
    connection: sqlite3.Connection, dataset: int, number: int
) -> list[tuple[Value, ...]]:
    """Return ("parent", row id, parent) of each row that revision `number` made of others."""
    (any_at_all,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM parent WHERE ds = ?)", (dataset,)
    ).fetchone()
    if not any_at_all:
        return []
    found: list[tuple[Value, ...]] = connection.execute(
        "SELECT 'parent', p.rid, p.parent FROM chg c INDEXED BY chg_rev"
        " JOIN parent p ON p.ds = c.ds AND p.rid = c.rid"
        " WHERE c.ds = ? AND c.rev = ? AND c.col = 0 AND c.old IS NULL",
        (dataset, number),
    ).fetchall()
    found += _packed_parents(connection, dataset, number)
    return sorted(found, key=lambda told: (int(str(told[1])), int(str(told[2]))))


def _packed_parents(
    connection: sqlite3.Connection, dataset: int, number: int
) -> Iterator[tuple[Value, ...]]:
    packs = connection.execute(
        "SELECT block, data FROM pack WHERE ds = ? AND rev = ? AND col = 0", (dataset, number)
    ).fetchall()
    for block, data in packs:
        row_ids, olds, _news = unpacked(block, data)
        fresh = {row_id for row_id, old in zip(row_ids, olds, strict=True) if old is None}
        if not fresh:
            continue
        rows = connection.execute(
            "SELECT rid, parent FROM parent WHERE ds = ? AND rid BETWEEN ? AND ?",
            (dataset, min(fresh), max(fresh)),
        )
        yield from (("parent", *row) for row in rows if row[0] in fresh)
