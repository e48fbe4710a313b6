"""One text file while it is read: its encoding, its dialect, and where its table lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _
from curator.sources import Batch
from curator.tables import Progress
from extractors.bands import column_levels
from extractors.bands.kinds import LOOK
from extractors.dialect import DELIMITERS, Dialect, FixedWidth, Sniffed, sniff
from extractors.encoding import Verdict, detect, known
from extractors.exported import Exported, exported
from extractors.text_bands import Placing, placing, text_of
from extractors.text_file import TextFile, nul_lines
from extractors.text_table import Shape, TextTable
from extractors.widths import Lines

SAMPLE = 1 << 16
"""So many first characters tell the dialect."""


@dataclass(frozen=True)
class Asked:
    """What a person chose; None is told by the file."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    skip: int | None = None
    footer: int | None = None
    header_rows: int | None = None
    fixed_width: str | None = None


class TextReading:
    """A text file and what is found out about it, each step when it is first needed."""

    def __init__(self, path: Path, sha256: str, asked: Asked, progress: Progress) -> None:
        """Read the file at `path` as `asked`, telling `progress` of it."""
        self.path = path
        self.asked = asked
        self._sha256 = sha256
        self._progress = progress

    @cached_property
    def exported(self) -> Exported | None:
        """What is known of the file if curator exported it."""
        return exported(self.path, self._sha256)

    @cached_property
    def verdict(self) -> Verdict:
        """The encoding."""
        if self.asked.encoding is None:
            return detect(self.path)
        name = known(self.asked.encoding)
        return Verdict(name, likeliest=(name,))

    @cached_property
    def sniffed(self) -> Sniffed:
        """The dialect, as far as it is not asked for."""
        text = self._file.beginning(SAMPLE)
        if self.asked.fixed_width is not None:
            fixed = FixedWidth.of(self.asked.fixed_width)
            return Sniffed(Dialect(DELIMITERS["gaps"], "", fixed_width=fixed), len(fixed.edges))
        return sniff(text, self._delimiter(), self.asked.quote)

    @cached_property
    def table(self) -> TextTable:
        """The records."""
        escaped = self.exported is not None and self.exported.escaped
        return TextTable(self._bounded[0], self.sniffed.dialect, self.sniffed.width, escaped)

    @cached_property
    def shape(self) -> Shape:
        """What a first reading of all records tells."""
        return self.table.measure(self._progress)

    @cached_property
    def placing(self) -> Placing:
        """Where the bands are, counted in records from `skip` on."""
        first = self._first_records()
        height = self.shape.height
        if self.exported is not None:
            return Placing((), (0,) if height else (), min(1, height), None, height)
        found = placing(first, self.shape.last, height)
        if self.asked.skip is not None:
            found = replace(found, title_rows=(), header_rows=tuple(range(_depth(found))))
        if self.asked.footer is not None:
            found = replace(found, footer_start=None)
        return _headed(found, self.asked.header_rows)

    @cached_property
    def ragged(self) -> Lines:
        """The lines of records of the table that are not as wide as most; titles and notes aside."""
        place, usual = self.placing, self.shape.usual
        below = self.shape.last[len(self.shape.last) - (place.height - place.end) :]
        first = self._line_of(place.first)
        return self.shape.ragged.without(
            sum(line < first for line in self.shape.ragged.first),
            sum(len(record) != usual for record in below if any(record)),
        )

    @cached_property
    def nul(self) -> Lines:
        """The lines with NUL characters; none in UTF-16 and UTF-32, where NUL is a part of all."""
        if self.verdict.encoding.startswith(("utf-16", "utf-32")):
            return Lines()
        return nul_lines(self.path)

    @property
    def skip(self) -> int:
        """How many lines were left out above, because that was asked for."""
        return self.asked.skip or 0

    def title(self) -> str | None:
        """Return what stands above the table."""
        rows = self.placing.title_rows
        found = [self._first_records()[row] for row in rows]
        parts = [self._file.above() if self.skip else None, text_of(found)]
        return "\n".join(part for part in parts if part) or None

    def notes(self) -> str | None:
        """Return what stands below the table."""
        below = self.placing.height - self.placing.end
        found = self.shape.last[len(self.shape.last) - below :] if below else ()
        parts = [text_of(found), self._bounded[1]]
        return "\n".join(part for part in parts if part) or None

    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Return the header's texts above each column; none where there is no header."""
        rows = self.placing.header_rows
        if not rows:
            return ()
        found = column_levels(self._first_records()[rows[0] : rows[-1] + 1])
        return (*found, *[()] * (self.shape.width - len(found)))

    def batches(self, progress: Progress) -> Iterator[Batch]:
        """Yield the rows of the table, its header first."""
        place = self.placing
        part = replace(self.shape, first=place.first, height=place.end - place.first)
        return self.table.batches(part, progress)

    @cached_property
    def _file(self) -> TextFile:
        verdict = self.verdict
        return TextFile(self.path, verdict.encoding, verdict.other, self.skip)

    @cached_property
    def _bounded(self) -> tuple[TextFile, str | None]:
        """The file without the lines below the table, and their text."""
        return self._file.without(self.asked.footer) if self.asked.footer else (self._file, None)

    def _delimiter(self) -> str | None:
        asked = self.asked.delimiter
        if asked is None:
            return self.exported.delimiter if self.exported is not None else None
        delimiter = DELIMITERS.get(asked, asked)
        if delimiter not in DELIMITERS.values() and (
            len(delimiter) != 1 or delimiter in '\r\n"' or delimiter == self.asked.quote
        ):
            raise ExtractionError(
                _("{delimiter!r} cannot stand between the fields of {file}.").format(
                    delimiter=delimiter, file=self.path.name
                )
            )
        return delimiter

    def _line_of(self, row: int) -> int:
        """Return the number of the first line of one of the first records."""
        before = self._first_records()[:row]
        breaks = sum((cell or "").count("\n") for record in before for cell in record)
        return self.skip + len(before) + breaks + 1

    @cached_property
    def _first(self) -> list[list[str | None]]:
        shape = replace(self.shape, height=min(self.shape.height, LOOK))
        found: list[list[str | None]] = []
        for batch in self.table.batches(shape, lambda _done, _total: None):
            found.extend(map(list, batch.rows))
        return found

    def _first_records(self) -> list[list[str | None]]:
        return self._first if self.shape.height else []


def _depth(found: Placing) -> int:
    """Return how many rows a header has that begins at the top."""
    return found.header_rows[-1] + 1 if found.header_rows else 0


def _headed(found: Placing, count: int | None) -> Placing:
    """Return the placing with so many header rows, None as they were found."""
    if count is None:
        return found
    first = found.first
    rows = tuple(range(first, min(first + count, found.end)))
    return replace(found, header_rows=rows, data_start=first + len(rows))
