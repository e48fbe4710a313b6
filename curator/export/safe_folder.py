"""A folder on a medium that may be slow, full, FAT, or pulled at any moment."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from curator.errors import ExportError
from curator.language import _

BLOCK = 1 << 20
SYNCED = 16 << 20
"""Bytes after which what was written is pressed onto the medium: so a slow stick is not full of
promises when the last row is written, and progress tells the truth."""
WAITING = ".part"
"""The ending of a file that is not in its place yet."""


@dataclass(frozen=True)
class FileProof:
    """A written file, read back and found the same."""

    name: str
    size: int
    sha256: str


class Hashed(io.RawIOBase):
    """A raw file that hashes and counts what is written to it."""

    def __init__(self, raw: io.FileIO) -> None:
        self._raw = raw
        self._digest = hashlib.sha256()
        self._synced = 0
        self.given_up = False
        """Whether what comes from now on is dropped: the buffers above still empty themselves."""
        self.size = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: object) -> int:
        """Write bytes, as many as the medium takes at once."""
        view = memoryview(data)  # type: ignore[arg-type] # a buffer, as RawIOBase promises
        if self.given_up:
            return view.nbytes
        done = self._raw.write(view)
        self._digest.update(view[:done])
        self.size += done
        if self.size - self._synced >= SYNCED:
            os.fsync(self._raw.fileno())
            self._synced = self.size
        return done

    def sha256(self) -> str:
        """The SHA-256 of what was written so far."""
        return self._digest.hexdigest()


class SafeFolder:
    """Writes files completely or not at all, and proves each by reading it back.

    Files wait beside their places until `publish` puts all of them there.
    """

    def __init__(self, path: Path, pulse: Callable[[], None] = lambda: None) -> None:
        """Make the folder; raises ExportError where that is not possible.

        Args:
            pulse: called while files are read back; may raise Cancelled to stop.
        """
        self.path = path
        self.proofs: list[FileProof] = []
        self._pulse = pulse
        self._made: list[Path] = []
        self._waiting: dict[str, str] = {}
        """The temporary name of each file, by its name."""
        self._exchanging = False
        with _told(path, _("{path} could not be made: {reason}.")):
            self._make(path)

    def free_bytes(self) -> int | None:
        """Return the space left on the medium; None where the system does not say."""
        try:
            free = shutil.disk_usage(self.path).free
        except OSError:
            return None
        return free or None

    def names(self) -> list[str]:
        """Return what lies in the folder, by name."""
        with _told(self.path, _("{path} could not be read: {reason}.")):
            return sorted(path.name for path in self.path.iterdir())

    @contextmanager
    def file(self, name: str) -> Iterator[io.BufferedWriter[Hashed]]:
        """Write the file `name`, and read it back from the medium.

        Raises:
            ExportError: it could not be written, or what was read back is not what was written.
        """
        self._waiting[name] = name + WAITING
        part = self.path / self._waiting[name]
        sentence = _("{path} could not be written: {reason}.")
        with _told(self.path / name, sentence), part.open("xb", buffering=0) as raw:
            hashed = Hashed(raw)
            buffered = io.BufferedWriter(hashed, BLOCK)
            try:
                yield buffered
                buffered.flush()
            except BaseException:
                hashed.given_up = True
                raise
            os.fsync(raw.fileno())
            _forget(raw.fileno())
        with _told(self.path / name, _("{path} could not be read back: {reason}.")):
            if read_back(part, self._pulse) != (hashed.size, hashed.sha256()):
                raise ExportError(
                    _(
                        "{file} was read back from {folder} with other bytes than were written."
                        " Use another drive."
                    ).format(file=name, folder=self.path)
                )
        self.proofs.append(FileProof(name, hashed.size, hashed.sha256()))

    def rename(self, name: str, better: str) -> None:
        """Let a file that waits have a better name once it is in its place."""
        self._waiting[better] = self._waiting.pop(name)
        place = next(place for place, proof in enumerate(self.proofs) if proof.name == name)
        self.proofs[place] = replace(self.proofs[place], name=better)

    def publish(self, last: str, older: Collection[str]) -> None:
        """Put every file in its place; the file `last` is taken away first and put back last.

        So at no moment does an old `last` stand beside new files. What waits is on the medium by
        name before that, so that a folder that was cut short can be told by it.

        Args:
            older: files that go as soon as the old `last` is gone.
        """
        with _told(self.path, _("{path} could not be finished: {reason}.")):
            for folder in (self.path, *(made.parent for made in self._made)):
                sync_folder(folder)
            (self.path / last).unlink(missing_ok=True)
            self._exchanging = True
            sync_folder(self.path)
            for name in older:
                (self.path / name).unlink(missing_ok=True)
            for proof in self.proofs:
                if proof.name != last:
                    self._put_in_place(proof.name)
            sync_folder(self.path)
            self._put_in_place(last)
            sync_folder(self.path)

    def sweep(self, names: Iterable[str]) -> None:
        """Take away what an export that was cut short left waiting."""
        with _told(self.path, _("{path} could not be tidied: {reason}.")):
            for name in names:
                (self.path / name).unlink(missing_ok=True)

    def withdraw(self) -> None:
        """Take away what waits, and the folders that were made for it, as far as the drive lets.

        Once the older files are going, what waits is all that is whole, and stays.
        """
        if self._exchanging:
            return
        for name in self._waiting.values():
            with suppress(OSError):
                (self.path / name).unlink(missing_ok=True)
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()

    def _put_in_place(self, name: str) -> None:
        (self.path / self._waiting[name]).replace(self.path / name)

    def _make(self, path: Path) -> None:
        """Make the folder and its parents, and remember them, innermost first."""
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir()
            self._made.insert(0, folder)
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, _("there is a file of that name"))


def read_back(path: Path, pulse: Callable[[], None] = lambda: None) -> tuple[int, str]:
    """Return a file's size and SHA-256, read from the medium as far as the system lets one.

    Args:
        pulse: called for each block.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("rb", buffering=0) as file:
        _forget(file.fileno())
        while data := file.read(BLOCK):
            digest.update(data)
            size += len(data)
            pulse()
    return size, digest.hexdigest()


def sync_folder(path: Path) -> None:
    """Write the folder itself to the medium, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _forget(descriptor: int) -> None:
    """Drop the file from the system's cache, so that the next read is from the medium."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_NOCACHE, 1)
    elif hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _told(path: Path, sentence: str) -> Iterator[None]:
    """Turn an OSError into `sentence`, which has a `{path}` and a `{reason}`."""
    try:
        yield
    except OSError as error:
        raise ExportError(sentence.format(path=path, reason=_reason(error))) from error


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return _("there is no space left; make room or use another drive")
    if error.errno == errno.EFBIG:
        return _("it would be larger than this drive takes; choose smaller parts")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("it may not be written to; choose another folder")
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG):
        words = _("{error}; choose another folder")
    else:
        words = _("{error}; look whether the drive is still there")
    return words.format(error=(error.strerror or str(error)).lower())
