"""Examining what keeps a store safe: its backups, its ballast, who may read it, and removals."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from curator.errors import BackupError, StoreError
from curator.language import _, ngettext
from curator.store.backup import is_due, refuse_bad
from curator.store.backups import Backup, Backups
from curator.store.ballast import SIZE, SPARE
from curator.store.copying import size_of
from curator.store.doctor import Finding
from curator.store.removal import is_pending
from curator.store.store import Store
from curator.tables import Progress

OLD = timedelta(days=1)
"""A backup that is older than what was done since by more than this is told of."""


def examine_keeping(store: Store, progress: Progress) -> Iterator[Finding]:
    """Yield a finding for the backups, the ballast, the modes of the files, and removals."""
    yield _seen("backups", lambda: _backups(store, progress))
    yield _seen("removals", lambda: _removals(store))
    if not store.connections.frozen:
        yield _ballast(store)
        if sys.platform != "win32":
            yield _modes(store.connections.path)


def _seen(what: str, look: Callable[[], Finding]) -> Finding:
    """Look, and count it as damage where the store is too damaged for that."""
    try:
        return look()
    except (StoreError, sqlite3.DatabaseError, ValueError) as error:
        words = _(
            "They cannot be examined ({error}). Go back to your newest backup: curator restore"
        )
        return Finding(what, "damaged", words.format(error=error))


def _backups(store: Store, progress: Progress) -> Finding:
    """Every backup is whole and as it was made, and the newest is not old."""
    backups = Backups(store.connections.path)
    found = backups.all()
    bad = []
    for done, backup in enumerate(found):
        progress(done, len(found))
        if backup.kind != "put-aside" and (fault := _fault(backup)):
            bad.append(fault)
    if bad:
        advice = _("Delete what is damaged, and make a new one: curator backup")
        return Finding("backups", "damaged", " ".join([*bad, advice]))
    newest = backups.newest()
    if is_due(store, after=OLD):
        return Finding("backups", "advice", _old(store, newest))
    if newest is None:
        return Finding("backups", "sound", _("there is nothing to back up yet"))
    count = sum(backup.kind != "put-aside" for backup in found)
    words = ngettext(
        "{count} is whole; the newest is of {at} (UTC)",
        "{count} are whole; the newest is of {at} (UTC)",
        count,
    )
    return Finding("backups", "sound", words.format(count=count, at=_day(newest.at)))


def _fault(backup: Backup) -> str | None:
    try:
        refuse_bad(backup.path)
    except BackupError as error:
        return str(error)
    return None


def _old(store: Store, newest: Backup | None) -> str:
    """Say that there is no backup or an old one, and why none is made by itself."""
    path = store.connections.path
    if newest is None:
        told = _("There is none. Make one: curator backup")
    else:
        told = _("The newest is of {at} (UTC), and work went on since. Run: curator backup").format(
            at=_day(newest.at)
        )
    need = 2 * size_of(store.connections.reader())
    free = shutil.disk_usage(path.parent).free
    if free >= need:
        return told
    short = _(
        "None is made by itself, since the disk has {free:,} bytes free and {need:,} are wanted."
        " Make room, or use another disk: curator backup FOLDER"
    ).format(free=free, need=need)
    return f"{told} {short}"


def _ballast(store: Store) -> Finding:
    ballast = store.connections.ballast
    if ballast.is_whole:
        return Finding(
            "reserve", "sound", _("{size} MB are held back for a full disk").format(size=SIZE >> 20)
        )
    return Finding(
        "reserve",
        "advice",
        _(
            "No room is held back for a full disk. Have {need} MB free on this disk; the next"
            " change then makes the reserve anew."
        ).format(need=SPARE * SIZE >> 20),
    )


def _modes(path: Path) -> Finding:
    """The store, its backups and what lies beside it are the person's alone."""
    backups = Backups(path)
    files = [path, *(backup.path for backup in backups.all())]
    files += [p for end in ("-wal", "-shm") if (p := path.with_name(path.name + end)).exists()]
    folders = [backups.folder] if backups.folder.exists() else []
    open_ones = [p for p in (*files, *folders) if stat.S_IMODE(p.stat().st_mode) & 0o077]
    if not open_ones:
        return Finding("access", "sound", _("the store and its backups are readable by you alone"))
    return Finding(
        "access",
        "advice",
        _("Others may read {path}. Take that from them: chmod go= {path}").format(
            path=open_ones[0]
        ),
    )


def _removals(store: Store) -> Finding:
    with store.connections.reading() as connection:
        pending = is_pending(connection)
    if not pending:
        return Finding("removals", "sound", _("nothing that was removed waits to be wiped out"))
    return Finding(
        "removals",
        "advice",
        _(
            "What was removed for good still stands in free pages or backups. Close the store"
            " elsewhere, have as much room as it takes, and open it: curator open"
        ),
    )


def _day(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
