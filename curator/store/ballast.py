"""The ballast: room on the disk that is held back, and let go of when the disk is full.

A full disk rolls a change back cleanly, but then not even one cell can be saved, since SQLite
needs room for its log. With the ballast gone there is room for the last edits and for leaving.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

SIZE = 4 << 20
"""Bytes: SQLite carries its log into the store at 4 MB, so an edit never needs much more."""
SPARE = 4
"""It is made where so many times its size is free."""
_BLOCK = 1 << 16


class Ballast:
    """The file beside a store that takes up the room."""

    def __init__(self, store: Path) -> None:
        self.path = store.with_name(store.name + ".ballast")
        self._there = self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether it is there in its full size."""
        try:
            return self.path.stat().st_size >= SIZE
        except OSError:
            return False

    def renew(self) -> None:
        """Make it where it is missing and there is room; where that fails there is none."""
        if self._there:
            return
        try:
            if shutil.disk_usage(self.path.parent).free < SPARE * SIZE:
                return
            self._there = True
            self._make()
        except OSError:
            self.release()

    def release(self) -> bool:
        """Give its room back to the disk; False where there was none to give."""
        self._there = False
        try:
            self.path.unlink()
        except OSError:
            return False
        return True

    def _make(self) -> None:
        """Write noise: blocks of zeros take no room on file systems that compress or leave holes.

        Its final size is also the sign that it is whole; one that was cut short is made anew.
        """
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
        with os.fdopen(os.open(self.path, flags, 0o600), "wb", buffering=0) as file:
            for _block in range(SIZE // _BLOCK):
                file.write(os.urandom(_BLOCK))
            with suppress(OSError):  # some drivers cannot sync; then it is written a little later
                os.fsync(file.fileno())
