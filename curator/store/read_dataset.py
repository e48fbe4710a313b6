"""A dataset as it is read: as views, with its history, its notes and its ink."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

from curator.annotations import Annotation, Place
from curator.errors import UnknownNameError
from curator.filters import Filter
from curator.history import Change, Deletion, Difference, Entry, Revision, Standing
from curator.language import _
from curator.sources import Origin
from curator.store import entries
from curator.store.annotations import read_annotation, read_annotations
from curator.store.change_list import ChangeList, pieces_of
from curator.store.changes import STATE, changes_of
from curator.store.columns import read_columns, read_stored_columns
from curator.store.compared_view import ComparedView
from curator.store.connection import Connections
from curator.store.deletions import read_deletions
from curator.store.differing import differences
from curator.store.export_facts import read_facts
from curator.store.families import read_family
from curator.store.lineage import cell_changes_of
from curator.store.order import Order
from curator.store.origins import read_flags, read_origins, read_places
from curator.store.rows import read_order
from curator.store.states import read_standing
from curator.store.stored_view import StoredView, order_at
from curator.tables import Value


class ReadDataset:
    """What a dataset tells; every method reads the store at once, from any thread."""

    def __init__(self, connections: Connections, number: int, name: str) -> None:
        self.name = name
        self.id = number
        self._connections = connections
        self._order: tuple[int, Order] | None = None

    def view(self, at: int | None = None) -> StoredView:
        """Return the dataset as of revision `at`, None for today.

        Raises:
            UnknownNameError: there is no such revision.
        """
        with self._connections.reading() as connection:
            head, shape = self._state(connection)
            revision = head if at is None else at
            if not 1 <= revision <= head:
                raise UnknownNameError(
                    _("{dataset} has no revision {number}; its revisions are 1 to {head}.").format(
                        dataset=self.name, number=at, head=head
                    )
                )
            order = self._today(connection, shape)
            if revision < shape:
                order = order_at(connection, self.id, revision, order)
            columns = read_columns(connection, self.id, revision if revision < head else None)
            return StoredView(self._connections, (self.id, self.name), revision, order, columns)

    def standing(self, at: int | None = None) -> Standing:
        """Return how far the dataset had come as of revision `at`, None for today."""
        with self._connections.reading() as connection:
            head, _shape = self._state(connection)
            return read_standing(connection, self.id, head if at is None else at)

    def annotation(self, number: int) -> Annotation:
        """Return one annotation; raises UnknownNameError."""
        with self._connections.reading() as connection:
            return read_annotation(connection, number)

    def annotations(self, wanted: Filter | None = None) -> list[Annotation]:
        """Return the annotations that are wanted, by default all, oldest first."""
        with self._connections.reading() as connection:
            found = read_annotations(connection, self.id)
        return [note for note in found if wanted is None or wanted.wants(note)]

    def annotations_on(self, row_id: int) -> list[Annotation]:
        """Return what hangs on a row, its cells, on columns and the dataset, oldest first.

        What hangs on the rows of which it was made, by splitting and merging, counts as well.
        """
        with self._connections.reading() as connection:
            family = read_family(connection, self.id, row_id)
            return read_annotations(connection, self.id, [(member, member) for member in family])

    def history(self, row_id: int | None = None, column: str | None = None) -> list[Entry]:
        """Return revisions and annotation events, newest first.

        Args:
            row_id: only those that touched this row.
            column: only those that touched this column; with a row, this cell. An entry of a
                cell's history tells what it was before and after, and revision 1 where and as
                what it was found.
        """
        with self._connections.reading() as connection:
            if row_id is None and column is None:
                return entries.read_entries(connection, self.id)
            place = None if column is None else self._column(connection, column)
            return entries.read_entries_of(connection, self.id, row_id, place)

    def diff(self, before: int, after: int | None = None) -> Iterator[Difference]:
        """Yield in what revision `after`, None for today, differs from revision `before`.

        Columns come first, then rows and cells by row id.

        Raises:
            UnknownNameError: there is no such revision.
        """
        views = self.view(before), self.view(after)
        with self._connections.reading() as connection:
            yield from differences(connection, self.id, *views)

    def compare(self, before: int, after: int | None = None) -> ComparedView:
        """Return revision `after`, None for today, as a view that tells it from `before`.

        Raises:
            UnknownNameError: there is no such revision.
        """
        views = self.view(before), self.view(after)
        return ComparedView(self._connections, self.id, *views)

    def deletions(self) -> list[Deletion]:
        """Return the rows that were deleted and can be restored, in the order they stood in."""
        with self._connections.reading() as connection:
            _head, shape = self._state(connection)
            return read_deletions(connection, self.id, self._today(connection, shape))

    def revision(self, number: int) -> Revision:
        """Return one revision; raises UnknownNameError."""
        with self._connections.reading() as connection:
            found = entries.read_revision(connection, self.id, number)
        if found is None:
            raise UnknownNameError(
                _("{dataset} has no revision {number}.").format(dataset=self.name, number=number)
            )
        return found

    def changes(self, number: int, limit: int = 200) -> list[Change]:
        """Return the first `limit` cells that revision `number` changed."""
        with self._connections.reading() as connection:
            names = {c.id: c.name for c in read_stored_columns(connection, self.id).values()}
            cells = (c for c in changes_of(connection, self.id, number) if c.column != STATE)
            first = sorted(islice(cells, limit), key=lambda c: (c.row_id, c.column))
            return [Change(c.row_id, names[c.column], c.old, c.new) for c in first]

    def change_list(self, number: int) -> ChangeList:
        """Return all cells that revision `number` changed, to be read in windows."""
        with self._connections.reading() as connection:
            names = {c.id: c.name for c in read_stored_columns(connection, self.id).values()}
            pieces = pieces_of(connection, self.id, number)
        return ChangeList(self._connections, self.id, number, pieces, names)

    def cell_history(self, row_id: int, column: str) -> list[tuple[Revision, Value, Value]]:
        """Return (revision, before, after) for each change of one cell, newest first.

        Where its row was split off or merged, what the parents' cells went through comes before.
        """
        with self._connections.reading() as connection:
            number = self._column(connection, column)
            found = [
                (entries.read_revision(connection, self.id, revision), old, new)
                for revision, old, new in cell_changes_of(connection, self.id, row_id, number)
            ]
        return [(told, old, new) for told, old, new in reversed(found) if told is not None]

    def origins(self, row_id: int, column: str) -> list[Origin]:
        """Return a cell's ink: one place, or one for each row of which its row was made.

        Empty for a row that a person inserted, and for a column that a person added.
        """
        with self._connections.reading() as connection:
            return read_origins(connection, self.id, row_id, self._column(connection, column))

    def places(self) -> list[Place]:
        """Return the pages or sheets of sources, or the whole files, on which its rows stood."""
        with self._connections.reading() as connection:
            return read_places(connection, self.id)

    def flags(self) -> list[tuple[int, int, str]]:
        """Return (row id, column id, what is doubtful) of the cells that were read with a flag."""
        with self._connections.reading() as connection:
            return read_flags(connection, self.id)

    def export_facts(self, revision: int) -> dict[str, Any]:
        """Return what the manifest of an export of `revision` tells; it names nobody."""
        with self._connections.reading() as connection:
            return read_facts(connection, self.id, revision)

    def _state(self, connection: sqlite3.Connection) -> tuple[int, int]:
        """The numbers of the newest revision, and of the newest that moved rows."""
        found = connection.execute(
            "SELECT head, shape FROM dataset WHERE id = ?", (self.id,)
        ).fetchone()
        if found is None:
            raise UnknownNameError(
                _("There is no dataset {dataset!r} any more.").format(dataset=self.name)
            )
        return int(found[0]), int(found[1])

    def _today(self, connection: sqlite3.Connection, shape: int) -> Order:
        kept = self._order
        if kept is None or kept[0] != shape:
            kept = self._order = (shape, read_order(connection, self.id))
        return kept[1]

    def _column(self, connection: sqlite3.Connection, name: str) -> int:
        """Return a column's id."""
        for column in read_columns(connection, self.id):
            if column.name == name:
                return column.id
        raise UnknownNameError(
            _("{dataset} has no column {column!r}.").format(dataset=self.name, column=name)
        )
