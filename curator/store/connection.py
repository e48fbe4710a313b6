"""Connections to the store's file: made, checked, one a thread, one writer."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from curator.errors import BusyError, Cancelled, StoreError
from curator.language import _
from curator.store.lock import WriterLock
from curator.store.migrations import VERSION, schema_script, upgrade
from curator.store.telling import explain, is_damage, told

APPLICATION = 0x63757261
"""SQLite's application_id of a store: "cura"."""
OLDEST_SQLITE = (3, 37, 0)
_STEPS = 20_000
"""SQLite's steps between two questions whether to stop; some milliseconds."""


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
        """
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise StoreError(
                _("Curator needs SQLite 3.37 or newer; this Python has {version}.").format(
                    version=sqlite3.sqlite_version
                )
            )
        self.path = path = path.resolve()
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock: WriterLock | None = None
        self._writing = threading.RLock()
        self._closed = False
        try:
            if program is not None:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._version()
                self._lock = WriterLock(path, program)
                self._make()
                self._upgrade()
            elif not path.exists() or not path.stat().st_size:
                raise StoreError(
                    _("There is no store at {path} yet. `curator add FILE` makes one.").format(
                        path=path
                    )
                )
            elif self._version() < VERSION:
                self._lock = WriterLock(path, "curator, which upgrades it")
                self._upgrade()
                self._lock.release()
                self._lock = None
        except OSError as error:
            self.close()
            raise StoreError(
                _("{path} could not be opened: {reason}.").format(path=path, reason=error.strerror)
            ) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self.close()
            if isinstance(error, UnicodeDecodeError) or is_damage(error):
                raise StoreError(
                    _(
                        "{path} is damaged and cannot be opened ({error}). Copy it away before"
                        " anything else, and go back to your newest backup."
                    ).format(path=path, error=error)
                ) from error
            raise StoreError(
                _("{path} could not be opened as a store: {error}.").format(path=path, error=error)
            ) from error
        except StoreError:
            self.close()
            raise

    @property
    def writable(self) -> bool:
        """Whether this process may write."""
        return self._lock is not None

    def reader(self) -> sqlite3.Connection:
        """Return this thread's connection for reading; raises StoreError once it is closed."""
        if self._closed:
            raise StoreError(_("{name} was closed.").format(name=self.path.name))
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cache_size = -4000")
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

    @contextmanager
    def scanning(self, stops: Callable[[], bool]) -> Iterator[sqlite3.Connection]:
        """Read long within one transaction, on a connection that ends with it.

        What SQLite sorts meanwhile goes to files that nobody else can open, so memory stays flat.

        Args:
            stops: asked now and then, from within SQLite, whether to stop.

        Raises:
            Cancelled: it was stopped, or the store is closed meanwhile.
        """
        self.reader()  # refuses once the store is closed
        with closing(self._made()) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cache_size = -4000")
            connection.execute("PRAGMA temp_store = FILE")
            connection.set_progress_handler(lambda: self._closed or stops(), _STEPS)
            with told(self.path, connection):
                try:
                    connection.execute("BEGIN")
                    yield connection
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                        raise Cancelled(_("Stopped; nothing was changed.")) from error
                    raise

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
    def _changing(self, end: str) -> Iterator[sqlite3.Connection]:
        if self._lock is None:
            raise BusyError(_("{name} was opened for reading only.").format(name=self.path.name))
        with self._writing:
            if self._closed:
                raise StoreError(_("{name} was closed.").format(name=self.path.name))
            connection = self._writer()
            assert not connection.in_transaction, "one change is not made within another"
            with told(self.path, connection):
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
                    connection.execute(end)
                finally:
                    if connection.in_transaction:  # SQLite itself has rolled back on a full disk
                        connection.execute("ROLLBACK")

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
        connection = sqlite3.connect(
            self.path, isolation_level=None, timeout=5, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection

    def _make(self) -> None:
        """Make an empty store; a crash half-way leaves a file that is made anew next time."""
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = self._writer()
        if connection.execute("PRAGMA user_version").fetchone()[0] != 0:
            return
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return
        identity = f"INSERT INTO store_meta VALUES ('replica', '{secrets.randbits(22)}');"
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{schema_script()}\n{identity}\n"
            f"PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {VERSION};\nCOMMIT;"
        )

    def _upgrade(self) -> None:
        """Bring an older store to this version: all of it, or nothing."""
        if self._version() == VERSION:
            return
        connection = self._writer()
        try:
            connection.execute("BEGIN IMMEDIATE")
            upgrade(connection)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _version(self) -> int:
        """Return the store's version, without changing a byte; this one where there is none yet.

        Raises:
            StoreError: the file is no store, or one of a version that this curator does not know.
        """
        if not self.path.exists() or not self.path.stat().st_size:
            return VERSION
        try:
            application, version, things = self._head("ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            application, version, things = self._head("rw")  # its making was cut: SQLite undoes it
        if application != APPLICATION and (things or application or version):
            raise StoreError(
                _(
                    "{path} is no curator store; it was left as it is. If it was one, it is"
                    " damaged: copy it away, and go back to your newest backup."
                ).format(path=self.path)
            )
        if version > VERSION:
            raise StoreError(
                _(
                    "{path} was written by a newer curator (version {version} of the store;"
                    " this one knows {known}). Install the newer curator to open it. If"
                    " there is none, the file is damaged: go back to your newest backup."
                ).format(path=self.path, version=version, known=VERSION)
            )
        return int(version) if application else VERSION

    def _head(self, mode: str) -> tuple[int, int, int]:
        """Return the file's application, its version, and how many tables and the like it holds."""
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (things,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return application, version, things
