"""A whole copy of a store: page by page, synced, read back, examined, then put in its place."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from curator.errors import BackupError
from curator.export.parts import LARGEST
from curator.export.safe_folder import WAITING, read_back, sync_folder
from curator.language import _
from curator.store.soundness import refuse_unsound
from curator.tables import Progress

SUM = ".sha256"
"""The ending of the file beside a copy that holds its SHA-256, as `sha256sum` writes it."""
_PAGES = 2_000
"""Pages copied at once: 8 MB, after which one may stop."""
_SPARE = 1 << 20
"""Bytes left free beside a copy."""


def copy_store(source: sqlite3.Connection, target: Path, progress: Progress) -> str:
    """Copy the store of `source` to `target`, with its sum beside it, and return its SHA-256.

    `target` appears whole or not at all. Whoever writes meanwhile does not wait, and the copy
    holds one moment. An older `target` is replaced.

    Args:
        progress: told of pages copied and of pages in all; raises Cancelled to stop.

    Raises:
        BackupError: there is no room, it could not be written, or what was read back is not whole.
    """
    size = size_of(source)
    refuse_small(target.parent, size + _SPARE)

    def write(part: Path) -> None:
        if size > LARGEST:
            _refuse_fat(part)
        _copy_pages(source, part, progress)

    return _placed(target, write, lambda: progress(size, size))


def copy_file(source: Path, target: Path, progress: Progress) -> str:
    """Copy the file of a store that nobody changes meanwhile, as `copy_store` does."""
    with told(source):
        size = source.stat().st_size
    refuse_small(target.parent, size + _SPARE)
    return _placed(target, lambda part: _copy_bytes(source, part, size, progress), lambda: None)


def size_of(source: sqlite3.Connection) -> int:
    """Return how many bytes a copy of the store takes."""
    (pages,) = source.execute("PRAGMA page_count").fetchone()
    (size,) = source.execute("PRAGMA page_size").fetchone()
    return int(pages * size)


def refuse_small(folder: Path, need: int) -> None:
    """Raise BackupError where a folder's disk has less room than is needed."""
    with told(folder):
        free = shutil.disk_usage(folder).free
    if free < need:
        raise BackupError(
            _(
                "No backup was made: {folder} has {free:,} bytes free, and {need:,} are needed."
                " Make room, or back up to another disk: curator backup FOLDER."
            ).format(folder=folder, free=free, need=need)
        )


def drop_copy(path: Path) -> None:
    """Delete a copy and its sum, and what SQLite may have left beside it."""
    for ending in ("", "-wal", "-shm", SUM):
        with told(path):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def noted_sum(path: Path) -> str | None:
    """Return the SHA-256 that was noted of a copy when it was made; None where there is no note."""
    try:
        noted = path.with_name(path.name + SUM).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
    return noted[:64]


def refuse_changed(path: Path) -> None:
    """Raise BackupError where a copy's bytes are not those that were noted."""
    noted = noted_sum(path)
    if noted is None:
        return
    with told(path):
        _size, digest = read_back(path)
    if digest != noted:
        raise BackupError(
            _("{name} is not what it was when it was made. Use another backup.").format(
                name=path.name
            )
        )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system or SQLite refuses about a copy into a sentence."""
    sentence = _("{path} could not be written or read: {reason}.")
    try:
        yield
    except OSError as error:
        raise BackupError(sentence.format(path=path, reason=_reason(error))) from error
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        reason = _("there is no space left") if full else str(error)
        raise BackupError(sentence.format(path=path, reason=reason)) from error


def _placed(target: Path, write: Callable[[Path], None], pulse: Callable[[], None]) -> str:
    """Write beside the place, prove what was written, and move it there; the sum comes first."""
    part = target.with_name(target.name + WAITING)
    note = target.with_name(target.name + SUM)
    try:
        with told(target):
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            write(part)
            digest = _proved(part, target.name, pulse)
            _note(note, f"{digest}  {target.name}\n")
            part.replace(target)
            sync_folder(target.parent)
        return digest
    except BaseException:
        for path in (part, note) if not target.exists() else (part,):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def _copy_pages(source: sqlite3.Connection, part: Path, progress: Progress) -> None:
    """Copy within one reading transaction, so that a writer does not make it begin anew."""
    began = not source.in_transaction
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")  # it is synced once, when it is complete
        if began:
            source.execute("BEGIN")
        try:
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(
                copy,
                pages=_PAGES,
                progress=lambda _status, left, total: progress(total - left, total),
            )
        finally:
            if began and source.in_transaction:
                source.execute("ROLLBACK")


def _copy_bytes(source: Path, part: Path, size: int, progress: Progress) -> None:
    done = 0
    with source.open("rb") as read, part.open("wb") as written:
        while data := read.read(1 << 20):
            written.write(data)
            done += len(data)
            progress(done, size)


def _proved(part: Path, name: str, pulse: Callable[[], None]) -> str:
    """Sync, compare what the medium holds with what was written, examine, and return the sum."""
    written = _sum_from_cache(part, pulse)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    _size, digest = read_back(part, pulse)
    if digest != written:
        raise BackupError(
            _("{name} was read back with other bytes than were written. Use another disk.").format(
                name=name
            )
        )
    refuse_unsound(part, name, pulse)
    return digest


def _sum_from_cache(part: Path, pulse: Callable[[], None]) -> str:
    """The sum of what was written, before it is pressed onto the medium."""
    digest = hashlib.sha256()
    with part.open("rb") as file:
        while data := file.read(1 << 20):
            digest.update(data)
            pulse()
    return digest.hexdigest()


def _note(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _refuse_fat(part: Path) -> None:
    """Find out whether a file may be larger than FAT takes, without writing one."""
    try:
        os.truncate(part, LARGEST + 1)
    except OSError as error:
        if error.errno not in (errno.EFBIG, errno.EINVAL):
            raise
        raise BackupError(
            _(
                "The store is larger than 4 GB, which no file on a FAT drive can be."
                " Use a drive with exFAT, NTFS or ext4."
            )
        ) from error
    os.truncate(part, 0)


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return _("there is no space left")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("it may not be written to")
    return (error.strerror or str(error)).lower()
