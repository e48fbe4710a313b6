"""Annotations in the store: written, told about, read back."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence

from curator.annotations import Annotation, Event, Place, kind_named
from curator.errors import ConflictError, StoreError, UnknownNameError
from curator.store.ledger import Signature, write_event
from curator.store.rows import IdRange
from curator.values import stored

_EVENTS = (
    "SELECT e.annotation, e.number, a.handle, e.at, e.event, e.text, e.undoes"
    " FROM annotation_event e JOIN actor a ON a.id = e.actor"
)


def write_annotation(
    connection: sqlite3.Connection,
    signature: Signature,
    dataset: tuple[int, str],
    kind: str,
    place: tuple[int | None, int | None],
    text: str,
) -> int:
    """Write an annotation and return its number.

    Args:
        dataset: its id and uid.
        place: a row's id and a column's, None for all of them.
    """
    words = stored(text.strip())
    if words is None:
        raise StoreError("An annotation needs a text.")
    uid = secrets.token_hex(16)
    number = connection.execute(
        "INSERT INTO annotation(uid, ds, kind, rid, col) VALUES (?, ?, ?, ?, ?)",
        (uid, dataset[0], kind_named(kind), *place),
    ).lastrowid
    assert number is not None
    write_event(connection, signature, dataset, (number, uid), "written", words)
    return number


def write_answer(
    connection: sqlite3.Connection,
    signature: Signature,
    dataset: tuple[int, str],
    number: int,
    event: str,
    text: str | None,
) -> None:
    """Append "answered", "resolved" or "reopened" to annotation `number`.

    Raises:
        ConflictError: it is in that state already, or its writing was undone.
        StoreError: an answer without a text.
    """
    annotation = read_annotation(connection, number)
    (owner,) = connection.execute("SELECT ds FROM annotation WHERE id = ?", (number,)).fetchone()
    if owner != dataset[0]:
        raise UnknownNameError(f"Annotation {number} belongs to another dataset.")
    words = stored(text.strip()) if text else None
    if event == "answered" and words is None:
        raise StoreError("An answer needs a text.")
    if annotation.state == "withdrawn":
        raise ConflictError(f"Annotation {number} was undone; redo it first.")
    if event == "resolved" and annotation.state == "resolved":
        raise ConflictError(f"Annotation {number} is resolved already.")
    if event == "reopened" and annotation.state != "resolved":
        raise ConflictError(f"Annotation {number} is open already.")
    (uid,) = connection.execute("SELECT uid FROM annotation WHERE id = ?", (number,)).fetchone()
    write_event(connection, signature, dataset, (number, uid), event, words)


def read_annotation(connection: sqlite3.Connection, number: int) -> Annotation:
    """Return annotation `number`; raises UnknownNameError."""
    found = _assembled(connection, "WHERE n.id = ?", (number,), None)
    if not found:
        raise UnknownNameError(f"There is no annotation {number}.")
    return found[0]


def read_annotations(
    connection: sqlite3.Connection,
    dataset: int,
    ranges: Sequence[IdRange] | None = None,
    names: Mapping[int, str] | None = None,
) -> list[Annotation]:
    """Return a dataset's annotations, oldest first.

    Args:
        ranges: only those on these rows, on columns and on the dataset; None for all.
        names: the names of the columns by their ids; None takes today's.
    """
    if ranges is None:
        return _assembled(connection, "WHERE n.ds = ?", (dataset,), names)
    found = _assembled(connection, "WHERE n.ds = ? AND n.rid IS NULL", (dataset,), names)
    for bounds in ranges:
        place = "WHERE n.ds = ? AND n.rid BETWEEN ? AND ?"
        found += _assembled(connection, place, (dataset, *bounds), names)
    return sorted(found, key=lambda annotation: annotation.number)


def count_open(connection: sqlite3.Connection, dataset: int) -> dict[str, int]:
    """Return how many annotations of each kind are still to be settled."""
    counts: dict[str, int] = {}
    for annotation in read_annotations(connection, dataset):
        if annotation.is_open:
            counts[annotation.kind] = counts.get(annotation.kind, 0) + 1
    return counts


def _assembled(
    connection: sqlite3.Connection,
    where: str,
    given: tuple[int, ...],
    names: Mapping[int, str] | None,
) -> list[Annotation]:
    heads = connection.execute(
        "SELECT n.id, n.kind, n.rid, n.col, c.name FROM annotation n"
        f" LEFT JOIN dcol c ON c.ds = n.ds AND c.col = n.col {where} ORDER BY n.id",
        given,
    ).fetchall()
    if not heads:
        return []
    events: dict[int, list[Event]] = {head[0]: [] for head in heads}
    rows = connection.execute(
        f"{_EVENTS} JOIN annotation n ON n.id = e.annotation {where} ORDER BY e.number", given
    )
    for annotation, *event in rows:
        events[annotation].append(Event(*event))
    return [
        Annotation(
            number,
            kind,
            Place(row_id, today if names is None else names.get(column)),
            events[number],
        )
        for number, kind, row_id, column, today in heads
    ]
