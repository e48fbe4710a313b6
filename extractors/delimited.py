"""CSV, TSV, fixed width and their kin: text files of records, in whatever encoding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from curator.intake import (
    ColumnReport,
    DialectReport,
    EncodingReport,
    Report,
    SheetReport,
    TableReport,
)
from curator.language import _
from curator.registry import dump
from curator.sources import ExtractedTable, Geometry, Source, TableHead, letters
from curator.tables import Progress
from extractors import sniff
from extractors.bands import column_name
from extractors.base import Extractor
from extractors.text_file import line_end
from extractors.text_reading import Asked, TextReading
from extractors.text_words import flags, warnings


@dataclass(frozen=True)
class Delimited(Extractor):
    """Reads a text file of records as one table."""

    name = "delimited"
    media_types = (sniff.TEXT,)
    single = True
    encoding: str | None = field(
        default=None, metadata={"help": _("the text encoding, told by the bytes"), "kind": "text"}
    )
    delimiter: str | None = field(
        default=None, metadata={"help": _("what stands between two fields"), "kind": "text"}
    )
    quote: str | None = field(
        default=None, metadata={"help": _("what stands around a field"), "kind": "text"}
    )
    skip: int | None = field(
        default=None, metadata={"help": _("how many lines stand above"), "kind": "number"}
    )
    footer: int | None = field(
        default=None, metadata={"help": _("how many lines stand below"), "kind": "number"}
    )
    header_rows: int | None = field(
        default=None, metadata={"help": _("how many rows are the header"), "kind": "number"}
    )
    fixed_width: str | None = field(
        default=None, metadata={"help": _("where columns of fixed width begin"), "kind": "text"}
    )

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield the one table, without what stands above and below it.

        Raises:
            ExtractionError: a field or a record is too long, or an option does not fit.
        """
        progress(0, source.size)
        reading = self._reading(path, source, progress)
        if not reading.shape.height:
            return
        place = reading.placing
        head = TableHead(
            column_count=reading.shape.width,
            header_count=len(place.header_rows),
            geometry=Geometry(first_row=reading.skip + place.first + 1),
            levels=reading.levels() if len(place.header_rows) > 1 else (),
            title=reading.title(),
            notes=reading.notes(),
            flags=tuple(flags(reading)),
            extractor=dump(self._found(reading)),
        )
        yield ExtractedTable(source, head, reading.batches(progress))

    def report(self, path: Path, source: Source, progress: Progress) -> Report:
        """Say how the file is written, what is doubtful in it, and where its table lies.

        Raises:
            ExtractionError: a field or a record is too long, or an option does not fit.
        """
        reading = self._reading(path, source, progress)
        verdict, dialect = reading.verdict, reading.sniffed.dialect
        fixed = dialect.fixed_width
        return Report(
            source.name,
            source.media_type,
            encoding=verdict.encoding,
            warnings=tuple(warnings(reading)),
            sheets=(_sheet(reading),),
            encodings=tuple(EncodingReport(name, verdict.seen(name)) for name in verdict.likeliest),
            dialect=DialectReport(
                dialect.delimiter,
                dialect.quote if reading.sniffed.quoted else "",
                dialect.escape,
                line_end(path),
                None if fixed is None else fixed.text(),
            ),
        )

    def _reading(self, path: Path, source: Source, progress: Progress) -> TextReading:
        asked = Asked(
            self.encoding,
            self.delimiter,
            self.quote,
            self.skip,
            self.footer,
            self.header_rows,
            self.fixed_width,
        )
        return TextReading(path, source.sha256, asked, progress)

    def _found(self, reading: TextReading) -> Delimited:
        """Return the extractor with what was found in the place of what was left open."""
        dialect = reading.sniffed.dialect
        fixed = dialect.fixed_width
        return replace(
            self,
            encoding=reading.verdict.encoding if reading.verdict.other is None else self.encoding,
            delimiter=dialect.delimiter,
            quote=dialect.quote,
            fixed_width=None if fixed is None else fixed.text(),
        )


def _sheet(reading: TextReading) -> SheetReport:
    """Report on the records as on the rows of a sheet."""
    if not reading.shape.height:
        return SheetReport(None)
    place, skip, width = reading.placing, reading.skip, reading.shape.width
    last = max(place.end - 1, place.first)
    levels = reading.levels() or ((),) * width
    table = TableReport(
        title_rows=tuple(range(skip)) + tuple(row + skip for row in place.title_rows),
        header_rows=tuple(row + skip for row in place.header_rows),
        data_start=place.data_start + skip if place.data_start < place.end else None,
        data_end=last + skip if place.data_start < place.end else None,
        footer_start=None if place.footer_start is None else place.footer_start + skip,
        columns=tuple(ColumnReport(column_name(one), one) for one in levels),
    )
    return SheetReport(None, False, f"A1:{letters(width)}{place.height + skip}", (table,))
