"""Annotations in the store: written, told about, read back."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from curator.annotations import Annotation, Event, Place, kind_named
from curator.errors import ConflictError, StoreError, UnknownNameError
from curator.language import _, joined
from curator.store.columns import read_columns
from curator.store.ledger import Signature, write_event
from curator.store.rows import IdRange
from curator.values import stored

_EVENTS = (
    "SELECT e.annotation, e.number, a.handle, e.at, e.event, e.text, e.undoes"
    " FROM annotation_event e JOIN actor a ON a.id = e.actor"
)


class StoredPlace(NamedTuple):
    """A place by the store's own numbers."""

    row_id: int | None
    column: int | None
    revision: int | None = None
    source: int | None = None
    page: int | None = None
    sheet: str | None = None


def stored_place(connection: sqlite3.Connection, dataset: int, place: Place) -> StoredPlace:
    """Return `place` by the store's numbers.

    Raises:
        UnknownNameError: the dataset has no such column, revision or source.
    """
    column = revision = source = None
    if place.column is not None:
        known = {c.name: c.id for c in read_columns(connection, dataset)}
        if place.column not in known:
            raise UnknownNameError(_("There is no column {column!r}.").format(column=place.column))
        column = known[place.column]
    if place.revision is not None:
        (head,) = connection.execute("SELECT head FROM dataset WHERE id = ?", (dataset,)).fetchone()
        if not 1 <= place.revision <= head:
            raise UnknownNameError(
                _("There is no revision {number}; the revisions are 1 to {head}.").format(
                    number=place.revision, head=head
                )
            )
        revision = place.revision
    if (place.source, place.page, place.sheet) != (None, None, None):
        source = _source_of(connection, dataset, place)
    return StoredPlace(place.row_id, column, revision, source, place.page, place.sheet)


def _source_of(connection: sqlite3.Connection, dataset: int, place: Place) -> int:
    sources = connection.execute(
        "SELECT DISTINCT o.id, o.name, s.page IS NOT NULL, s.sheet IS NOT NULL FROM span s"
        " JOIN source o ON o.id = s.source WHERE s.ds = ?",
        (dataset,),
    ).fetchall()
    fitting = [
        number
        for number, name, has_pages, has_sheets in sources
        if place.source in (None, name)
        and (place.page is None or has_pages)
        and (place.sheet is None or has_sheets)
    ]
    if len(fitting) != 1:
        names = joined(source[1] for source in sources)
        raise UnknownNameError(
            _("No one source has that page or sheet. The dataset came from: {names}.").format(
                names=names
            )
        )
    return int(fitting[0])


def write_annotation(
    connection: sqlite3.Connection,
    signature: Signature,
    dataset: tuple[int, str],
    kind: str,
    place: StoredPlace,
    text: str,
) -> int:
    """Write an annotation and return its number; `dataset` is its id and uid."""
    words = stored(text.strip())
    if words is None:
        raise StoreError(_("An annotation needs a text."))
    uid = secrets.token_hex(16)
    number = connection.execute(
        "INSERT INTO annotation(uid, ds, kind, rid, col, rev, source, page, sheet)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        raise UnknownNameError(
            _("Annotation {number} belongs to another dataset.").format(number=number)
        )
    words = stored(text.strip()) if text else None
    if event == "answered" and words is None:
        raise StoreError(_("An answer needs a text."))
    if annotation.state == "withdrawn":
        raise ConflictError(
            _("Annotation {number} was undone; redo it first.").format(number=number)
        )
    if event == "resolved" and annotation.state == "resolved":
        raise ConflictError(_("Annotation {number} is resolved already.").format(number=number))
    if event == "reopened" and annotation.state != "resolved":
        raise ConflictError(_("Annotation {number} is open already.").format(number=number))
    (uid,) = connection.execute("SELECT uid FROM annotation WHERE id = ?", (number,)).fetchone()
    write_event(connection, signature, dataset, (number, uid), event, words)


def read_annotation(connection: sqlite3.Connection, number: int) -> Annotation:
    """Return annotation `number`; raises UnknownNameError."""
    found = _assembled(connection, "WHERE n.id = ?", (number,), None)
    if not found:
        raise UnknownNameError(_("There is no annotation {number}.").format(number=number))
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
        "SELECT n.id, n.kind, n.rid, n.col, c.name, n.rev, o.name, n.page, n.sheet"
        " FROM annotation n LEFT JOIN dcol c ON c.ds = n.ds AND c.col = n.col"
        f" LEFT JOIN source o ON o.id = n.source {where} ORDER BY n.id",
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
            Place(row_id, today if names is None else names.get(column), *place),
            events[number],
        )
        for number, kind, row_id, column, today, *place in heads
    ]
