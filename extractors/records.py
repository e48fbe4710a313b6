"""The records of a delimited text file, streamed (RFC 4180)."""

from __future__ import annotations

import codecs
from itertools import compress
from pathlib import Path
from typing import TextIO

from curator.tables import Progress
from extractors.dialect import Dialect
from extractors.widths import TAIL, Widths, without_blank_end

LONGEST_FIELD = 64 << 20
"""Characters."""

_LINES = 1 << 20
"""About how many bytes are measured at a time."""
_BYTES_TELL = ("utf-8", "ascii", "cp125", "iso8859")


def measured_by_lines(
    path: Path, encoding: str, dialect: Dialect, progress: Progress
) -> Widths | None:
    """Return how many records have how many fields.

    Blank records are not counted; records count from 1. None where lines do not tell: a file with
    quotation marks or lone carriage returns, or in an encoding whose bytes beyond ASCII may look
    like the delimiter.
    """
    if not encoding.startswith(_BYTES_TELL) or not dialect.delimiter.isascii() or dialect.escape:
        return None
    mark, quote = dialect.delimiter.encode(), dialect.quote.encode()
    blank = mark + b"\r\n"
    widths = Widths()
    last: list[bytes] = []
    number = 0
    with path.open("rb") as file:
        while lines := file.readlines(_LINES):
            text = b"".join(lines)
            if (quote and quote in text) or text.count(b"\r") != text.count(b"\r\n"):
                return None
            while number == 0 and lines[0].startswith(codecs.BOM_UTF8):
                lines[0] = lines[0].removeprefix(codecs.BOM_UTF8)
            if len(text) > LONGEST_FIELD:
                return None
            filled = [bool(line.strip(blank)) for line in lines]
            counts = [line.count(mark) + 1 for line in compress(lines, filled)]
            widths.take(counts, filled, number)
            last = [*last, *lines][-TAIL:] if len(lines) < TAIL else lines[-TAIL:]
            number += len(lines)
            progress(number, None)
    text_lines = (line.decode(encoding, errors="surrogateescape") for line in last)
    widths.last.extend(without_blank_end(list(dialect.records(text_lines))))
    return widths


def opened(path: Path, encoding: str) -> TextIO:
    """Open `path` after any byte-order marks; bytes that do not fit are kept as escapes."""
    errors = "backslashreplace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    file = path.open(encoding=encoding, errors=errors, newline="")
    marks = 0
    while file.read(1) == "\ufeff":
        marks += 1
    file.seek(0)
    file.read(marks)
    return file
