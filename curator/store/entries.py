"""A dataset's history read back: steps for undo, revisions, and lines for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from curator.annotations import SPOKEN
from curator.history import Entry, Left, Revision, Step
from curator.language import _
from curator.sources import Origin
from curator.store.changes import STATE
from curator.store.columns import read_stored_columns
from curator.store.families import read_family
from curator.store.hashing import read_json
from curator.store.lineage import row_changes_of
from curator.store.origins import read_origins

_STEPS = (
    "SELECT 'revision' AS sort, number, undoes, op = 'redo' AS redo, lamport FROM rev"
    " WHERE ds = :ds AND number > 1 UNION ALL"
    " SELECT 'annotation', number, undoes, event = 'redone', lamport FROM annotation_event"
    " WHERE ds = :ds ORDER BY lamport DESC"
)
_REVISIONS = (
    "SELECT r.number, a.handle, r.seq, r.at, r.why, r.op, r.params, r.undoes, r.ncells, r.nrows,"
    ' r.hash, r."left", r.cols, r.lamport, c.rid, c.old, c.new, r.what FROM rev r'
    " JOIN actor a ON a.id = r.actor LEFT JOIN chg c ON c.ds = r.ds AND c.rev = r.number"
    " AND c.col > 0 AND r.ncells = 1 AND r.nrows = 0 WHERE r.ds = ?"
)
_EVENTS = (
    "SELECT e.number, a.handle, e.at, n.kind, e.event, e.text, c.name, e.undoes, n.id, n.rid,"
    " e.lamport FROM annotation_event e JOIN actor a ON a.id = e.actor"
    " JOIN annotation n ON n.id = e.annotation"
    " LEFT JOIN dcol c ON c.ds = n.ds AND c.col = n.col WHERE e.ds = ?"
)


def read_steps(connection: sqlite3.Connection, dataset: int) -> Iterator[Step]:
    """Yield all steps but the adding, newest first."""
    for sort, number, undoes, redo, _lamport in connection.execute(_STEPS, {"ds": dataset}):
        yield Step(sort, number, undoes, bool(redo))


def undone(connection: sqlite3.Connection, dataset: int) -> set[tuple[str, int]]:
    """Return (sort, number) of each step that was taken back and not put back again."""
    gone: set[tuple[str, int]] = set()
    for step in read_steps(connection, dataset):
        if step.undoes is not None and (step.sort, step.number) not in gone:
            gone.add((step.sort, step.undoes))
    return gone


def read_revision(connection: sqlite3.Connection, dataset: int, number: int) -> Revision | None:
    """Return one revision, None if there is none of that number."""
    row = connection.execute(f"{_REVISIONS} AND r.number = ?", (dataset, number)).fetchone()
    return _revision(row) if row else None


def read_entries(connection: sqlite3.Connection, dataset: int) -> list[Entry]:
    """Return the whole history, newest first."""
    gone = undone(connection, dataset)
    names = {c.id: c.name for c in read_stored_columns(connection, dataset).values()}
    found: list[tuple[int, Entry]] = []
    for row in connection.execute(f"{_REVISIONS} ORDER BY r.number", (dataset,)).fetchall():
        revision = _revision(row)
        entry = Entry(
            sort="revision",
            number=revision.number,
            who=revision.who,
            at=revision.at,
            kind=revision.name,
            what=revision.what,
            why=revision.why,
            columns=[names[column] for column in read_json(row[12]) if column in names],
            undoes=revision.undoes,
            undone=("revision", revision.number) in gone,
            before=row[15],
            after=row[16],
            row_id=row[14],
            cells=revision.cells,
            details={k: v for k, v in revision.operation.items() if k != "name"},
        )
        found.append((row[13], entry))
    events = connection.execute(f"{_EVENTS} ORDER BY e.number", (dataset,))
    found.extend((row[10], _event_entry(row, gone)) for row in events)
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _lamport, entry in found]


def read_entries_of(
    connection: sqlite3.Connection, dataset: int, row_id: int | None, column: int | None
) -> list[Entry]:
    """Return what touched a row, a column, or where both are given a cell, newest first.

    An entry of one cell tells what it was before and after, and revision 1 where it was found. What
    touched the rows of which a row was made, before it was, counts as well.
    """
    whole = read_entries(connection, dataset)
    name = None if column is None else read_stored_columns(connection, dataset)[column].name
    if row_id is None:
        return [entry for entry in whole if name is None or entry.touches(name)]
    changes = row_changes_of(connection, dataset, row_id)
    family = read_family(connection, dataset, row_id)
    found = []
    for entry in whole:
        if entry.sort == "annotation":
            on_cell = name is None or list(entry.columns) in ([name], [])
            if entry.row_id in family and on_cell:
                found.append(entry)
            continue
        cells = [c for c in changes.get(entry.number, []) if column is None or c[0] == column]
        if len(cells) == 1 and cells[0][0] != STATE:
            _column, before, after = cells[0]
            found.append(replace(entry, before=before, after=after, row_id=row_id))
        elif entry.number == 1 and column is not None:
            found += _with_ink(entry, read_origins(connection, dataset, row_id, column))
        elif cells or entry.number == 1:
            found.append(entry)
    return found


def _with_ink(entry: Entry, origins: Sequence[Origin]) -> list[Entry]:
    """Let revision 1 tell where the cell was found, and what was found there.

    A cell of a row that was merged was found in several places, and each is told.
    """
    if not origins:
        return [entry]
    return [
        replace(entry, what=_("added from {place}").format(place=origin.place()), after=origin.text)
        for origin in origins
    ]


def _event_entry(row: tuple[Any, ...], gone: set[tuple[str, int]]) -> Entry:
    number, who, at, kind, event, text, column, undoes, annotation, row_id, _lamport = row
    what = f"{SPOKEN[event]}: {text}" if text else SPOKEN[event]
    if undoes is not None:
        what = _("{what} (event {number})").format(what=what, number=undoes)
    return Entry(
        sort="annotation",
        number=number,
        who=who,
        at=at,
        kind=kind,
        what=what,
        columns=[column] if column is not None else [],
        undoes=undoes,
        undone=("annotation", number) in gone,
        annotation=annotation,
        event=event,
        row_id=row_id,
    )


def _revision(row: tuple[Any, ...]) -> Revision:
    return Revision(
        number=row[0],
        who=row[1],
        sequence=row[2],
        at=row[3],
        why=row[4],
        operation={"name": row[5], **read_json(row[6])},
        undoes=row[7],
        cells=row[8],
        rows=row[9],
        hash=row[10].hex(),
        what=row[17],
        left=[Left(count, reason) for count, reason in read_json(row[11])],
    )
