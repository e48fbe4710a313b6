"""One writer at a time: an operating system lock on a file beside the store."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

from curator.errors import BusyError
from curator.language import _

_PLACE = 1 << 30
"""Windows locks bytes, and a locked byte cannot be read; this one is past the text."""


class WriterLock:
    """Held by whoever may write; the system lets go of it when the process ends, however."""

    def __init__(self, store: Path, program: str) -> None:
        """Take the lock.

        Args:
            program: what is writing, in words, for whoever is refused meanwhile.

        Raises:
            BusyError: somebody else holds it.
        """
        self.path = store.with_name(store.name + ".lock")
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as error:
            holder = self._holder()
            os.close(self._file)
            if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise
            raise BusyError(
                _("{name} is being written to by {holder}. Close it there, or wait.").format(
                    name=store.name, holder=holder
                )
            ) from error
        words = json.dumps({"program": program, "process": os.getpid()}).encode()
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, words, 0) if hasattr(os, "pwrite") else os.write(self._file, words)

    def _holder(self) -> str:
        try:
            told = json.loads(self.path.read_bytes()[:4096])
            words = _("{program} (process {process})")
            return words.format(program=told["program"], process=str(told["process"]))
        except (OSError, ValueError, KeyError, TypeError):
            return _("another process")

    def release(self) -> None:
        """Let go; a process that is just being started has a copy of the file for a moment."""
        _unlock(self._file)
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _PLACE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

    def _unlock(file: int) -> None:
        os.lseek(file, _PLACE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
