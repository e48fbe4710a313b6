"""A text file as lines: decoded, without what stands above and below its table."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from extractors.encoding import MixedLines
from extractors.records import opened
from extractors.widths import Lines

CHUNK = 1 << 20
LONGEST = 2000
"""So many characters of the lines above and below a table are kept as its title and notes."""


@dataclass(frozen=True)
class TextFile:
    """The lines of a text file that belong to its table."""

    path: Path
    encoding: str
    other: str | None = None
    """The encoding of lines that are not in `encoding`; None if there are none."""
    skip: int = 0
    """So many lines stand above the table."""
    stop: int | None = None
    """The line, from 0, at which what stands below the table begins; None at the file's end."""

    @property
    def is_plain(self) -> bool:
        """Whether all lines of the file, in one encoding, belong to the table."""
        return self.other is None and not self.skip and self.stop is None

    @contextmanager
    def lines(self) -> Iterator[Iterator[str]]:
        """Give the lines of the table, with their ends."""
        with opened(self.path, self.encoding) as file:
            yield islice(file, self.skip, self.stop)

    def mixed_lines(self) -> tuple[MixedLines, Iterator[str]]:
        """Return the lines of a file in two encodings, and what tells which are in the other."""
        assert self.other is not None
        mixed = MixedLines(self.path, self.encoding, self.other)
        return mixed, islice(iter(mixed), self.skip, self.stop)

    def without(self, footer: int) -> tuple[TextFile, str | None]:
        """Return the file without its last lines, and their text; blank ones at the end count not.

        Args:
            footer: how many of the last lines that are not blank stand below the table.
        """
        count = filled = 0
        last: deque[tuple[int, str]] = deque(maxlen=max(footer, 1))
        with opened(self.path, self.encoding) as file:
            for count, line in enumerate(file):
                if line.strip():
                    filled += 1
                    last.append((count, line.strip()[:LONGEST]))
        if not footer or not last:
            return self, None
        notes = "\n".join(text for _, text in last)
        stop = max(last[0][0], self.skip)
        return TextFile(self.path, self.encoding, self.other, self.skip, stop), notes[:LONGEST]

    def above(self) -> str | None:
        """Return the text of the lines above the table, None if there is none."""
        with opened(self.path, self.encoding) as file:
            lines = [line.strip() for line in islice(file, self.skip)]
        return "\n".join(line for line in lines if line)[:LONGEST] or None

    def beginning(self, size: int) -> str:
        """Return about the first `size` characters of the table's lines, whole lines of them."""
        found: list[str] = []
        room = size
        with self.lines() as lines:
            for line in lines:
                found.append(line[: size + 1])
                room -= len(line)
                if room < 0:
                    break
        return "".join(found)


def nul_lines(path: Path) -> Lines:
    """Return the lines of a file that hold a byte of 0; reading one without any is quick."""
    found = Lines()
    before = 0
    with path.open("rb") as file:
        while lines := file.readlines(CHUNK):
            if b"\x00" in b"".join(lines):
                for number, line in enumerate(lines, before + 1):
                    if b"\x00" in line:
                        found.add(number)
            before += len(lines)
    return found


def line_end(path: Path) -> str:
    """Return what ends the first lines of a file, "" where they end in several ways."""
    with path.open(newline=None, encoding="latin-1") as file:
        file.read(CHUNK)
        ends = file.newlines
    return ends if isinstance(ends, str) else ""
