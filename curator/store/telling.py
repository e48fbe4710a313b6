"""Turning what SQLite raises, and what damaged bytes lead to, into sentences for people."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from curator.errors import BusyError, StoreError
from curator.language import _
from curator.store.ballast import SIZE, Ballast

_PUZZLED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What the store's own code raises where it is given what a sound store never holds. SQLite's
module raises UnicodeDecodeError, a ValueError, where it would quote damaged text."""
_NEEDED = 1 << 18
"""Bytes free below which a disk is full for SQLite's purposes."""


@contextmanager
def told(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Work with a store's connection, and tell of what is wrong with its disk or its bytes.

    Raises:
        BusyError: another program locks the store.
        StoreError: the disk is full or fails, or the store is damaged.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise in_words(path, error) from error
    except _PUZZLED as error:
        explain(path, connection, error)
        raise


@contextmanager
def told_relieved(path: Path, ballast: Ballast) -> Iterator[None]:
    """Change a store; where the disk is full, let go of the ballast, so that the next try goes.

    Raises:
        StoreError: the disk was full, and now there is room for the last changes.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not is_full(path, error) or not ballast.release():
            raise
        raise StoreError(
            _(
                "The disk with {name} is full, and nothing of this change was kept. Curator gave"
                " back its reserve of {size} MB: do it again now, then make room before you go on."
            ).format(name=path.name, size=SIZE >> 20)
        ) from error


def is_full(path: Path, error: sqlite3.Error) -> bool:
    """Whether an error says, or comes of it, that the disk is full.

    The file that readers and the writer share cannot grow there; SQLite has other words for that.
    """
    code = _code(error)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        with suppress(OSError):
            return shutil.disk_usage(path.parent).free < _NEEDED
    return code == sqlite3.SQLITE_FULL


def explain(path: Path, connection: sqlite3.Connection, error: BaseException) -> None:
    """Raise StoreError if `error` may come of damage and SQLite finds the file damaged.

    An error of the program's own says nothing of damage, and in a sound store is a bug.
    """
    if isinstance(error, _PUZZLED):
        damage = _damage(connection)
        if damage is not None:
            raise _damaged(path, damage) from error


def in_words(path: Path, error: sqlite3.Error) -> StoreError:
    """Return what is told of an error of SQLite's."""
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(
            _("{name} is locked by another program. Close it there, or wait.").format(
                name=path.name
            )
        )
    if is_full(path, error):
        return StoreError(
            _(
                "The disk with {name} is full, and nothing of this change was kept."
                " Make room and try again."
            ).format(name=path.name)
        )
    if is_damage(error):
        return _damaged(path, str(error))
    return StoreError(
        _(
            "{name} could not be used: {error}. Run curator doctor to see whether it is sound."
        ).format(name=path.name, error=error)
    )


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that bytes are not what they were.

    SQLite knows by its codes; what was read and then was no text, JSON or pack has no code.
    """
    misuse = isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError)
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or (
        not misuse and not hasattr(error, "sqlite_errorcode")
    )


def _damaged(path: Path, damage: str) -> StoreError:
    return StoreError(
        _(
            "{name} is damaged ({damage}). Copy it away before anything else, and"
            " run curator doctor."
        ).format(name=path.name, damage=damage)
    )


def _damage(connection: sqlite3.Connection) -> str | None:
    """Return the first thing that SQLite finds wrong with the file, None if there is nothing."""
    try:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
    return None if found == "ok" else str(found)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
