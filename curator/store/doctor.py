"""Examining a store: what is wrong with it, and what to do."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from curator.store.connection import Connections, schema_script
from curator.store.hashing import RowsDigest, chained, changes_digest
from curator.store.ledger import revision_body
from curator.store.recorder import all_changes
from curator.store.rows import read_order
from curator.store.store import Store
from curator.store.stored_view import older_cells
from curator.tables import Progress

_LOT = 2_000
Hashes = dict[tuple[int, int], bytes]


@dataclass(frozen=True)
class Finding:
    """One thing that was examined."""

    what: str
    """What was examined: "file", "schema", "sources", or a dataset's name."""
    state: Literal["sound", "damaged"]
    words: str
    """What was found and, where it is damaged, what to do."""


def examine(store: Store, progress: Progress) -> Iterator[Finding]:
    """Yield a finding for the file, the sources, and each dataset.

    Recomputes every hash: of the sources, of the chain of revisions and annotation events, and of
    the rows as loaded, which it gets by unwinding the change log from today's table.
    """
    connections: Connections = store._connections
    with connections.reading() as connection:
        yield _file(connection)
        yield _schema(connection)
        yield _sources(connection)
        datasets = connection.execute("SELECT id, uid, name FROM dataset ORDER BY name").fetchall()
        hashes = _hashes(connection)
        for done, (number, uid, name) in enumerate(datasets):
            progress(done, len(datasets))
            faults = [
                *_orders(connection, number),
                *_table_is_log(connection, number),
                *_chain(connection, number, uid, hashes),
                *_event_chain(connection, number, uid, hashes),
                *_links(connection, number),
            ]
            yield _finding(name, faults, "history, hashes, order and rows agree")


def _finding(what: str, faults: list[str], sound: str) -> Finding:
    if not faults:
        return Finding(what, "sound", sound)
    told = " ".join(faults[:3])
    more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
    advice = "Do not edit it further: copy the store away and go back to your newest backup."
    return Finding(what, "damaged", f"{told}{more} {advice}")


def _file(connection: sqlite3.Connection) -> Finding:
    try:
        rows = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        rows = [str(error)]
    return _finding("file", [] if rows == ["ok"] else rows, "SQLite finds the file whole")


def _schema(connection: sqlite3.Connection) -> Finding:
    """The tables and the triggers that guard them are those that a new store has."""
    from sqlite_utils import Database

    def drawn(connection: sqlite3.Connection) -> dict[str, str]:
        database = Database(connection)
        tables = {table.name: table.schema for table in database.tables}
        return {**tables, **{trigger.name: trigger.sql for trigger in database.triggers}}

    fresh = sqlite3.connect(":memory:")
    fresh.executescript(schema_script())
    there, wanted = drawn(connection), drawn(fresh)
    fresh.close()
    faults = [
        f"{name} is not as curator makes it."
        for name, made in wanted.items()
        if there.get(name) != made
    ]
    return _finding("schema", faults, "tables and the triggers that guard history are there")


def _sources(connection: sqlite3.Connection) -> Finding:
    faults = []
    for number, sha256, name in connection.execute(
        "SELECT id, sha256, name FROM source"
    ).fetchall():
        digest = hashlib.sha256()
        for (data,) in connection.execute(
            "SELECT data FROM source_chunk WHERE source = ? ORDER BY n", (number,)
        ):
            digest.update(data)
        if digest.hexdigest() != sha256:
            faults.append(f"{name} is not the file that was read.")
    return _finding("sources", faults, "every source is the file that was read")


def _orders(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """The runs hold each row once, with the state that the row itself has."""
    held, rows, agree = connection.execute(
        "SELECT (SELECT coalesce(sum(rid_hi - rid_lo + 1), 0) FROM run WHERE ds = ?),"
        f" (SELECT count(*) FROM d{dataset}),"
        f" (SELECT count(*) FROM run r JOIN d{dataset} d ON d.rid BETWEEN r.rid_lo AND r.rid_hi"
        " AND d.live = r.state WHERE r.ds = ?)",
        (dataset, dataset),
    ).fetchone()
    if not held == rows == agree:
        yield f"Its order holds {held} rows, the table {rows}, and {agree} of them agree."


def _table_is_log(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """The newest change of each cell is what the cell holds."""
    columns = connection.execute("SELECT DISTINCT col FROM chg WHERE ds = ?", (dataset,)).fetchall()
    for (column,) in columns:
        cell = f"c{column}" if column else "live"
        (wrong,) = connection.execute(
            "SELECT count(*) FROM (SELECT rid, new, max(rev) FROM chg WHERE ds = ? AND col = ?"
            f" GROUP BY rid) g LEFT JOIN d{dataset} d USING (rid) WHERE d.{cell} IS NOT g.new",
            (dataset, column),
        ).fetchone()
        if wrong:
            yield f"{wrong} cells of column {column} are not what the history says."


def _hashes(connection: sqlite3.Connection) -> Hashes:
    """The hash of every step of every person."""
    rows = connection.execute(
        "SELECT actor, seq, hash FROM rev UNION ALL SELECT actor, seq, hash FROM annotation_event"
    )
    return {(actor, seq): digest for actor, seq, digest in rows}


def _chain(connection: sqlite3.Connection, dataset: int, uid: str, hashes: Hashes) -> Iterator[str]:
    """Each revision's hash follows from its content and the person's step before it."""
    rows = connection.execute(
        "SELECT r.*, a.key FROM rev r JOIN actor a ON a.id = r.actor WHERE r.ds = ?"
        " ORDER BY r.number",
        (dataset,),
    ).fetchall()
    for expected, row in enumerate(rows, 1):
        number, actor, seq = row[1:4]
        previous, digest, key = row[15:18]
        if number == 1:
            content = _loaded(connection, dataset)
        else:
            content = changes_digest(all_changes(connection, dataset, number))
        if number != expected or hashes.get((actor, seq - 1), b"") != previous:
            yield f"Revision {number} does not follow from the one before it."
        elif chained(previous, revision_body(row, key, uid), content) != digest:
            yield f"Revision {number} is not what it was when it was written."


def _event_chain(
    connection: sqlite3.Connection, dataset: int, uid: str, hashes: Hashes
) -> Iterator[str]:
    """The same of annotation events."""
    rows = connection.execute(
        "SELECT e.actor, e.seq, e.prev_hash, e.hash, e.number, e.lamport, e.seen, e.at, e.event,"
        " e.text, e.undoes, a.key, n.uid, n.kind, n.rid, n.col FROM annotation_event e"
        " JOIN actor a ON a.id = e.actor JOIN annotation n ON n.id = e.annotation"
        " WHERE e.ds = ? ORDER BY e.number",
        (dataset,),
    ).fetchall()
    for actor, seq, previous, digest, number, lamport, seen, at, *told in rows:
        event, text, undoes, key, annotation, *place = told
        signed = [key, seq, lamport, json.loads(seen), at]
        body = [*signed, uid, number, annotation, place, event, text, undoes]
        if hashes.get((actor, seq - 1), b"") != previous:
            yield f"Annotation event {number} does not follow from the one before it."
        elif chained(previous, body, b"") != digest:
            yield f"Annotation event {number} is not what it was when it was written."


def _loaded(connection: sqlite3.Connection, dataset: int) -> bytes:
    """The digest of the rows as loaded, got by unwinding the log."""
    columns = [
        row[0]
        for row in connection.execute(
            "SELECT col FROM dcol WHERE ds = ? ORDER BY col", (dataset,)
        ).fetchall()
    ]
    (count,) = connection.execute(
        "SELECT nrows FROM rev WHERE ds = ? AND number = 1", (dataset,)
    ).fetchone()
    digest = RowsDigest()
    for lo in range(1, count + 1, _LOT):
        hi = min(lo + _LOT - 1, count)
        older = older_cells(connection, dataset, 1, [(lo, hi)])
        for row_id, _, *cells in connection.execute(
            f"SELECT * FROM d{dataset} WHERE rid BETWEEN ? AND ? ORDER BY rid", (lo, hi)
        ):
            changed = older.get(row_id, {})
            digest.add(
                [changed.get(column, cell) for column, cell in zip(columns, cells, strict=True)]  # type: ignore[misc] # revision 1 holds text only
            )
    return digest.digest()


def _links(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """Ink and annotations hang on rows that are there."""
    order = read_order(connection, dataset)
    for table in ("ink", "annotation"):
        for (row_id,) in connection.execute(
            f"SELECT DISTINCT rid FROM {table} WHERE ds = ? AND rid IS NOT NULL", (dataset,)
        ).fetchall():
            if order.state(row_id) is None:
                yield f"{table.capitalize()} hangs on a row that is not there ({row_id})."
                return
