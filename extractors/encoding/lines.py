"""Lines of a file that is in two encodings: UTF-8, and another for what is not valid UTF-8."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

LONGEST_LINE = 64 << 20
"""Bytes; a longer line is cut, so that a file without line ends does not fill the memory."""

_BEYOND = re.compile(rb"[\x80-\xff]")


class MixedLines:
    """Iterates over the lines of a file, each decoded by its own encoding.

    `stray` holds the numbers, from 1, of the lines that were not in the file's own encoding since
    it was last emptied.
    """

    def __init__(self, path: Path, encoding: str, other: str) -> None:
        """Read the file at `path`; one of `encoding`, the file's own, and `other` is UTF-8."""
        self.stray: list[int] = []
        self._path = path
        self._utf8_is_stray = encoding != "utf-8"
        self._other = encoding if self._utf8_is_stray else other

    def __iter__(self) -> Iterator[str]:
        with self._path.open("rb") as file:
            for number, piece in enumerate(_lines(file), 1):
                text, is_utf8 = decoded(piece, self._other)
                if is_utf8 is not None and is_utf8 == self._utf8_is_stray:
                    self.stray.append(number)
                yield text.removeprefix("\ufeff") if number == 1 else text


def decoded(line: bytes, other: str) -> tuple[str, bool | None]:
    """Return the text of a line and whether it is in UTF-8; None for ASCII, which is both."""
    if line.isascii():
        return line.decode("ascii"), None
    try:
        return line.decode("utf-8"), True
    except UnicodeDecodeError:
        if is_broken_utf8(line):
            return line.decode("utf-8", errors="surrogateescape"), True
        return line.decode(other, errors="surrogateescape"), False


def is_broken_utf8(line: bytes) -> bool:
    """Tell whether most of what is beyond ASCII in a line is valid UTF-8 nonetheless."""
    fitting = line.decode("utf-8", errors="ignore").encode("utf-8")
    valid = len(_BEYOND.findall(fitting))
    return valid > 2 * (len(_BEYOND.findall(line)) - valid)


def _lines(file: io.BufferedReader) -> Iterator[bytes]:
    r"""Yield lines that end with \n, \r\n or a lone \r, as Python's text files do."""
    while chunk := file.readline(LONGEST_LINE):
        if b"\r" not in chunk[:-2]:
            yield chunk
        else:
            yield from re.findall(rb"[^\r]*\r\n?|[^\r]+", chunk)
