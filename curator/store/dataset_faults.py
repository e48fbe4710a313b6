"""What can be wrong with one dataset: order, rows, columns, history, hashes, ink."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from curator.history import FIELD_WORDS
from curator.language import _
from curator.store.changes import STATE, content_digest
from curator.store.columns import read_columns, read_stored_columns
from curator.store.founding import founding_digest
from curator.store.hashing import RowsDigest, chained, read_json
from curator.store.ledger import PLACE, place_body, revision_body
from curator.store.order import State
from curator.store.orphans import orphan_faults, view_faults
from curator.store.packs import SHIFT
from curator.store.past import newest_cells, older_cells, states_at
from curator.store.rows import read_order

_LOT = 2_000
Hashes = dict[tuple[int, int], bytes]
"""The hash of each step, by the person's id and the step's number."""


def faults_of(
    connection: sqlite3.Connection, dataset: int, uid: str, hashes: Hashes
) -> Iterator[Iterator[str]]:
    """Yield the faults of one dataset, one iterator for each thing that is looked at."""
    yield _orders(connection, dataset)
    yield _table_is_log(connection, dataset)
    yield _heads(connection, dataset)
    yield _chain(connection, dataset, uid, hashes)
    yield _event_chain(connection, dataset, uid, hashes)
    yield orphan_faults(connection, dataset)
    yield view_faults(connection, dataset)


def _orders(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """The runs hold each row once, with the state that the row itself has."""
    runs = sorted(read_order(connection, dataset).runs, key=lambda run: run.lo)
    if any(before.hi >= after.lo for before, after in pairwise(runs)):
        yield _("Its order holds a row twice.")
    held = sum(run.size for run in runs)
    rows, agree = connection.execute(
        f"SELECT (SELECT count(*) FROM d{dataset}),"
        f" (SELECT count(*) FROM run r JOIN d{dataset} d ON d.rid BETWEEN r.rid_lo AND r.rid_hi"
        " AND d.live = r.state WHERE r.ds = ?)",
        (dataset,),
    ).fetchone()
    if not held == rows == agree:
        words = _("Its order holds {held} rows, the table {rows}, and {agree} of them agree.")
        yield words.format(held=held, rows=rows, agree=agree)
    params, loaded = connection.execute(
        "SELECT params, nrows FROM rev WHERE ds = ? AND number = 1", (dataset,)
    ).fetchone()
    header = read_json(params)["header_rows"]
    moved = states_at(connection, dataset, 1)
    stray = sum(
        row_id not in moved and state != _state_as_loaded(row_id, header, loaded)
        for row_id, state in connection.execute(
            f"SELECT rid, live FROM d{dataset} WHERE rid > ? OR rid <= ? OR live != 1",
            (loaded, header),
        )
    )
    if stray:
        yield _("{count} rows came or went without a revision.").format(count=stray)


def _state_as_loaded(row_id: int, header: int, loaded: int) -> State:
    if row_id > loaded:
        return State.DELETED
    return State.HEADER if row_id <= header else State.DATA


def _heads(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """What is noted as newest is the newest, and columns are what their history says."""
    head, newest, events, last = connection.execute(
        "SELECT head, (SELECT max(number) FROM rev WHERE ds = d.id), events,"
        " (SELECT coalesce(max(number), 0) FROM annotation_event WHERE ds = d.id)"
        " FROM dataset d WHERE id = ?",
        (dataset,),
    ).fetchone()
    if head != newest or events != last:
        words = _(
            "Its newest revision is {newest} and {head} is noted; events {last} and {events}."
        )
        yield words.format(newest=newest, head=head, last=last, events=events)
    today = read_stored_columns(connection, dataset)
    latest = connection.execute(
        "SELECT col, field, new, max(rev) FROM col_chg WHERE ds = ? GROUP BY col, field", (dataset,)
    ).fetchall()
    for column, field, new, _revision in latest:
        if column not in today or str(getattr(today[column], field)) != new:
            words = _("The {field} of column {column} is not what the history says.")
            yield words.format(field=FIELD_WORDS.get(field, field), column=column)


def _table_is_log(connection: sqlite3.Connection, dataset: int) -> Iterator[str]:
    """The newest change of each cell is what the cell holds."""
    columns = list(read_stored_columns(connection, dataset))
    wrong: Counter[int] = Counter()
    blocks = connection.execute(
        "SELECT rid >> :shift FROM chg WHERE ds = :ds UNION SELECT block FROM pack WHERE ds = :ds",
        {"ds": dataset, "shift": SHIFT},
    ).fetchall()
    cells = ", ".join(["rid", "live", *(f"c{column}" for column in columns)])
    for (block,) in blocks:
        newest = newest_cells(connection, dataset, block)
        first = block << SHIFT
        rows = connection.execute(
            f"SELECT {cells} FROM d{dataset} WHERE rid BETWEEN ? AND ?",
            (first, first + (1 << SHIFT) - 1),
        )
        for row_id, *today in rows:
            for column, value in zip([STATE, *columns], today, strict=True):
                if newest.pop((row_id, column), value) != value:
                    wrong[column] += 1
        wrong.update(column for _row_id, column in newest)
    for column, count in sorted(wrong.items()):
        words = _("{count} cells of column {column} are not what the history says.")
        yield words.format(count=count, column=column)


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
            content = content_digest(connection, dataset, number)
        if number != expected or hashes.get((actor, seq - 1), b"") != previous:
            yield _("Revision {number} does not follow from the one before it.").format(
                number=number
            )
        elif chained(previous, revision_body(row, key, handle, uid), content) != digest:
            yield _("Revision {number} is not what it was when it was written.").format(
                number=number
            )


def _event_chain(
    connection: sqlite3.Connection, dataset: int, uid: str, hashes: Hashes
) -> Iterator[str]:
    """The same of annotation events."""
    rows = connection.execute(
        "SELECT e.actor, e.seq, e.prev_hash, e.hash, e.number, e.lamport, e.seen, e.at, e.event,"
        f" e.text, e.undoes, a.key, a.handle, n.uid, {PLACE} FROM annotation_event e"
        " JOIN actor a ON a.id = e.actor JOIN annotation n ON n.id = e.annotation"
        " WHERE e.ds = ? ORDER BY e.number",
        (dataset,),
    ).fetchall()
    for actor, seq, previous, digest, number, lamport, seen, at, *told in rows:
        event, text, undoes, key, handle, annotation, *place = told
        signed = [key, handle, seq, lamport, read_json(seen), at]
        body = [*signed, uid, number, annotation, place_body(tuple(place)), event, text, undoes]
        if hashes.get((actor, seq - 1), b"") != previous:
            yield _("Annotation event {number} does not follow from the one before it.").format(
                number=number
            )
        elif chained(previous, body, b"") != digest:
            yield _("Annotation event {number} is not what it was when it was written.").format(
                number=number
            )


def _loaded(connection: sqlite3.Connection, dataset: int) -> bytes:
    """The digest of the rows as loaded, got by unwinding the log."""
    columns = sorted(column.id for column in read_columns(connection, dataset, 1))
    cells = ", ".join(["rid", *(f"c{column}" for column in columns)])
    (count,) = connection.execute(
        "SELECT nrows FROM rev WHERE ds = ? AND number = 1", (dataset,)
    ).fetchone()
    digest = RowsDigest()
    for lo in range(1, count + 1, _LOT):
        hi = min(lo + _LOT - 1, count)
        older = older_cells(connection, dataset, 1, columns, [(lo, hi)])
        for row_id, *today in connection.execute(
            f"SELECT {cells} FROM d{dataset} WHERE rid BETWEEN ? AND ? ORDER BY rid", (lo, hi)
        ):
            changed = older.get(row_id, {})
            digest.add(
                [changed.get(column, cell) for column, cell in zip(columns, today, strict=True)]  # type: ignore[misc] # revision 1 holds text only
            )
    return digest.digest()
