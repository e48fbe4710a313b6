"""One dataset of the store: changed by operations, annotated, and what was done taken back."""

from __future__ import annotations

import sqlite3

from curator.annotations import Annotation, Place
from curator.errors import NothingToDoError, StoreError, UnknownNameError
from curator.history import Revision, Step, redo_target, undo_target
from curator.language import _
from curator.operations import Operation
from curator.store import entries
from curator.store.annotations import (
    read_annotation,
    stored_place,
    write_annotation,
    write_answer,
)
from curator.store.ledger import sign
from curator.store.read_dataset import ReadDataset
from curator.store.recorder import Done, Recorder, stored_options
from curator.store.states import read_standing, state_step
from curator.store.stored_table import StoredTable
from curator.store.undoing import Taken, take_back_event, take_back_revision
from curator.tables import Progress


def quiet(_done: int, _total: int | None) -> None:
    """Tell nobody."""


class Dataset(ReadDataset):
    """A dataset; every method reads or writes the store at once, from any thread."""

    def apply(
        self,
        operation: Operation,
        who: str,
        why: str | None = None,
        progress: Progress = quiet,
    ) -> Revision | None:
        """Apply an operation as one more revision; None if it changed nothing.

        Args:
            who: the person's handle.
            progress: told of cells read; raises Cancelled to stop, and then nothing is kept.

        Raises:
            OperationError: it does not fit; nothing is kept.
        """
        with self._connections.writing() as connection:
            recorder = self._recorder(connection)
            table = StoredTable(connection, self.id, recorder.order, progress)
            recorder.record(operation.apply(table))
            done = Done(stored_options(operation), operation.describe(), why)
            if not recorder.finish(sign(connection, who), done):
                return None
            revision = entries.read_revision(connection, self.id, recorder.number)
        self._keep_order(recorder)
        return revision

    def set_state(self, state: str, who: str, why: str | None = None) -> Revision | None:
        """Say how far the dataset has come, as one more revision; None if it stood so already.

        Raises:
            OperationError: there is no such state; nothing is kept.
        """
        with self._connections.writing() as connection:
            done = state_step(state, why)
            recorder = self._recorder(connection)
            before = read_standing(connection, self.id, recorder.number - 1)
            if before.said == state and not before.changed and before.who in (who, None):
                return None
            recorder.say(sign(connection, who), done)
            return entries.read_revision(connection, self.id, recorder.number)

    def rehearse(self, operation: Operation, progress: Progress = quiet) -> tuple[int, int]:
        """Return how many cells and rows an operation would change; nothing is kept.

        Raises:
            OperationError: it does not fit.
        """
        with self._connections.rehearsing() as connection:
            recorder = self._recorder(connection)
            table = StoredTable(connection, self.id, recorder.order, progress)
            recorder.record(operation.apply(table))
            counts = recorder.staging.counts()
        rows = counts.pop(0, 0)
        return sum(counts.values()), rows

    def undo(self, who: str, revision: int | None = None, why: str | None = None) -> Taken:
        """Take back a revision, by default the newest revision or event that stands.

        Raises:
            NothingToDoError: there is nothing to take back.
            ConflictError: everything that it changed was changed again since.
        """
        with self._connections.writing() as connection:
            step = (
                undo_target(entries.read_steps(connection, self.id))
                if revision is None
                else self._step(connection, revision)
            )
            if step is None:
                raise NothingToDoError(
                    _("There is nothing to undo in {dataset}.").format(dataset=self.name)
                )
            taken, recorder = self._take_back(connection, step, who, why)
        self._keep_order(recorder)
        return taken

    def redo(self, who: str) -> Taken:
        """Put back what the newest undo took, if nothing was done since.

        Raises:
            NothingToDoError: there is nothing to put back.
            ConflictError: everything that it changed was changed again since.
        """
        with self._connections.writing() as connection:
            step = redo_target(entries.read_steps(connection, self.id))
            if step is None:
                raise NothingToDoError(
                    _("There is nothing to redo in {dataset}.").format(dataset=self.name)
                )
            taken, recorder = self._take_back(connection, step, who, None)
        self._keep_order(recorder)
        return taken

    def annotate(self, place: Place, kind: str, text: str, who: str) -> int:
        """Write an annotation and return its number."""
        with self._connections.writing() as connection:
            where = stored_place(connection, self.id, place)
            _head, shape = self._state(connection)
            today = self._today(connection, shape)
            if where.row_id is not None and today.state(where.row_id) is None:
                raise UnknownNameError(_("{dataset} has no such row.").format(dataset=self.name))
            signature = sign(connection, who)
            identity = self._identity(connection)
            return write_annotation(connection, signature, identity, kind, where, text)

    def answer(self, number: int, event: str, text: str | None, who: str) -> Annotation:
        """Append "answered", "resolved" or "reopened" to annotation `number`, and return it."""
        with self._connections.writing() as connection:
            signature = sign(connection, who)
            identity = self._identity(connection)
            write_answer(connection, signature, identity, number, event, text)
            return read_annotation(connection, number)

    def _recorder(self, connection: sqlite3.Connection) -> Recorder:
        _head, shape = self._state(connection)
        return Recorder(connection, self.id, self._today(connection, shape))

    def _keep_order(self, recorder: Recorder | None) -> None:
        """Keep the order that a revision which is now in the store has left."""
        if recorder is not None and recorder.moved:
            self._order = (recorder.number, recorder.order)

    def _take_back(
        self, connection: sqlite3.Connection, step: Step, who: str, why: str | None
    ) -> tuple[Taken, Recorder | None]:
        signature = sign(connection, who)
        if step.sort == "annotation":
            return take_back_event(connection, self._identity(connection), step, signature), None
        recorder = self._recorder(connection)
        return take_back_revision(recorder, self.name, step, signature, why), recorder

    def _step(self, connection: sqlite3.Connection, number: int) -> Step:
        revision = entries.read_revision(connection, self.id, number)
        if revision is None:
            raise UnknownNameError(
                _("{dataset} has no revision {number}.").format(dataset=self.name, number=number)
            )
        if number == 1:
            raise StoreError(
                _("Revision 1 is {dataset} as it was added; it cannot be taken back.").format(
                    dataset=self.name
                )
            )
        return Step("revision", number, revision.undoes, revision.name == "redo")

    def _identity(self, connection: sqlite3.Connection) -> tuple[int, str]:
        (uid,) = connection.execute("SELECT uid FROM dataset WHERE id = ?", (self.id,)).fetchone()
        return self.id, uid
