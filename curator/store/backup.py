"""Backing a store up: by hand, and by itself while somebody works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from curator.errors import BackupError
from curator.language import _
from curator.store.backups import Backup, Backups, backup_at
from curator.store.copying import copy_store, refuse_changed, refuse_small, size_of
from curator.store.soundness import Contents, contents_of, mark_of, refuse_unsound
from curator.store.store import Store
from curator.tables import Progress

INTERVAL = timedelta(hours=1)
"""While somebody works, a backup is made so often."""


def back_up(store: Store, progress: Progress) -> Backup:
    """Back the store up into the folder beside it, and thin the older backups out.

    Raises:
        BackupError: it could not be made; the older ones are as they were.
    """
    return _backed_up(store, Backups(store.connections.path), progress, spare=0)


def back_up_to(store: Store, target: Path, progress: Progress) -> Backup:
    """Back the store up elsewhere: into a folder, or as a file whose name ends in .store.

    Raises:
        BackupError: it could not be made, or there is such a file.
    """
    backups = Backups(store.connections.path)
    if target.suffix == ".store":
        if target.exists():
            raise BackupError(
                _("There is a file at {path} already. Give another name, or a folder.").format(
                    path=target
                )
            )
        place = target
    else:
        place = backups.place(folder=target)
    copy_store(store.connections.reader(), place, progress)
    return backup_at(place) or Backup(place, datetime.now(UTC), "backup", place.stat().st_size)


def is_due(store: Store, *, after: timedelta) -> bool:
    """Whether something was done since the newest backup, and that is so old."""
    newest = Backups(store.connections.path).newest()
    with store.connections.reading() as connection:
        mark = mark_of(connection)
    if mark == "[]":
        return False
    if newest is None:
        return True
    if datetime.now(UTC) - newest.at < after:
        return False
    with suppress(BackupError):
        return contents_of(newest.path).mark != mark
    return True


def back_up_by_itself(store: Store, progress: Progress) -> Backup:
    """Back the store up without having been asked: only where much room is left on the disk.

    Raises:
        BackupError: it was not made, and why.
    """
    size = size_of(store.connections.reader())
    return _backed_up(store, Backups(store.connections.path), progress, spare=size)


def listed(store: Path) -> Iterator[tuple[Backup, Contents | None]]:
    """Yield the backups beside a store, newest first, with what each holds; None if unreadable."""
    for backup in Backups(store.resolve()).all():
        contents = None
        with suppress(BackupError):
            contents = contents_of(backup.path)
        yield backup, contents


def refuse_bad(path: Path) -> None:
    """Raise BackupError where a backup is not whole, or not what it was when it was made."""
    refuse_changed(path)
    refuse_unsound(path, path.name)


def _backed_up(store: Store, backups: Backups, progress: Progress, spare: int) -> Backup:
    connection = store.connections.reader()
    size = size_of(connection)
    place = backups.place()
    refuse_small(place.parent, size + spare)
    if store.connections.writable:
        backups.tidy()
    copy_store(connection, place, progress)
    backups.thin_out(size)
    made = backup_at(place)
    assert made is not None, "it has the name of a backup"
    return made
