"""The one table of a text file: measured once for its size and its troubles, then read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _, ngettext
from curator.sources import Batch, EncodedBatch, Mark
from curator.tables import Progress
from extractors.careful import END, Noted, Suspicion, careful_records
from extractors.dialect import Dialect
from extractors.encoding import spoken
from extractors.escape import as_exported
from extractors.records import LONGEST_FIELD, measured_by_lines
from extractors.text import visible_rows
from extractors.text_file import TextFile
from extractors.widths import Lines, Widths

BATCH_ROWS = 1000
BATCH_CELLS = 200_000
"""A batch ends at whichever comes first."""
CELLS = 200_000_000
"""A table of more cells is read only if most of its records are as wide as its widest."""

UNCLOSED = "a quotation mark is never closed; the record was ended with its line"
"""The flag of a row that would have swallowed those after it."""


@dataclass(frozen=True)
class Shape:
    """What the first reading of a table tells."""

    first: int = 0
    """Records above the table."""
    height: int = 0
    """Records of the table, without the blank ones at the end."""
    width: int = 0
    """Fields of the longest record."""
    usual: int = 0
    """Fields of most records."""
    careful: bool = False
    """Whether the records are to be read one by one, because some break the rules."""
    ragged: Lines = field(default_factory=Lines)
    unclosed: Lines = field(default_factory=Lines)
    strays: Lines = field(default_factory=Lines)
    """Lines in an encoding that is not the file's own."""
    last: Sequence[Sequence[str]] = ()
    """The last records, at most TAIL."""


@dataclass(frozen=True)
class TextTable:
    """The records of a text file."""

    file: TextFile
    dialect: Dialect
    width: int
    """How many fields the first records have, most of them."""
    escaped: bool = False
    """Whether the export that wrote it put apostrophes before what spreadsheets would run."""

    def measure(self, progress: Progress) -> Shape:
        """Read all of it once, for its height and width, and for what is wrong with it."""
        csv.field_size_limit(LONGEST_FIELD)
        if self.file.is_plain and self.dialect.is_by_character:
            widths = measured_by_lines(self.path, self.file.encoding, self.dialect, progress)
            if widths is not None:
                return self._shape(widths)
        if self.file.other is None and self.dialect.is_by_character:
            widths = self._measured_by_records(progress)
            if widths is not None:
                return self._shape(widths)
        return self._measured_carefully(progress)

    @property
    def path(self) -> Path:
        """The file."""
        return self.file.path

    def _shape(self, widths: Widths) -> Shape:
        counts, height = widths.counts, widths.height
        if not counts:
            return Shape()
        width = max(counts)
        filled = sum(width * count for width, count in counts.items())
        if width * height > CELLS and filled * 10 < width * height:
            raise ExtractionError(
                ngettext(
                    "One record of {file} has {count:,} field, far more than the others; "
                    "mend the file, or name its delimiter.",
                    "One record of {file} has {count:,} fields, far more than the others; "
                    "mend the file, or name its delimiter.",
                    width,
                ).format(file=self.path.name, count=width)
            )
        last = tuple(widths.last)
        return Shape(0, height, width, widths.usual(), ragged=widths.others(), last=last)

    def _measured_by_records(self, progress: Progress) -> Widths | None:
        """Measure as csv.reader reads; None if a quotation mark may have swallowed records."""
        widths = Widths()
        suspicion = Suspicion(self.width, self.dialect.delimiter)
        before = 0
        with self.file.lines() as lines:
            reader = csv.reader(chain(lines, (END,)), **self.dialect.options())
            try:
                for number, record in enumerate(reader, 1):
                    line, before = before + 1, reader.line_num
                    if before > line and suspicion.falls_on(record, before - line):
                        return None
                    if record == [END]:
                        return widths
                    if any(record):
                        widths.add(record, number, line + self.file.skip)
                    if number % BATCH_ROWS == 0:
                        progress(number, None)
            except csv.Error:  # a field that is too long
                return None
        return None  # the end was swallowed

    def _measured_carefully(self, progress: Progress) -> Shape:
        widths, unclosed, strays = Widths(), Lines(), Lines()
        for number, (noted, stray) in enumerate(self._noted(), 1):
            line = noted.line + self.file.skip
            if any(noted.fields):
                widths.add(noted.fields, number, line)
            if noted.unclosed:
                unclosed.add(line)
            for each in stray:
                strays.add(each)
            if number % BATCH_ROWS == 0:
                progress(number, None)
        shape = self._shape(widths)
        return replace(shape, careful=True, unclosed=unclosed, strays=strays)

    def _noted(self) -> Iterator[tuple[Noted, list[int]]]:
        """Yield records, each with the lines of it that were in another encoding."""
        try:
            if self.file.other is None:
                with self.file.lines() as lines:
                    for noted in careful_records(lines, self.dialect, self.width):
                        yield noted, []
                return
            mixed, lines = self.file.mixed_lines()
            for noted in careful_records(lines, self.dialect, self.width):
                stray, mixed.stray = mixed.stray, []
                yield noted, stray
        except csv.Error as error:
            raise ExtractionError(
                _("{file} has a field of more than {longest:,} characters.").format(
                    file=self.path.name, longest=LONGEST_FIELD
                )
            ) from error

    def batches(self, shape: Shape, progress: Progress) -> Iterator[Batch]:
        """Yield the rows, each as wide as the widest."""
        csv.field_size_limit(LONGEST_FIELD)
        size = max(1, min(BATCH_ROWS, BATCH_CELLS // shape.width))
        rows = self._careful_rows() if shape.careful else self._rows()
        found = islice(rows, shape.first, shape.first + shape.height)
        for first in range(0, shape.height, size):
            progress(first, shape.height)
            yield self._batch(list(islice(found, size)), first, shape)
        progress(shape.height, shape.height)

    def _rows(self) -> Iterator[list[str]]:
        with self.file.lines() as lines:
            yield from self.dialect.records(lines)

    def _careful_rows(self) -> Iterator[list[str]]:
        for noted, stray in self._noted():
            if stray or noted.unclosed:
                yield _Flagged(noted.fields, self._words(noted, stray))
            else:
                yield noted.fields

    def _words(self, noted: Noted, stray: list[int]) -> str:
        words = [f"line {noted.line + self.file.skip:,}: {UNCLOSED}"] if noted.unclosed else []
        if stray and self.file.other is not None:
            words.append(f"line {stray[0]:,} is in {spoken(self.file.other)}, unlike the file")
        return "; ".join(words)

    def _batch(self, found: list[list[str]], first: int, shape: Shape) -> Batch:
        flagged = shape.careful and any(isinstance(record, _Flagged) for record in found)
        if shape.usual == shape.width and not self.escaped and not flagged:
            even = EncodedBatch.of(found, shape.width)
            if even is not None:
                return even
        marks: list[Mark] = []
        rows: list[list[str | None]] = []
        for number, record in enumerate(found, first):
            marks.extend(_marks(record, number, shape))
            row: list[str | None] = [text or None for text in record[: shape.width]]
            if len(row) < shape.width:
                row += [None] * (shape.width - len(row))
            rows.append(row)
        if self.escaped:
            rows, undone = as_exported(rows, first)
            marks += undone
        rows, escapes = visible_rows(rows, first)
        return Batch(rows, one_a_cell(marks + escapes))


class _Flagged(list[str]):
    """A record that something is to be said of."""

    def __init__(self, fields: list[str], flag: str) -> None:
        super().__init__(fields)
        self.flag = flag


def _marks(record: list[str], number: int, shape: Shape) -> Iterator[Mark]:
    """Yield what is to be said of row `number`: that it is ragged, unclosed or in two encodings."""
    if isinstance(record, _Flagged):
        yield Mark(number, 0, flag=record.flag)
    if len(record) != shape.usual and any(record):
        place = min(len(record), shape.width - 1)
        yield Mark(number, place, flag=f"row has {len(record)} cells, the table {shape.usual}")


def one_a_cell(marks: Sequence[Mark]) -> list[Mark]:
    """Join the marks of each cell into one."""
    found: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        place = mark.row, mark.column
        if (before := found.get(place)) is not None:
            flags = [flag for flag in (before.flag, mark.flag) if flag]
            raw = mark.raw if before.raw is None else before.raw
            mark = Mark(*place, raw, "; ".join(flags) or None)
        found[place] = mark
    return [*found.values()]
