"""What stands at a path, and how SQLite opens it: a store, of which version, writable or not."""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from curator.errors import ReadOnlyError, StoreError
from curator.language import _
from curator.store.migrations import VERSION, schema_script

APPLICATION = 0x63757261
"""SQLite's application_id of a store: "cura"."""
OLDEST_SQLITE = (3, 37, 0)


def refuse_old_sqlite() -> None:
    """Raise StoreError where this Python's SQLite is too old for a store."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            _("Curator needs SQLite 3.37 or newer; this Python has {version}.").format(
                version=sqlite3.sqlite_version
            )
        )


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to a store, with the pragmas under which a store is used."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    _set_up(connection)
    return connection


def connect_frozen(path: Path) -> sqlite3.Connection:
    """Return a connection to a store that nobody can change meanwhile: it makes no file."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    _set_up(connection)
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")


def is_frozen(path: Path) -> bool:
    """Whether a store lies where nothing can be written: SQLite then cannot make its own files.

    Raises:
        ReadOnlyError: changes wait in a log beside it that can only be read where one can write.
    """
    if not path.exists() or _may_write(path.parent):
        return False
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise ReadOnlyError(
            _(
                "{name} lies where you may not write, and its newest changes wait in {log},"
                " which cannot be read there. Copy both files to a disk and open the copy."
            ).format(name=path.name, log=log.name)
        )
    return True


if sys.platform == "win32":

    def _may_write(folder: Path) -> bool:
        """Windows tells it of no folder; a file that is gone once closed finds out."""
        try:
            os.close(os.open(folder / ".curator", os.O_CREAT | os.O_RDWR | os.O_TEMPORARY))
        except OSError:
            return False
        return True
else:

    def _may_write(folder: Path) -> bool:
        return os.access(folder, os.W_OK)


def is_locked(path: Path) -> bool:
    """Whether there is a store that this person may not write to."""
    return path.exists() and not os.access(path, os.W_OK)


def read_only(path: Path) -> ReadOnlyError:
    """Return what is told to who wants to change a store that lies where nothing can be written."""
    return ReadOnlyError(
        _(
            "{name} lies where you may not write, and can only be read."
            " To change it, copy it to a disk and open the copy."
        ).format(name=path.name)
    )


def too_old_to_read(path: Path) -> ReadOnlyError:
    """Return what is told of a store that would have to be upgraded where that cannot be done."""
    return ReadOnlyError(
        _(
            "{name} is of an earlier version, and cannot be upgraded where it lies, since you may"
            " not write there. Copy it to a disk and open the copy."
        ).format(name=path.name)
    )


def version_of(path: Path, *, frozen: bool = False) -> int:
    """Return the store's version, without changing a byte; this one where there is none yet.

    Args:
        frozen: nobody can change it meanwhile.

    Raises:
        StoreError: the file is no store, or one of a version that this curator does not know.
    """
    if not path.exists() or not path.stat().st_size:
        return VERSION
    try:
        application, version, things = _head(path, "ro&immutable=1" if frozen else "ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        application, version, things = _head(path, "rw")  # its making was cut: SQLite undoes it
    if application != APPLICATION and (things or application or version):
        raise StoreError(
            _(
                "{path} is no curator store; it was left as it is. If it was one, it is"
                " damaged: copy it away, and go back to your newest backup: curator restore."
            ).format(path=path)
        )
    if version > VERSION:
        raise StoreError(
            _(
                "{path} was written by a newer curator (version {version} of the store;"
                " this one knows {known}). Install the newer curator to open it. If"
                " there is none, the file is damaged: go back to your newest backup:"
                " curator restore."
            ).format(path=path, version=version, known=VERSION)
        )
    return int(version) if application else VERSION


def _head(path: Path, mode: str) -> tuple[int, int, int]:
    """Return the file's application, its version, and how many tables and the like it holds."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (things,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return application, version, things


def make(connection: sqlite3.Connection) -> None:
    """Make an empty file a store, and leave any other; a crash leaves what is made anew."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != 0:
        return
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    identity = f"INSERT INTO store_meta VALUES ('replica', '{secrets.randbits(22)}');"
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{schema_script()}\n{identity}\n"
        f"PRAGMA application_id = {APPLICATION};\nPRAGMA user_version = {VERSION};\nCOMMIT;"
    )
