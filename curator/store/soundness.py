"""Whether a copy of a store is whole: what can be told without the hours a full examination takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from curator.errors import BackupError, Cancelled, StoreError
from curator.language import _
from curator.store.hashing import canonical
from curator.store.opening import connect_frozen, version_of
from curator.store.people import people_faults

_STEPS = 200_000
"""Steps of SQLite's machine after which one may stop."""


@dataclass(frozen=True)
class Contents:
    """What a copy holds."""

    datasets: tuple[str, ...]
    """Their names."""
    uids: frozenset[str]
    sources: frozenset[str]
    """Their SHA-256s."""
    mark: str
    """How far each person had come; see `mark_of`."""


def mark_of(connection: sqlite3.Connection) -> str:
    """Return how far each person has come: the same for two stores exactly if nothing was done."""
    return canonical(
        [
            [key, seq, digest.hex()]
            for key, seq, digest in connection.execute(
                "SELECT key, last_seq, last_hash FROM actor WHERE last_seq > 0 ORDER BY key"
            )
        ]
    )


def contents_of(path: Path) -> Contents:
    """Return what a copy holds, read without leaving a file beside it.

    Raises:
        BackupError: it cannot be read as a store.
    """
    with _told(path), closing(connect_frozen(path)) as connection:
        datasets = connection.execute("SELECT name, uid FROM dataset ORDER BY name").fetchall()
        sources = connection.execute("SELECT sha256 FROM source").fetchall()
        return Contents(
            tuple(name for name, _uid in datasets),
            frozenset(uid for _name, uid in datasets),
            frozenset(sha256 for (sha256,) in sources),
            mark_of(connection),
        )


def refuse_unsound(path: Path, name: str, pulse: Callable[[], None] = lambda: None) -> None:
    """Examine a copy as SQLite does, and every person's chain of steps.

    Args:
        name: what it is called, for whoever is told.
        pulse: called while it lasts; raises Cancelled to stop.

    Raises:
        BackupError: it is not whole.
    """
    with _told(path):
        version_of(path, frozen=True)
        with closing(connect_frozen(path)) as connection, _stoppable(connection, pulse):
            for fault in _faults(connection):
                raise BackupError(
                    _("{name} is not whole ({fault}). Use another backup.").format(
                        name=name, fault=fault.rstrip(".")
                    )
                )


@contextmanager
def _stoppable(connection: sqlite3.Connection, pulse: Callable[[], None]) -> Iterator[None]:
    """Let `pulse` stop what SQLite does."""

    def ask() -> bool:
        try:
            pulse()
        except Cancelled:
            return True
        return False

    connection.set_progress_handler(ask, _STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        pulse()
        raise


def _faults(connection: sqlite3.Connection) -> Iterator[str]:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        yield str(found)
    yield from people_faults(connection)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what is raised where a copy is no whole store into a sentence."""
    try:
        yield
    except BackupError:
        raise
    except StoreError as error:
        raise BackupError(str(error)) from error
    except (sqlite3.Error, UnicodeDecodeError, TypeError) as error:
        raise BackupError(
            _("{name} is not whole ({fault}). Use another backup.").format(
                name=path.name, fault=error
            )
        ) from error
