"""Connections to the store's file: made, checked, one a thread, one writer."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from curator.errors import BusyError, StoreError
from curator.language import _
from curator.store.ballast import Ballast
from curator.store.lock import WriterLock
from curator.store.migrations import VERSION
from curator.store.opening import (
    connect,
    connect_frozen,
    is_frozen,
    is_locked,
    make,
    read_only,
    refuse_old_sqlite,
    too_old_to_read,
    version_of,
)
from curator.store.scanning import scanning
from curator.store.telling import explain, is_damage, is_full, told, told_relieved
from curator.store.upgrading import upgrade_safely
from curator.values import plain


class Connections:
    """The store's file: a connection for each thread that reads, and one that writes."""

    def __init__(self, path: Path, program: str | None) -> None:
        """Open the store at `path`.

        Args:
            program: what is writing, in words; None opens for reading only. A writer makes the
                store if there is none.

        Raises:
            StoreError: it is no store, too new, cannot be opened, or is to be read and not there.
            BusyError: somebody else is writing.
            ReadOnlyError: it is to be written, or read with its log, where nothing can be written.
            BackupError: it is of an earlier version, and could not be backed up.
        """
        refuse_old_sqlite()
        self.path = path = path.resolve()
        self.ballast = Ballast(path)
        self.frozen = False
        """Whether it lies where nothing can be written."""
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock: WriterLock | None = None
        self._writing = threading.RLock()
        self._watching = threading.Lock()
        self._moment: tuple[int, int] | None = None
        self._closed = False
        try:
            with _opened(path):
                self._begin(program)
        except StoreError:
            self.close()
            raise

    def _begin(self, program: str | None) -> None:
        path = self.path
        self.frozen = is_frozen(path)
        if program is not None and (self.frozen or is_locked(path)):
            raise read_only(path)
        if program is not None:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            version_of(path)
            self._lock = WriterLock(path, program)
            self._with_room(self._make)
            self._upgrade()
            self.ballast.renew()
        elif not path.exists() or not path.stat().st_size:
            raise StoreError(
                _("There is no store at {path} yet. `curator add FILE` makes one.").format(
                    path=path
                )
            )
        elif version_of(path, frozen=self.frozen) < VERSION:
            if self.frozen:
                raise too_old_to_read(path)
            self._lock = WriterLock(path, "curator, which upgrades it")
            self._upgrade()
            self._lock.release()
            self._lock = None

    @property
    def writable(self) -> bool:
        """Whether this process may write."""
        return self._lock is not None

    @property
    def refusal(self) -> StoreError | None:
        """What is told to who wants to change it here; None where this process may."""
        if self.frozen:
            return read_only(self.path)
        if self.writable or self._closed:
            return None
        return BusyError(
            _(
                "{name} was opened for reading only. To change it, close it and open it again."
            ).format(name=self.path.name)
        )

    def reader(self) -> sqlite3.Connection:
        """Return this thread's connection for reading; raises StoreError once it is closed."""
        if self._closed:
            raise StoreError(_("{name} was closed.").format(name=self.path.name))
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cache_size = -4000")
            # SQLite writes 0.1 + 0.2 otherwise than curator does; see `rows.read_lines`
            connection.create_function("as_text", 1, plain, deterministic=True)
            self._local.connection = connection
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read within one transaction, so that all of it sees the same moment."""
        connection = self.reader()
        if connection.in_transaction:
            yield connection
            return
        with told(self.path, connection):
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    with suppress(sqlite3.DatabaseError):  # damage was told of already
                        connection.execute("ROLLBACK")

    def scanning(self, stops: Callable[[], bool]) -> AbstractContextManager[sqlite3.Connection]:
        """Read long within one transaction, on a connection of its own; see `scanning`.

        Args:
            stops: asked now and then, from within SQLite, whether to stop.
        """
        self.reader()  # refuses once the store is closed
        return scanning(self.path, self._made(), lambda: self._closed or stops())

    def moved(self) -> bool:
        """Whether somebody else has changed the store since this was asked last.

        Raises:
            StoreError: another file has taken its place, as a restored backup does.
        """
        with self._watching:
            if not hasattr(self, "_watcher"):
                self._watcher = self._connect()
            with told(self.path, self._watcher):
                (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
            file = self.path.stat().st_ino if self.path.exists() else 0
            before, self._moment = self._moment or (version, file), (version, file)
        if before[1] != file:
            raise StoreError(
                _(
                    "Another store was put in the place of {name}. Close it and open it anew."
                ).format(name=self.path.name)
            )
        return bool(before[0] != version)

    def explain(self, error: BaseException) -> None:
        """Raise StoreError if `error` is none of SQLite's and the file is damaged."""
        if not self._closed:
            explain(self.path, self.reader(), error)

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Write within one transaction: all of it is kept, or nothing.

        Raises:
            BusyError: the store was opened for reading, or is locked by another program.
            StoreError: the disk is full or fails.
        """
        return self._changing("COMMIT")

    def rehearsing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Write as `writing` does, and keep nothing of it."""
        return self._changing("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Use the writing connection outside a transaction, for what SQLite does in none.

        Raises:
            BusyError, StoreError: as `writing`.
        """
        self._refuse_reader()
        with self._writing:
            connection = self._writer()
            with told(self.path, connection), told_relieved(self.path, self.ballast):
                yield connection

    @contextmanager
    def _changing(self, end: str) -> Iterator[sqlite3.Connection]:
        self._refuse_reader()
        with self._writing:
            if self._closed:
                raise StoreError(_("{name} was closed.").format(name=self.path.name))
            connection = self._writer()
            assert not connection.in_transaction, "one change is not made within another"
            with told(self.path, connection), told_relieved(self.path, self.ballast):
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
                    connection.execute(end)
                finally:
                    if connection.in_transaction:  # SQLite itself has rolled back on a full disk
                        connection.execute("ROLLBACK")
            self.ballast.renew()

    def _refuse_reader(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    def _writer(self) -> sqlite3.Connection:
        if not hasattr(self, "_write_connection"):
            self._write_connection = self._connect()
        return self._write_connection

    def close(self) -> None:
        """Close every connection, after a change that is being made, and let go of the lock."""
        with self._writing:
            self._closed = True
            while self._open:
                self._open.pop().close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _connect(self) -> sqlite3.Connection:
        connection = self._made()
        self._open.append(connection)
        return connection

    def _made(self) -> sqlite3.Connection:
        return connect_frozen(self.path) if self.frozen else connect(self.path)

    def _make(self) -> None:
        """Make an empty store, where there is none."""
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        make(self._writer())

    def _upgrade(self) -> None:
        """Bring an older store to this version, after a verified backup: all of it, or nothing."""
        if version_of(self.path) < VERSION:
            upgrade_safely(self._writer(), self.path)

    def _with_room(self, task: Callable[[], None]) -> None:
        """Do what a full disk may hinder; once more without the ballast if it does."""
        try:
            task()
        except sqlite3.Error as error:
            if not is_full(self.path, error) or not self.ballast.release():
                raise
            task()


@contextmanager
def _opened(path: Path) -> Iterator[None]:
    """Tell in words why a store cannot be opened."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            _("{path} could not be opened: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError) or is_damage(error):
            raise StoreError(
                _(
                    "{path} is damaged and cannot be opened ({error}). `curator restore` puts it"
                    " aside and goes back to your newest backup."
                ).format(path=path, error=error)
            ) from error
        raise StoreError(
            _("{path} could not be opened as a store: {error}.").format(path=path, error=error)
        ) from error
