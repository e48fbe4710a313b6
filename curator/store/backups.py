"""The backups beside a store: made whole, listed, and thinned out as they grow old."""

from __future__ import annotations

import glob
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from curator.errors import UnknownNameError
from curator.export.safe_folder import WAITING as UNFINISHED
from curator.language import _
from curator.store.copying import SUM, drop_copy, told

Kind = Literal["backup", "before-upgrade", "put-aside"]
NEWEST = 6
"""So many of the newest backups stay; while one works, one is made an hour."""
DAYS, WEEKS = 7, 4
"""The newest of each of so many days, and of so many weeks, stays too."""
SPECIAL = 3
"""So many made before an upgrade stay, and so many stores that a restored one took the place of."""
TIMES, SMALL = 4, 512 << 20
"""All backups together take no more than so many times the store, or so many bytes."""
WAITING = ".restoring"
"""The ending of a backup on its way into the store's place."""
STALE = 3600
"""Seconds after which nobody is at work on what was cut short."""
_NAME = re.compile(
    r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}Z)(-(?P<kind>before-upgrade|put-aside))?\.store"
)
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """A whole store of an earlier moment."""

    path: Path
    at: datetime
    """When it was made (UTC)."""
    kind: Kind
    size: int
    """Bytes."""


class Backups:
    """The folder of a store's backups."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.folder = store.with_name(store.name + ".backups")

    def all(self) -> list[Backup]:
        """Return the backups, newest first; a link to the store itself is none."""
        try:
            paths = list(self.folder.iterdir())
        except OSError:
            return []
        found = [backup for path in paths if (backup := backup_at(path)) is not None]
        return sorted(
            (backup for backup in found if not _is_same(backup.path, self.store)),
            key=lambda backup: (backup.at, backup.path.name),
            reverse=True,
        )

    def newest(self) -> Backup | None:
        """Return the newest that was made as a backup; None where there is none."""
        return next((backup for backup in self.all() if backup.kind != "put-aside"), None)

    def named(self, name: str) -> Path:
        """Return the backup of that path, or of that name in the folder.

        Raises:
            UnknownNameError: there is none.
        """
        for path in (Path(name).expanduser(), self.folder / name):
            if path.is_file():
                return path
        raise UnknownNameError(
            _("There is no backup {name!r}. `curator restore --list` lists them.").format(name=name)
        )

    def place(self, kind: Kind = "backup", folder: Path | None = None) -> Path:
        """Return a free place for a new backup, later than all that are there; make its folder.

        Args:
            folder: another folder than the store's own.
        """
        chosen = folder or self.folder
        with told(chosen):
            chosen.mkdir(parents=True, exist_ok=True, mode=0o700)
        at = datetime.now(UTC)
        if folder is None:  # also where many are made in a second, or a clock was put back
            at = max([at, *(backup.at + timedelta(seconds=1) for backup in self.all())])
        while True:
            ending = "" if kind == "backup" else f"-{kind}"
            path = chosen / f"{self.store.stem}-{at.strftime(_STAMP)}{ending}.store"
            if not path.exists():
                return path
            at += timedelta(seconds=1)

    def thin_out(self, size: int) -> None:
        """Delete what the rules of rotation no longer keep; `size` is the store's, in bytes."""
        for backup in superfluous(self.all(), size, datetime.now(UTC)):
            drop_copy(backup.path)

    def tidy(self, age: float = STALE) -> None:
        """Take away what was cut short; to be called by whoever holds the writer's lock.

        That is what a killed restore left beside the store, the store's own file under a second
        name, and what a killed backup left.

        Args:
            age: seconds after which nobody is at work on a backup any more.
        """
        with told(self.store):
            for path in self.store.parent.glob(f"{glob.escape(self.store.name)}{WAITING}*"):
                path.unlink(missing_ok=True)
        if not self.folder.is_dir():
            return
        with told(self.folder):
            for path in self.folder.iterdir():
                if _is_same(path, self.store) or (_is_cut_short(path) and _is_stale(path, age)):
                    path.unlink(missing_ok=True)


def backup_at(path: Path) -> Backup | None:
    """Return the backup that a file's name says it is; None where it says no such thing."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    at = datetime.strptime(named["at"], _STAMP).replace(tzinfo=UTC)
    kind: Kind = named["kind"] or "backup"  # type: ignore[assignment] # the pattern's own words
    try:
        return Backup(path, at, kind, path.stat().st_size)
    except OSError:
        return None


def superfluous(backups: Sequence[Backup], size: int, now: datetime) -> list[Backup]:
    """Return the backups that the rules of rotation no longer keep.

    Args:
        backups: newest first.
        size: the store's, in bytes.
    """
    kept = {backup.path for backup in _kept(backups, now)}
    budget = max(TIMES * size, SMALL)
    held = 0
    dropped = []
    for place, backup in enumerate(backups):
        held += backup.size if backup.path in kept else 0
        if backup.path not in kept or (place >= 2 and held > budget):
            dropped.append(backup)
    return dropped


def _kept(backups: Sequence[Backup], now: datetime) -> Iterable[Backup]:
    plain = [backup for backup in backups if backup.kind == "backup"]
    yield from plain[:NEWEST]
    days: set[object] = set()
    weeks: set[object] = set()
    for backup in plain:
        day, week = backup.at.date(), backup.at.isocalendar()[:2]
        if day not in days and now - backup.at < timedelta(days=DAYS):
            yield backup
        if week not in weeks and now - backup.at < timedelta(weeks=WEEKS):
            yield backup
        days.add(day)
        weeks.add(week)
    for kind in ("before-upgrade", "put-aside"):
        yield from [backup for backup in backups if backup.kind == kind][:SPECIAL]


def _is_cut_short(path: Path) -> bool:
    if path.name.endswith(SUM):
        return not path.with_name(path.name.removesuffix(SUM)).exists()
    return path.name.endswith(UNFINISHED)


def _is_stale(path: Path, age: float) -> bool:
    return time.time() - path.stat().st_mtime >= age


def _is_same(path: Path, store: Path) -> bool:
    with suppress(OSError):
        return path.samefile(store)
    return False
