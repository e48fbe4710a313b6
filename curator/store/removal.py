"""Removing a dataset or a source for good: from the store, its log, and its backups.

First all of it goes within one transaction, which leaves a note of what is still to be done; then
the store is made compact, so that no page holds what was removed, and the backups follow. If it
is cut short after the transaction, whoever opens the store for writing next finishes it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from curator.errors import BackupError, BusyError, ConflictError, StoreError, UnknownNameError
from curator.language import _, joined
from curator.store.backups import Backup, Backups
from curator.store.connection import Connections
from curator.store.copying import copy_store, drop_copy, told
from curator.store.hashing import canonical
from curator.store.soundness import contents_of
from curator.tables import Progress

_NOTE = "removing"
"""Where store_meta notes what is still to be done."""
_HISTORY = ("rev", "chg", "pack", "span", "ink", "parent", "col_chg")
_PLAIN = ("run", "dcol")


@dataclass(frozen=True)
class Removed:
    """What was removed for good, by what tells nothing of it."""

    uids: tuple[str, ...] = ()
    """Of a dataset."""
    sources: tuple[str, ...] = ()
    """The SHA-256 of a source."""


@dataclass(frozen=True)
class Removal:
    """What became of a removal."""

    name: str
    backups: int
    """How many backups that held it were deleted."""
    sources: tuple[str, ...] = ()
    """Names of the sources it came from: they are still kept whole."""


def remove_dataset(connections: Connections, name: str, progress: Progress) -> Removal:
    """Remove a dataset with its history and annotations for good.

    Of each of its steps only the number and the hash stay, so that everybody's chain is whole.

    Args:
        progress: told of pages copied while a fresh backup is made; what it raises is too late to
            keep the dataset.

    Raises:
        UnknownNameError: there is no such dataset.
        BusyError: it is removed, and somebody reads in the store: the rest is done later.
        BackupError: it is removed from the store, and the backups still hold it.
    """
    with connections.writing() as connection:
        row = connection.execute(
            "SELECT id, name, uid FROM dataset WHERE name = ?", (name,)
        ).fetchone()
        if row is None:
            raise UnknownNameError(
                _("There is no dataset {name!r}. `curator list` names them.").format(name=name)
            )
        dataset, name, uid = row
        sources = connection.execute(
            "SELECT DISTINCT o.name FROM span s JOIN source o ON o.id = s.source WHERE s.ds = ?",
            (dataset,),
        ).fetchall()
        _forget_dataset(connection, dataset)
        _note(connection, Removed(uids=(uid,)))
    backups = finish_removals(connections, progress)
    return Removal(name, backups, tuple(source for (source,) in sources))


def remove_source(connections: Connections, wish: str, progress: Progress) -> Removal:
    """Remove a kept source for good, by its name or the beginning of its SHA-256.

    Raises:
        UnknownNameError: there is no such source, or more than one.
        ConflictError: datasets were made of it, or annotations hang on it.
        BusyError, BackupError: as `remove_dataset`.
    """
    with connections.writing() as connection:
        number, name, sha256 = _unused_source(connection, wish)
        with _Unguarded(connection, ("source", "source_chunk")):
            connection.execute("DELETE FROM source_chunk WHERE source = ?", (number,))
            connection.execute("DELETE FROM source WHERE id = ?", (number,))
        _note(connection, Removed(sources=(sha256,)))
    return Removal(name, finish_removals(connections, progress))


def name_of_unused_source(connections: Connections, wish: str) -> str:
    """Return the name of the source that `remove_source` would remove; raises what it raises."""
    with connections.reading() as connection:
        return _unused_source(connection, wish)[1]


def is_pending(connection: sqlite3.Connection) -> bool:
    """Whether a removal was cut short after the removed was gone from sight."""
    return bool(_pending(connection))


def finish_removals(connections: Connections, progress: Progress) -> int:
    """Do what is still to be done of removals, and return how many backups were deleted.

    Raises:
        BusyError: somebody reads in the store; it stays to be done.
        BackupError: no fresh backup could be made, and the older ones still hold it.
    """
    with connections.reading() as connection:
        removed = _pending(connection)
    if not removed:
        return 0
    _make_compact(connections)
    deleted = _from_backups(connections, removed, progress)
    with connections.writing() as connection:
        connection.execute("DELETE FROM store_meta WHERE key = ?", (_NOTE,))
    return deleted


def _unused_source(connection: sqlite3.Connection, wish: str) -> tuple[int, str, str]:
    """Return id, name and SHA-256 of the one source that `wish` names, if nothing needs it."""
    found = [
        (int(number), str(name), str(sha256))
        for number, name, sha256 in connection.execute("SELECT id, name, sha256 FROM source")
        if name == wish or (len(wish) >= 6 and sha256.startswith(wish.lower()))
    ]
    if not found:
        raise UnknownNameError(
            _("There is no source {name!r}. `curator sources` names them.").format(name=wish)
        )
    if len(found) > 1:
        raise UnknownNameError(
            _("Several sources are called {name}; give the beginning of one's SHA-256.").format(
                name=wish
            )
        )
    users = connection.execute(
        "SELECT name FROM dataset WHERE id IN (SELECT ds FROM span WHERE source = :source"
        " UNION SELECT ds FROM annotation WHERE source = :source) ORDER BY name",
        {"source": found[0][0]},
    ).fetchall()
    if users:
        raise ConflictError(
            _("{source} is what these were made of: {names}. Remove them first.").format(
                source=found[0][1], names=joined(user for (user,) in users)
            )
        )
    return found[0]


def _forget_dataset(connection: sqlite3.Connection, dataset: int) -> None:
    """Delete all that is kept of a dataset, and keep of its steps what the chain needs."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(
        "INSERT INTO removed_step SELECT actor, seq, hash FROM rev WHERE ds = :ds UNION ALL"
        " SELECT actor, seq, hash FROM annotation_event WHERE ds = :ds",
        {"ds": dataset},
    )
    (view,) = connection.execute("SELECT view FROM dataset WHERE id = ?", (dataset,)).fetchone()
    if view is not None:
        quoted = view.replace('"', '""')
        connection.execute(f'DROP VIEW IF EXISTS "{quoted}"')
    connection.execute(f"DROP TABLE d{dataset}")
    tables = ("annotation_event", "annotation", *_HISTORY)
    with _Unguarded(connection, tables):
        for table in (*tables, *_PLAIN):
            connection.execute(f"DELETE FROM {table} WHERE ds = ?", (dataset,))
    connection.execute("DELETE FROM dataset WHERE id = ?", (dataset,))


class _Unguarded:
    """Tables without the triggers that guard history, within one transaction."""

    def __init__(self, connection: sqlite3.Connection, tables: Sequence[str]) -> None:
        self._connection = connection
        marks = ", ".join("?" * len(tables))
        self._triggers = connection.execute(
            f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ({marks})",
            tuple(tables),
        ).fetchall()

    def __enter__(self) -> None:
        self._connection.execute("PRAGMA secure_delete = ON")
        for name, _made in self._triggers:
            self._connection.execute(f"DROP TRIGGER {name}")

    def __exit__(self, kind: object, _error: object, _trace: object) -> None:
        if kind is None:  # else the transaction is rolled back
            for _name, made in self._triggers:
                self._connection.execute(made)


def _note(connection: sqlite3.Connection, removed: Removed) -> None:
    waiting = [*_pending(connection), removed]
    connection.execute(
        "INSERT OR REPLACE INTO store_meta VALUES (?, ?)",
        (_NOTE, canonical([asdict(one) for one in waiting])),
    )


def _pending(connection: sqlite3.Connection) -> list[Removed]:
    row = connection.execute("SELECT value FROM store_meta WHERE key = ?", (_NOTE,)).fetchone()
    if row is None:
        return []
    return [Removed(tuple(one["uids"]), tuple(one["sources"])) for one in json.loads(row[0])]


def _make_compact(connections: Connections) -> None:
    """Write the store anew without its free pages, and cut its log off."""
    name = connections.path.name
    try:
        with connections.alone() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA temp_store = FILE")  # as large as the store
            connection.execute("VACUUM")
            connection.execute("PRAGMA temp_store = MEMORY")
            (busy, *_pages) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except StoreError as error:
        raise StoreError(
            _(
                "It is removed, and {name} still holds traces, since it could not be made compact:"
                " {reason} Whatever opens it for writing next tries again."
            ).format(name=name, reason=error)
        ) from error
    if busy:
        raise BusyError(
            _(
                "It is removed, and {name} still holds traces, since another program reads it."
                " Close it there; whatever opens {name} for writing next finishes the removal."
            ).format(name=name)
        )


def _from_backups(connections: Connections, removed: list[Removed], progress: Progress) -> int:
    """Make a fresh backup, if there were any, and delete those that hold what was removed."""
    backups = Backups(connections.path)
    backups.tidy(age=0)  # what was cut short may hold it too
    holding = [backup for backup in backups.all() if _holds(backup, removed)]
    if not holding:
        return 0
    try:
        copy_store(connections.reader(), backups.place(), progress)
    except StoreError as error:
        raise BackupError(
            _(
                "It is removed from the store, and still stands in the backups, which are kept"
                " until a fresh one can be made: {reason}"
            ).format(reason=error)
        ) from error
    for backup in holding:
        _overwrite(backup.path)
        drop_copy(backup.path)
    return len(holding)


def _holds(backup: Backup, removed: list[Removed]) -> bool:
    """Whether a backup holds what was removed; one that cannot be read may."""
    try:
        contents = contents_of(backup.path)
    except BackupError:
        return True
    return any(
        not contents.uids.isdisjoint(one.uids) or not contents.sources.isdisjoint(one.sources)
        for one in removed
    )


def _overwrite(path: Path) -> None:
    """Write zeros over a file: worth something on a spinning disk, little on an SSD."""
    with suppress(BackupError), told(path), path.open("r+b", buffering=0) as file:
        block = bytes(1 << 20)
        left = path.stat().st_size
        while left > 0:
            left -= file.write(block[:left])
