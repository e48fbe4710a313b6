"""A table in one file, or in numbered files where one would be too large for the medium."""

from __future__ import annotations

import io
import sys
from contextlib import ExitStack
from types import TracebackType

from curator.errors import ExportError
from curator.export.rendering import Lot
from curator.export.safe_folder import Hashed, SafeFolder
from curator.language import _

LARGEST = (4 << 30) - 1
"""Bytes that a file can have on FAT."""


class Parts:
    """Writes lots of rows into files of which each is a table of its own, header included.

    One that suffices is `stem.csv`; several are `stem-1-of-3.csv` and so on, so that whoever holds
    one of them knows that there are others. Joined without their headers they are the whole.
    """

    def __init__(
        self, folder: SafeFolder, stem: str, ending: str, head: bytes, largest: int | None
    ) -> None:
        """`head` begins each part; `largest` is the bytes of a part, None for no limit."""
        self._folder = folder
        self._stem, self._ending = stem, ending
        self._head = head
        self._largest = sys.maxsize if largest is None else largest
        self._names: list[str] = []
        self._rows: list[int] = []
        self._open = ExitStack()
        self._file: io.BufferedWriter[Hashed]
        self._room = 0

    def __enter__(self) -> Parts:
        """Begin the first part."""
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the last part, and give all of them their names."""
        self._open.__exit__(kind, error, traceback)
        if error is None and len(self._names) > 1:
            count = len(self._names)
            for place, name in enumerate(self._names):
                self._names[place] = f"{self._stem}-{place + 1}-of-{count}{self._ending}"
                self._folder.rename(name, self._names[place])

    def write(self, lot: Lot) -> None:
        """Write rows, in a further part where there is no room for them.

        Raises:
            ExportError: a row is larger than a part.
        """
        data = lot.text.encode()
        if len(data) <= self._room:
            self._put(data, lot.rows)
            return
        for piece in lot.cut():
            data = piece.encode()
            if len(data) > self._room and self._rows[-1]:
                self._open.close()
                self._begin()
            if len(data) > self._room:
                raise ExportError(
                    _(
                        "Row {number:,} takes {size:,} bytes, which with the header is more than a"
                        " part may have. Choose larger parts."
                    ).format(number=sum(self._rows) + 1, size=len(data))
                )
            self._put(data, 1)

    def told(self) -> list[dict[str, object]]:
        """Return each part's name and rows, for the manifest."""
        return [
            {"path": name, "rows": rows} for name, rows in zip(self._names, self._rows, strict=True)
        ]

    def _begin(self) -> None:
        number = f"-{len(self._names) + 1}" if self._names else ""
        name = f"{self._stem}{number}{self._ending}"
        self._file = self._open.enter_context(self._folder.file(name))
        self._names.append(name)
        self._rows.append(0)
        self._room = self._largest
        self._put(self._head, 0)

    def _put(self, data: bytes, rows: int) -> None:
        self._file.write(data)
        self._room -= len(data)
        self._rows[-1] += rows
