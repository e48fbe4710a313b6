"""The ledger: who did what, in which order, chained by hashes."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from curator.errors import StoreError
from curator.history import Left
from curator.language import _
from curator.store.hashing import canonical, chained, read_json
from curator.values import stored


@dataclass(frozen=True)
class Signature:
    """The next step of one person: what a revision or an annotation event is signed with."""

    actor: int
    key: str
    handle: str
    seq: int
    lamport: int
    """Later than every step that this store holds."""
    seen: Mapping[str, int]
    """The last step of each person that this store holds."""
    at: str
    previous: bytes


@dataclass(frozen=True)
class Step:
    """A revision about to be written."""

    dataset: int
    uid: str
    number: int
    operation: Mapping[str, Any]
    what: str
    """What it does, in words; kept, so that history reads the same in later versions."""
    why: str | None
    undoes: int | None
    cells: int
    rows: int
    columns: Sequence[int]
    left: Sequence[Left]
    content: bytes
    """The digest of its changes."""


def sign(connection: sqlite3.Connection, who: str) -> Signature:
    """Begin the next step of the person with the handle `who`; raises StoreError for none."""
    who = stored(who.strip()) or ""
    if not who:
        raise StoreError(_("A step of the history needs somebody's handle: --as HANDLE."))
    connection.execute(
        "INSERT INTO actor(key, handle) SELECT ?, ?"
        " WHERE NOT EXISTS (SELECT 1 FROM actor WHERE handle = ?)",
        (secrets.token_hex(16), who, who),
    )
    actors = connection.execute(
        "SELECT id, key, handle, last_seq, last_lamport, last_hash FROM actor ORDER BY key"
    ).fetchall()
    actor, key, _handle, seq, _lamport, previous = next(row for row in actors if row[2] == who)
    return Signature(
        actor=actor,
        key=key,
        handle=who,
        seq=seq + 1,
        lamport=max(row[4] for row in actors) + 1,
        seen={row[1]: row[3] for row in actors if row[3]},
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        previous=previous,
    )


def write_revision(connection: sqlite3.Connection, signature: Signature, step: Step) -> bytes:
    """Append a revision and return its hash."""
    left = [[entry.count, entry.reason] for entry in step.left]
    why = stored(step.why.strip()) if step.why else None
    body = [
        *_signed(signature),
        step.uid,
        step.number,
        why,
        step.operation,
        step.what,
        step.undoes,
        step.cells,
        step.rows,
        list(step.columns),
        left,
    ]
    digest = chained(signature.previous, body, step.content)
    options = {key: value for key, value in step.operation.items() if key != "name"}
    connection.execute(
        "INSERT INTO rev VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            step.dataset,
            step.number,
            signature.actor,
            signature.seq,
            signature.lamport,
            canonical(signature.seen),
            signature.at,
            why,
            step.operation["name"],
            canonical(options),
            step.what,
            step.undoes,
            step.cells,
            step.rows,
            canonical(list(step.columns)),
            canonical(left),
            signature.previous,
            digest,
        ),
    )
    connection.execute("UPDATE dataset SET head = ? WHERE id = ?", (step.number, step.dataset))
    _advance(connection, signature, digest)
    return digest


def write_event(
    connection: sqlite3.Connection,
    signature: Signature,
    dataset: tuple[int, str],
    annotation: tuple[int, str],
    event: str,
    text: str | None,
    undoes: int | None = None,
) -> int:
    """Append an annotation event and return its number.

    Args:
        dataset: its id and uid.
        annotation: its id and uid.
        undoes: the number of the event that it takes back.
    """
    (last,) = connection.execute(
        "SELECT events FROM dataset WHERE id = ?", (dataset[0],)
    ).fetchone()
    place = connection.execute(
        f"SELECT {PLACE} FROM annotation n WHERE n.id = ?", (annotation[0],)
    ).fetchone()
    number = int(last) + 1
    body = [
        *_signed(signature),
        dataset[1],
        number,
        annotation[1],
        place_body(place),
        event,
        text,
        undoes,
    ]
    digest = chained(signature.previous, body, b"")
    connection.execute(
        "INSERT INTO annotation_event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            dataset[0],
            number,
            annotation[0],
            signature.actor,
            signature.seq,
            signature.lamport,
            canonical(signature.seen),
            signature.at,
            event,
            text,
            undoes,
            signature.previous,
            digest,
        ),
    )
    connection.execute("UPDATE dataset SET events = ? WHERE id = ?", (number, dataset[0]))
    _advance(connection, signature, digest)
    return number


PLACE = (
    "n.kind, n.rid, n.col, n.rev, (SELECT sha256 FROM source WHERE id = n.source), n.page, n.sheet"
)
"""What `place_body` takes, of an annotation `n`."""


def place_body(place: Sequence[Any]) -> list[Any]:
    """Return what is hashed of an annotation's kind and place: the source only where it is one."""
    return list(place[:3] if place[3:] == (None,) * 4 else place)


def revision_body(row: Sequence[Any], key: str, handle: str, uid: str) -> list[Any]:
    """Return what `write_revision` hashed, from a row of `rev` as it stands in the store."""
    _ds, number, _actor, seq, lamport, seen, at, why, op, params, *told = row[:16]
    what, undoes, cells, rows, cols, left = told
    operation = {"name": op, **read_json(params)}
    signed = [key, handle, seq, lamport, read_json(seen), at]
    counts = [undoes, cells, rows, read_json(cols), read_json(left)]
    return [*signed, uid, number, why, operation, what, *counts]


def _signed(signature: Signature) -> list[Any]:
    return [
        signature.key,
        signature.handle,
        signature.seq,
        signature.lamport,
        signature.seen,
        signature.at,
    ]


def _advance(connection: sqlite3.Connection, signature: Signature, digest: bytes) -> None:
    connection.execute(
        "UPDATE actor SET last_seq = ?, last_lamport = ?, last_hash = ? WHERE id = ?",
        (signature.seq, signature.lamport, digest, signature.actor),
    )
