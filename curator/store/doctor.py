"""Examining a store: what is wrong with it, and what to do."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from curator.store.columns import read_columns
from curator.store.connection import schema_script
from curator.store.founding import founding_digest
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
    """What was examined: "file", "schema", "sources", "people", or a dataset's name."""
    state: Literal["sound", "damaged"]
    words: str
    """What was found and, where it is damaged, what to do."""


def examine(store: Store, progress: Progress) -> Iterator[Finding]:
    """Yield a finding for the file, the schema, the sources, the people, and each dataset.

    Recomputes every hash: of the sources, of the chain of revisions and annotation events, and of
    the rows as loaded, which it gets by unwinding the change log from today's table.
    """
    with store.connections.reading() as connection:
        for what, sound, look in (
            ("file", "SQLite finds the file whole", _file),
            ("schema", "tables and the triggers that guard history are there", _schema),
            ("sources", "every source is the file that was read", _sources),
            ("people", "every step of every person is there", _people),
        ):
            yield _finding(what, _faults(look(connection)), sound)
        try:
            datasets = connection.execute(
                "SELECT id, uid, name FROM dataset ORDER BY name"
            ).fetchall()
            hashes = _hashes(connection)
        except sqlite3.DatabaseError as error:
            yield _finding("datasets", [f"They cannot be examined: {error}."], "")
            return
        for done, (number, uid, name) in enumerate(datasets):
            progress(done, len(datasets))
            faults = [
                fault
                for look in (
                    _orders(connection, number),
                    _table_is_log(connection, number),
                    _heads(connection, number),
                    _chain(connection, number, uid, hashes),
                    _event_chain(connection, number, uid, hashes),
                    _links(connection, number),
                )
                for fault in _faults(look)
            ]
            yield _finding(name, faults, "history, hashes, order and rows agree")


def _faults(look: Iterator[str]) -> list[str]:
    """Look, and count it as a fault where damage makes looking impossible."""
    try:
        return list(look)
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
        return [f"It cannot be examined: {error}."]


def _finding(what: str, faults: list[str], sound: str) -> Finding:
    if not faults:
        return Finding(what, "sound", sound)
    told = " ".join(faults[:3])
    more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
    advice = "Do not edit it further: copy the store away and go back to your newest backup."
    return Finding(what, "damaged", f"{told}{more} {advice}")


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield line
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield f"Row {row} of {table} points at a row of {other} that is not there."


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables and the triggers that guard them are those that a new store has."""
    from sqlite_utils import Database

    def drawn(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str]]:
        database = Database(connection)
        tables = {table.name: table.schema for table in database.tables}
        return tables, {trigger.name: trigger.sql for trigger in database.triggers}

    fresh = sqlite3.connect(":memory:")
    fresh.executescript(schema_script())
    (tables, triggers), (wanted_tables, wanted_triggers) = drawn(connection), drawn(fresh)
    fresh.close()
    for name, made in wanted_tables.items():
        if tables.get(name) != made:
            yield f"{name} is not as curator makes it."
    for name in sorted({*triggers, *wanted_triggers}):
        if triggers.get(name) != wanted_triggers.get(name):
            yield f"The trigger {name} is not as curator makes it."


def _sources(connection: sqlite3.Connection) -> Iterator[str]:
    for number, sha256, name in connection.execute(
        "SELECT id, sha256, name FROM source"
    ).fetchall():
        digest = hashlib.sha256()
        for (data,) in connection.execute(
            "SELECT data FROM source_chunk WHERE source = ? ORDER BY n", (number,)
        ):
            digest.update(data)
        if digest.hexdigest() != sha256:
            yield f"{name} is not the file that was read."


def _people(connection: sqlite3.Connection) -> Iterator[str]:
    """Nobody's steps have a gap, and the last one is the one that was noted as the last."""
    for actor, handle, seq, digest in connection.execute(
        "SELECT id, handle, last_seq, last_hash FROM actor"
    ).fetchall():
        steps = connection.execute(
            "SELECT seq, hash FROM rev WHERE actor = ? UNION ALL"
            " SELECT seq, hash FROM annotation_event WHERE actor = ? ORDER BY seq",
            (actor, actor),
        ).fetchall()
        if [step[0] for step in steps] != list(range(1, seq + 1)):
            yield f"Steps of {handle} are missing."
        elif steps and steps[-1][1] != digest:
            yield f"The last step of {handle} is not the one that was noted."


def _orders(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """The runs hold each row once, with the state that the row itself has."""
    runs = sorted(read_order(connection, dataset).runs, key=lambda run: run.lo)
    if any(before.hi >= after.lo for before, after in pairwise(runs)):
        yield "Its order holds a row twice."
    held = sum(run.size for run in runs)
    rows, agree = connection.execute(
        f"SELECT (SELECT count(*) FROM d{dataset}),"
        f" (SELECT count(*) FROM run r JOIN d{dataset} d ON d.rid BETWEEN r.rid_lo AND r.rid_hi"
        " AND d.live = r.state WHERE r.ds = ?)",
        (dataset,),
    ).fetchone()
    if not held == rows == agree:
        yield f"Its order holds {held} rows, the table {rows}, and {agree} of them agree."
    params, loaded = connection.execute(
        "SELECT params, nrows FROM rev WHERE ds = ? AND number = 1", (dataset,)
    ).fetchone()
    header = json.loads(params)["header_rows"]
    (stray,) = connection.execute(
        f"SELECT count(*) FROM d{dataset} d WHERE NOT EXISTS (SELECT 1 FROM chg WHERE ds = ?"
        " AND rid = d.rid AND col = 0) AND live != CASE WHEN rid > ? THEN 0"
        " WHEN rid <= ? THEN 2 ELSE 1 END",
        (dataset, loaded, header),
    ).fetchone()
    if stray:
        yield f"{stray} rows came or went without a revision."


def _heads(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """What is noted as newest is the newest, and columns are what their history says."""
    head, newest, events, last = connection.execute(
        "SELECT head, (SELECT max(number) FROM rev WHERE ds = d.id), events,"
        " (SELECT coalesce(max(number), 0) FROM annotation_event WHERE ds = d.id)"
        " FROM dataset d WHERE id = ?",
        (dataset,),
    ).fetchone()
    if head != newest or events != last:
        yield f"Its newest revision is {newest} and {head} is noted; events {last} and {events}."
    today = {column.id: column for column in read_columns(connection, dataset)}
    for column, field, new in connection.execute(
        "SELECT col, field, new FROM col_chg WHERE ds = ? ORDER BY rev", (dataset,)
    ).fetchall():
        today.setdefault(column, today[column])
        if field in ("name", "title", "type"):
            latest = connection.execute(
                "SELECT new FROM col_chg WHERE ds = ? AND col = ? AND field = ?"
                " ORDER BY rev DESC LIMIT 1",
                (dataset, column, field),
            ).fetchone()[0]
            if latest == new and getattr(today[column], field) != latest:
                yield f"The {field} of column {column} is not what the history says."


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
        "SELECT r.*, a.key, a.handle FROM rev r JOIN actor a ON a.id = r.actor WHERE r.ds = ?"
        " ORDER BY r.number",
        (dataset,),
    ).fetchall()
    for expected, row in enumerate(rows, 1):
        number, actor, seq = row[1:4]
        previous, digest, key, handle = row[16:20]
        if number == 1:
            content = founding_digest(connection, dataset, _loaded(connection, dataset))
        else:
            content = changes_digest(all_changes(connection, dataset, number))
        if number != expected or hashes.get((actor, seq - 1), b"") != previous:
            yield f"Revision {number} does not follow from the one before it."
        elif chained(previous, revision_body(row, key, handle, uid), content) != digest:
            yield f"Revision {number} is not what it was when it was written."


def _event_chain(
    connection: sqlite3.Connection, dataset: int, uid: str, hashes: Hashes
) -> Iterator[str]:
    """The same of annotation events."""
    rows = connection.execute(
        "SELECT e.actor, e.seq, e.prev_hash, e.hash, e.number, e.lamport, e.seen, e.at, e.event,"
        " e.text, e.undoes, a.key, a.handle, n.uid, n.kind, n.rid, n.col FROM annotation_event e"
        " JOIN actor a ON a.id = e.actor JOIN annotation n ON n.id = e.annotation"
        " WHERE e.ds = ? ORDER BY e.number",
        (dataset,),
    ).fetchall()
    for actor, seq, previous, digest, number, lamport, seen, at, *told in rows:
        event, text, undoes, key, handle, annotation, *place = told
        signed = [key, handle, seq, lamport, json.loads(seen), at]
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
