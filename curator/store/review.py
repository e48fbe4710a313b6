"""How much of a dataset was looked at: flags, doubts and questions that somebody settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from curator.annotations import Annotation
from curator.store.columns import read_stored_columns
from curator.store.entries import undone
from curator.store.hashing import canonical
from curator.store.order import State

ASKING = ("doubt", "question")
"""The kinds of annotation that wait for an answer."""

_FLAGGED = """
SELECT i.rid, i.col,
    (SELECT live FROM d{dataset} WHERE rid = i.rid) = :deleted
    OR EXISTS (SELECT 1 FROM chg c JOIN rev r ON r.ds = c.ds AND r.number = c.rev
        WHERE c.ds = i.ds AND c.rid = i.rid AND c.col = i.col AND r.op = 'set-cells'
            AND r.number NOT IN (SELECT value FROM json_each(:gone)))
FROM ink i WHERE i.ds = :ds AND i.flags IS NOT NULL
"""


@dataclass(frozen=True)
class Review:
    """What there was to look at, and how much of it somebody did."""

    settled: int
    total: int


def read_review(
    connection: sqlite3.Connection, dataset: int, annotations: Sequence[Annotation]
) -> Review:
    """Return how much of what asks for a look is settled.

    A cell that was flagged when it was read is settled once a person typed another value into it,
    deleted its row, or settled a note on the cell or its row; an operation on a whole column is no
    look at a cell. A doubt or question is settled once somebody marked it so.
    """
    asked = [note for note in annotations if note.kind in ASKING and note.state != "withdrawn"]
    flags = _flags(connection, dataset, annotations)
    return Review(sum(flags) + sum(not note.is_open for note in asked), len(flags) + len(asked))


def _flags(
    connection: sqlite3.Connection, dataset: int, annotations: Sequence[Annotation]
) -> list[bool]:
    """Return for each flagged cell whether it is settled."""
    if not connection.execute(
        "SELECT EXISTS (SELECT 1 FROM ink WHERE ds = ? AND flags IS NOT NULL)", (dataset,)
    ).fetchone()[0]:
        return []
    columns = {known.name: known.id for known in read_stored_columns(connection, dataset).values()}
    noted = {
        (note.place.row_id, columns.get(note.place.column) if note.place.column else None)
        for note in annotations
        if note.state == "resolved"
    }
    gone = [number for sort, number in undone(connection, dataset) if sort == "revision"]
    flagged = connection.execute(
        _FLAGGED.format(dataset=dataset),
        {"ds": dataset, "deleted": int(State.DELETED), "gone": canonical(gone)},
    )
    return [
        bool(settled) or (row_id, column) in noted or (row_id, None) in noted
        for row_id, column, settled in flagged
    ]
