"""CSV, TSV and their kin: text files of delimited records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _, ngettext
from curator.sources import Batch, EncodedBatch, ExtractedTable, Geometry, Mark, Source, TableHead
from curator.tables import Progress
from extractors import encoding as encodings
from extractors import header, sniff
from extractors.base import Extractor
from extractors.escape import as_exported, is_escaped
from extractors.records import detect_delimiter, measured_by_lines, records
from extractors.text import visible_rows
from extractors.titles import LOOK, title_rows, title_text

BATCH_ROWS = 1000
BATCH_CELLS = 200_000
"""A batch ends at whichever comes first."""
CELLS = 200_000_000
"""A table of more cells is read only if most of its records are as wide as its widest."""


@dataclass(frozen=True)
class Delimited(Extractor):
    """Reads a text file of delimited records as one table."""

    name = "delimited"
    media_types = (sniff.TEXT,)
    single = True
    encoding: str | None = field(
        default=None, metadata={"help": _("the text encoding, told by the bytes"), "kind": "text"}
    )
    delimiter: str | None = field(
        default=None, metadata={"help": _("what stands between two fields"), "kind": "text"}
    )
    header_rows: int | None = field(
        default=None, metadata={"help": _("how many rows are the header"), "kind": "number"}
    )

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield the one table, without title lines above its header and blank records at its end.

        Raises:
            ExtractionError: a field or a record is too long, or an option does not fit.
        """
        progress(0, source.size)
        if self.encoding is None:
            encoding, flags = encodings.detect(path)
        else:
            encoding, flags = encodings.known(self.encoding), ()
        delimiter = self.delimiter or detect_delimiter(path, encoding)
        if len(delimiter) != 1 or delimiter in '\r\n"':
            raise ExtractionError(
                _("{delimiter!r} cannot stand between the fields of {file}.").format(
                    delimiter=delimiter, file=path.name
                )
            )
        text = _Text(path, encoding, delimiter, is_escaped(path, source.sha256))
        shape = text.measure(progress)
        if not shape.height:
            return
        first = next(text.batches(shape, quietly)).rows[:LOOK]
        above = title_rows(first)
        table = replace(shape, first=above, height=shape.height - above)
        count = header.guess(first[above:]) if self.header_rows is None else self.header_rows
        head = TableHead(
            column_count=table.width,
            header_count=min(count, table.height),
            geometry=Geometry(first_row=above + 1),
            title=title_text(first[:above]),
            flags=flags,
        )
        yield ExtractedTable(source, head, text.batches(table, progress))


def quietly(done: int, total: int | None) -> None:
    """Take note of no progress."""


@dataclass(frozen=True)
class _Shape:
    first: int
    """Records above the table."""
    height: int
    """Records of the table, without the blank ones at the end."""
    width: int
    """Fields of the longest record."""
    usual: int
    """Fields of most records."""


@dataclass(frozen=True)
class _Text:
    path: Path
    encoding: str
    delimiter: str
    escaped: bool
    """Whether the export that wrote it put apostrophes before what spreadsheets would run."""

    def measure(self, progress: Progress) -> _Shape:
        """Read all of it once, for its height and width."""
        by_lines = measured_by_lines(self.path, self.encoding, self.delimiter, progress)
        widths, height = by_lines or self._measured_by_records(progress)
        if not widths:
            return _Shape(0, 0, 0, 0)
        width = max(widths)
        filled = sum(width * count for width, count in widths.items())
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
        return _Shape(0, height, width, max(widths, key=lambda width: (widths[width], width)))

    def _measured_by_records(self, progress: Progress) -> tuple[Counter[int], int]:
        widths: Counter[int] = Counter()
        height = 0
        for number, record in enumerate(self._records(), 1):
            if any(record):
                widths[len(record)] += 1
                height = number
            if number % BATCH_ROWS == 0:
                progress(number, None)
        return widths, height

    def batches(self, shape: _Shape, progress: Progress) -> Iterator[Batch]:
        """Yield the rows, each as wide as the widest."""
        size = max(1, min(BATCH_ROWS, BATCH_CELLS // shape.width))
        found = islice(self._records(), shape.first, shape.first + shape.height)
        for first in range(0, shape.height, size):
            progress(first, shape.height)
            yield self._batch(list(islice(found, size)), first, shape)
        progress(shape.height, shape.height)

    def _batch(self, found: list[list[str]], first: int, shape: _Shape) -> Batch:
        if shape.usual == shape.width and not self.escaped:
            even = EncodedBatch.of(found, shape.width)
            if even is not None:
                return even
        marks: list[Mark] = []
        rows: list[list[str | None]] = []
        for number, record in enumerate(found, first):
            if len(record) != shape.usual and any(record):
                place = min(len(record), shape.width - 1)
                words = f"row has {len(record)} cells, the table {shape.usual}"
                marks.append(Mark(number, place, flag=words))
            row: list[str | None] = [text or None for text in record]
            if len(row) < shape.width:
                row += [None] * (shape.width - len(row))
            rows.append(row)
        if self.escaped:
            rows, undone = as_exported(rows, first)
            marks += undone
        rows, escapes = visible_rows(rows, first)
        return Batch(rows, marks + escapes)

    def _records(self) -> Iterator[list[str]]:
        return records(self.path, self.encoding, self.delimiter)
