"""In what two revisions of a dataset differ: only what was touched between them is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from curator.history import Difference
from curator.store.changes import touched_rows
from curator.store.order import State
from curator.store.stored_view import StoredView
from curator.tables import Column, Progress, Value

_FIELDS = ("name", "title", "type", "hidden")


def differences(
    connection: sqlite3.Connection,
    dataset: int,
    before: StoredView,
    after: StoredView,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Difference]:
    """Yield the differences of two views of one dataset: columns, then rows and cells by row id.

    Args:
        progress: told of rows compared; raises Cancelled to stop.
    """
    yield from _columns(before.columns, after.columns)
    names = {column.id: column.name for column in (*before.columns, *after.columns)}
    ids = sorted(names)
    revisions = sorted((before.revision, after.revision))
    compared = 0
    for row_ids in touched_rows(connection, dataset, *revisions):
        progress(compared, None)
        compared += len(row_ids)
        ranges = [(row_ids[0], row_ids[-1])]
        old = {row.id: row.cells for row in before.cells_of(connection, ids, ranges)}
        new = {row.id: row.cells for row in after.cells_of(connection, ids, ranges)}
        for row_id in row_ids:
            there = before.state(row_id) == State.DATA, after.state(row_id) == State.DATA
            if there == (False, True):
                yield Difference("row added", row_id, cells=_of_view(after, ids, new[row_id]))
            elif there == (True, False):
                yield Difference("row removed", row_id, cells=_of_view(before, ids, old[row_id]))
            elif there == (True, True):
                for column, was, now in zip(ids, old[row_id], new[row_id], strict=True):
                    if was != now or type(was) is not type(now):
                        yield Difference("cell", row_id, names[column], before=was, after=now)


def _of_view(view: StoredView, ids: Sequence[int], cells: Sequence[Value]) -> Sequence[Value]:
    by_id = dict(zip(ids, cells, strict=True))
    return [by_id[column.id] for column in view.columns]


def _columns(before: Sequence[Column], after: Sequence[Column]) -> Iterator[Difference]:
    old = {column.id: column for column in before}
    new = {column.id: column for column in after}
    for column in before:
        if column.id not in new:
            yield Difference("column", column=column.name, field="dropped", before=column.name)
    for column in after:
        if column.id not in old:
            yield Difference("column", column=column.name, field="added", after=column.name)
            continue
        for field in _FIELDS:
            was, now = _told(getattr(old[column.id], field)), _told(getattr(column, field))
            if was != now:
                yield Difference("column", None, column.name, field, was, now)
    kept = [column.id for column in before if column.id in new]
    places = {column: place for place, column in enumerate(kept)}
    now_kept = [column for column in after if column.id in places]
    for place, column in enumerate(now_kept):
        if places[column.id] != place:
            yield Difference("column", None, column.name, "place", places[column.id] + 1, place + 1)


def _told(field: object) -> Value:
    return str(field) if not isinstance(field, bool) else int(field)
