"""Putting a backup in the place of the store, which is put aside and never destroyed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from curator.errors import BackupError, BusyError
from curator.export.safe_folder import sync_folder
from curator.language import _
from curator.store.backup import refuse_bad
from curator.store.backups import WAITING, Backups
from curator.store.copying import SUM, copy_file, told
from curator.store.lock import WriterLock
from curator.store.opening import is_frozen, read_only
from curator.store.telling import is_damage
from curator.tables import Progress


def restore(path: Path, backup: Path, progress: Progress) -> Path | None:
    """Put a copy of `backup` in the place of the store at `path`.

    At every moment there is a whole store at `path`, the present one or the restored one.

    Returns:
        Where the present store was put aside; None where there was none.

    Raises:
        BackupError: the backup is not whole, or something could not be written.
        BusyError: somebody writes to the store, or reads in it.
    """
    path = path.resolve()
    if is_frozen(path):
        raise read_only(path)
    refuse_bad(backup)
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = WriterLock(path, "curator restore")
    Backups(path).tidy()
    waiting = path.with_name(path.name + WAITING)
    try:
        copy_file(backup, waiting, progress)
        aside = _put_aside(path) if path.exists() else None
        with told(path):
            waiting.replace(path)
            sync_folder(path.parent)
        Backups(path).thin_out(path.stat().st_size)
        return aside
    finally:
        for name in (waiting.name, waiting.name + SUM):
            with suppress(OSError):
                path.with_name(name).unlink(missing_ok=True)
        lock.release()


def _put_aside(path: Path) -> Path:
    """Give the present store a second name among the backups, and take its log in or away."""
    backups = Backups(path)
    aside = backups.place("put-aside")
    log, shared = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    kept = aside.with_name(aside.name + "-wal")
    with told(aside):
        if log.exists() and log.stat().st_size:  # SQLite may delete it where the store is damaged
            shutil.copyfile(log, kept)
            kept.chmod(0o600)
        if _take_in_log(path):
            kept.unlink(missing_ok=True)
        try:
            os.link(path, aside)
        except OSError:  # FAT has no second names
            shutil.copyfile(path, aside)
        aside.chmod(0o600)
        sync_folder(aside.parent)
        shared.unlink(missing_ok=True)
        log.unlink(missing_ok=True)
        sync_folder(path.parent)
    return aside


def _take_in_log(path: Path) -> bool:
    """Carry the log into the store, so that it is one file; False where it is too damaged for that.

    Raises:
        BusyError: somebody else uses the store.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=2)) as connection:
            (busy, *_pages) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            raise BackupError(
                _("{name} could not be put aside: {error}.").format(name=path.name, error=error)
            ) from error
        return False
    if busy:
        raise BusyError(
            _("{name} is being read by another program. Close it there, or wait.").format(
                name=path.name
            )
        )
    return True
