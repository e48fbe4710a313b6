"""A recorded disk: what the store's own code writes, syncs, cuts off and deletes, in order.

SQLite's files are reached through a VFS of apsw. The store asks for its connections as ever, with
its own pragmas; while it is recorded they are apsw's, in the dress of the standard library's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import pytest


class Write(NamedTuple):
    file: str
    offset: int
    data: bytes


class Truncate(NamedTuple):
    file: str
    size: int


class Sync(NamedTuple):
    file: str


class Delete(NamedTuple):
    file: str
    synced: bool
    """Whether the folder is synced after it."""


class Done(NamedTuple):
    """A change was acknowledged."""

    kind: str
    count: int
    hash: str
    digest: str
    """Of what the dataset showed then."""


Event = Write | Truncate | Sync | Delete | Done


class RecordedFile(apsw.VFSFile):
    """A file that notes what is done to it."""

    def __init__(self, name: Any, flags: list[int], events: list[Event]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path).name if path else ""
        self._events = events
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - SQLite's word
        self._note(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802 - SQLite's word
        self._note(Truncate(self._name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's word
        super().xSync(flags)
        self._note(Sync(self._name))

    def _note(self, event: Event) -> None:
        if self._name:  # files without a name die with their process
            self._events.append(event)


class RecordedDisk(apsw.VFS):
    """The system's own disk, with `events` noted."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        super().__init__("recorded", "")

    def xOpen(self, name: Any, flags: list[int]) -> RecordedFile:  # noqa: N802 - SQLite's word
        return RecordedFile(name, flags, self.events)

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: N802 - SQLite's word
        if Path(name).exists():  # SQLite deletes what may be gone already
            super().xDelete(name, sync)
            self.events.append(Delete(Path(name).name, bool(sync)))


class Cursor:
    """As much of `sqlite3.Cursor` as the store uses."""

    def __init__(self, cursor: apsw.Cursor) -> None:
        self._cursor = cursor
        self.fetchone = cursor.fetchone
        self.fetchall = cursor.fetchall
        try:
            self.description: Sequence[Any] = cursor.description
        except apsw.ExecutionCompleteError:
            self.description = ()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self._cursor, size))

    @property
    def lastrowid(self) -> int:
        return self._cursor.connection.last_insert_rowid()


class Connection:
    """As much of `sqlite3.Connection` as the store uses."""

    def __init__(self, path: str, flags: int, vfs: str | None) -> None:
        self._connection = apsw.Connection(path, flags=flags, vfs=vfs)
        self._connection.set_busy_timeout(5_000)
        self.close = self._connection.close

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, statement: str, values: Any = None) -> Cursor:
        return Cursor(self._connection.execute(statement, values))

    def executemany(self, statement: str, rows: Any) -> Cursor:
        return Cursor(self._connection.executemany(statement, rows))

    def backup(self, target: Connection, *, pages: int, progress: Any) -> None:
        source = self._connection
        with target._connection.backup("main", source, "main") as copying:
            while not copying.done:
                copying.step(pages)
                progress(0, copying.remaining, copying.page_count)

    def set_progress_handler(self, handler: Any, steps: int) -> None:
        self._connection.set_progress_handler(handler, steps)

    def create_function(
        self, name: str, narg: int, function: Any, *, deterministic: bool = False
    ) -> None:
        self._connection.create_scalar_function(name, function, narg, deterministic=deterministic)

    def executescript(self, script: str) -> Cursor:
        return self.execute(script)


@contextmanager
def recorded(checkpoint: int | None = None) -> Iterator[list[Event]]:
    """Record what stores do to the disk; yields the list that grows.

    Args:
        checkpoint: after how many pages the log is carried into the store; None leaves SQLite's
            1,000, with which few moments of a short recording are within a checkpoint.
    """
    disk = RecordedDisk()
    plain = sqlite3.connect

    def connect(path: str | Path, **wishes: Any) -> Any:
        if str(path) == ":memory:":
            return plain(path, **wishes)
        if wishes.get("uri"):
            flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
            return Connection(str(path), flags, None)  # it changes nothing that could be noted
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        made = Connection(str(path), flags, "recorded")
        if checkpoint is not None:
            made.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}").fetchall()
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect)
        try:
            yield disk.events
        finally:
            disk.unregister()
