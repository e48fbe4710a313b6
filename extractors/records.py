"""The records of a delimited text file, streamed (RFC 4180)."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from pathlib import Path
from typing import TextIO

from curator.errors import ExtractionError
from curator.language import _
from curator.tables import Progress

DELIMITERS = (",", ";", "\t", "|")
LONGEST_FIELD = 64 << 20
"""Characters."""
SAMPLE = 100
"""How many first records tell the delimiter."""
SAMPLE_TEXT = 1 << 20
"""How many first characters are looked at for it."""

_LINES = 1 << 20
"""About how many bytes are measured at a time."""
_BYTES_TELL = ("utf-8", "ascii", "cp125", "iso8859")


def records(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records of `path`; a blank line is a record without fields.

    Bytes that the encoding does not know become lone surrogates, so that none is lost.

    Raises:
        ExtractionError: a field is longer than LONGEST_FIELD.
    """
    csv.field_size_limit(LONGEST_FIELD)
    with _opened(path, encoding) as file:
        reader = csv.reader(file, delimiter=delimiter, strict=False)
        try:
            yield from reader
        except csv.Error as error:
            raise ExtractionError(
                _(
                    "{file} has a field of more than {longest:,} characters "
                    "in or after line {line:,}; a quotation mark may never be closed."
                ).format(file=path.name, longest=LONGEST_FIELD, line=reader.line_num)
            ) from error


def measured_by_lines(
    path: Path, encoding: str, delimiter: str, progress: Progress
) -> tuple[Counter[int], int] | None:
    """Return how many records have how many fields, and the last record that is not blank.

    Blank records are not counted; records count from 1. None where lines do not tell: a file with
    quotation marks or lone carriage returns, or in an encoding whose bytes beyond ASCII may look
    like the delimiter.
    """
    if not encoding.startswith(_BYTES_TELL) or not delimiter.isascii():
        return None
    mark = delimiter.encode()
    blank = mark + b"\r\n"
    widths: Counter[int] = Counter()
    number = height = 0
    with path.open("rb") as file:
        while lines := file.readlines(_LINES):
            text = b"".join(lines)
            if b'"' in text or text.count(b"\r") != text.count(b"\r\n"):
                return None
            while number == 0 and lines[0].startswith(codecs.BOM_UTF8):
                lines[0] = lines[0].removeprefix(codecs.BOM_UTF8)
            if len(text) > LONGEST_FIELD:
                return None
            filled = [bool(line.strip(blank)) for line in lines]
            widths.update(line.count(mark) + 1 for line in compress(lines, filled))
            if any(filled):
                height = number + len(lines) - filled[::-1].index(True)
            number += len(lines)
            progress(number, None)
    return widths, height


def detect_delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter that cuts the first records most evenly; a comma if none cuts any."""
    with _opened(path, encoding) as file:
        text = file.read(SAMPLE_TEXT)
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        score = _evenness(_sample(text, delimiter))
        if score > most:
            best, most = delimiter, score
    return best


def _opened(path: Path, encoding: str) -> TextIO:
    """Open `path` after any byte-order marks; bytes that do not fit are kept as escapes."""
    errors = "backslashreplace" if encoding.startswith("utf-16") else "surrogateescape"
    file = path.open(encoding=encoding, errors=errors, newline="")
    marks = 0
    while file.read(1) == "\ufeff":
        marks += 1
    file.seek(0)
    file.read(marks)
    return file


def _sample(text: str, delimiter: str) -> list[int]:
    """Return how many fields each of the first records has; blank ones are left out."""
    csv.field_size_limit(LONGEST_FIELD)
    widths = []
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if any(record):
            widths.append(len(record))
        if len(widths) == SAMPLE:
            break
    return widths


def _evenness(widths: Sequence[int]) -> float:
    """The share of records that have the commonest width; of equals, the wider wins."""
    cut = Counter(width for width in widths if width > 1)
    if not cut:
        return 0.0
    width, count = max(cut.items(), key=lambda item: (item[1], item[0]))
    return count / len(widths) * (1 + min(width, 20) / 100)
