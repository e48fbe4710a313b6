"""Where data comes from: sources, the tables found in them, and each cell's ink."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from curator.language import _, joined

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left corner of the page as it is shown."""

MEDIA_TYPES: Mapping[str, str] = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": "XLSB",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "text/csv": "CSV",
}
"""The media types that are read, each with the word that people know it by."""


@dataclass(frozen=True)
class Source:
    """A file as it was when it was read."""

    sha256: str
    name: str
    """The file's name without its folder: folders tell on people."""
    media_type: str
    size: int
    """Bytes."""

    @classmethod
    def of(cls, path: Path, media_type: str) -> Source:
        """Describe the file at `path`; raises OSError."""
        digest = hashlib.sha256()
        size = 0
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
        name = path.name.encode(errors="backslashreplace").decode()  # bytes that are not UTF-8
        return cls(digest.hexdigest(), name, media_type, size)


@dataclass(frozen=True)
class Span:
    """A cell that covers several: `row` and `column` count from 0 at the table's top left."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True)
class Geometry:
    """Where the table's rows and columns lie in its page or sheet."""

    column_edges: tuple[float, ...] = ()
    """Page only: one more than there are columns, left to right, in PDF points."""
    row_edges: tuple[float, ...] = ()
    """Page only: one more than there are rows, top to bottom, in PDF points."""
    first_row: int = 1
    """Sheet or text only: the table's first row, as the spreadsheet numbers it; the record."""
    first_column: int = 1
    """Sheet or text only: 1 is column A."""
    left_rows: tuple[int, ...] = ()
    """Sheet only: rows within the table that are not taken, as the spreadsheet numbers them."""
    left_columns: tuple[int, ...] = ()
    """Sheet only: columns within the table that are not taken; 1 is column A."""

    def box(self, row: int, column: int, height: int = 1, width: int = 1) -> Box | None:
        """Return a cell's box on the page, None where there is no page."""
        bottom = min(row + height, len(self.row_edges) - 1)
        right = min(column + width, len(self.column_edges) - 1)
        if row >= bottom or column >= right:
            return None
        return (
            self.column_edges[column],
            self.row_edges[row],
            self.column_edges[right],
            self.row_edges[bottom],
        )

    def reference(self, row: int, column: int) -> str:
        """Return a cell's reference as spreadsheets write it, such as "B12"."""
        across = _past(self.first_column + column, self.left_columns)
        return f"{letters(across)}{_past(self.first_row + row, self.left_rows)}"


def _past(number: int, left: Sequence[int]) -> int:
    """Return the row or column at a place, stepping over those that are `left`, in order."""
    for each in left:
        if each > number:
            break
        number += 1
    return number


@dataclass(frozen=True)
class Remark:
    """What somebody wrote on a cell in the source; `row` and `column` count from 0 in the table."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Part:
    """Rows of a table that stand on a sheet of their own."""

    row: int
    """The first of them, counted from 0 at the table's top."""
    sheet: str
    geometry: Geometry
    """Where they and those that follow lie; the table's added columns are not among its own."""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class TableHead:
    """What is known of a found table besides its rows."""

    column_count: int
    header_count: int = 0
    """How many of the first rows are its header."""
    page: int | None = None
    """1 is the first page; None where the source has no pages."""
    sheet: str | None = None
    """The sheet's name; None where the source has no sheets."""
    box: Box | None = None
    """The table's region on its page."""
    geometry: Geometry = Geometry()
    spans: tuple[Span, ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()
    """The header's texts above each column, topmost first; () leaves them to the header rows."""
    title: str | None = None
    notes: str | None = None
    remarks: tuple[Remark, ...] = ()
    parts: tuple[Part, ...] = ()
    """Where its rows stand, in order, if they are of several sheets."""
    added: int = 0
    """How many of its first columns say where a row comes from, and stand nowhere in the source."""
    flags: tuple[str, ...] = ()
    """What a person should know of the whole table, in words, such as "hidden sheet"."""
    hidden: bool = False
    """Whether the source hides it; a hidden table is told of, and kept only when asked for."""
    extractor: Mapping[str, Any] = field(default_factory=dict)
    """The extractor that read it and its options, as `registry.dump` gives them."""

    def part(self, row: int) -> Part:
        """Return the part in which row `row` of the table stands; all of it where it has none."""
        found = [part for part in self.parts if part.row <= row]
        return found[-1] if found else Part(0, self.sheet or "", self.geometry, self.spans)


@dataclass(frozen=True)
class Mark:
    """What a cell's text alone does not tell; `row` and `column` count from 0 in the table."""

    row: int
    column: int
    raw: str | None = None
    """The value beneath, where it differs from the text found."""
    flag: str | None = None
    """What is doubtful about the cell, in words."""
    shown: str | None = None
    """What a person saw in the source, where the text found is another form of it."""


@dataclass(frozen=True)
class Batch:
    """Some rows of a table, in order: text as found, None for a blank cell."""

    rows: Sequence[Sequence[str | None]]
    marks: Sequence[Mark] = ()


class EncodedBatch(Batch):
    """Rows of one width that came encoded; they are taken apart when they are looked at."""

    def __init__(self, encoded: bytes, width: int, marks: Sequence[Mark] = ()) -> None:
        """Take the cells as UTF-8, row by row and each ended by NUL, a blank as nothing.

        Raises:
            ValueError: they are no such rows.
        """
        text = encoded.decode()
        if width < 1 or text[-1:] != "\0" or text.count("\0") % width:
            raise ValueError("These are no rows of that width.")
        object.__setattr__(self, "encoded", encoded)
        object.__setattr__(self, "width", width)
        object.__setattr__(self, "marks", marks)
        object.__setattr__(self, "_text", text)

    encoded: bytes
    width: int
    _text: str

    @classmethod
    def of(
        cls, rows: Sequence[Sequence[str | None]], width: int, marks: Sequence[Mark] = ()
    ) -> EncodedBatch | None:
        """Return such a batch; None if rows are of several widths, or hold what UTF-8 does not."""
        if not rows or any(len(row) != width for row in rows):
            return None
        try:
            lines = ["\0".join(row) for row in rows]  # type: ignore[arg-type] # None is told below
        except TypeError:
            lines = ["\0".join([cell or "" for cell in row]) for row in rows]
        text = "\0".join(lines) + "\0"
        if text.count("\0") != len(rows) * width:
            return None
        try:
            return cls(text.encode(), width, marks)
        except UnicodeEncodeError:
            return None

    @cached_property
    def rows(self) -> Sequence[Sequence[str | None]]:
        """The rows, None for a blank cell."""
        cells: list[str | None] = [*self._text.split("\0")]
        cells.pop()
        if "" in cells:
            cells = [cell or None for cell in cells]
        return [*zip(*[iter(cells)] * self.width, strict=True)]


@dataclass(frozen=True)
class ExtractedTable:
    """A table found in a source; its batches are read once, before the next table is."""

    source: Source
    head: TableHead
    batches: Iterator[Batch]


@dataclass(frozen=True)
class Origin:
    """A cell's ink: where it stands in its source, and the text found there."""

    source: Source
    page: int | None
    sheet: str | None
    box: Box | None
    reference: str | None
    """The cell's reference in its sheet, or its record and field in a text table."""
    text: str | None
    """The text as found."""
    raw: str | None = None
    flag: str | None = None
    table_box: Box | None = None
    """The whole table's region on its page."""

    def place(self) -> str:
        """Say where it is in words, such as "ports.pdf, page 3, at 72–140 × 310–322 pt"."""
        words = [self.source.name]
        if self.page is not None:
            words.append(_("page {page}").format(page=self.page))
        if self.sheet is not None:
            words.append(_("sheet {sheet}").format(sheet=self.sheet))
        if self.box is not None:
            x0, top, x1, bottom = self.box
            where = _("at {x0:.0f}–{x1:.0f} × {top:.0f}–{bottom:.0f} pt")
            words.append(where.format(x0=x0, x1=x1, top=top, bottom=bottom))
        if self.reference is not None:
            in_sheet = _("cell {reference}").format(reference=self.reference)
            words.append(in_sheet if self.sheet is not None else self.reference)
        return joined(words)


@dataclass(frozen=True)
class Word:
    """A word on a page."""

    text: str
    box: Box


@dataclass(frozen=True)
class PageText:
    """The words of one page, so that a screen can draw it as text."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class PagePicture:
    """A part of one page as it is printed, in pixels."""

    number: int
    box: Box
    """What of the page is seen, in PDF points from its top left."""
    width: int
    height: int
    rgb: bytes
    """Three bytes a pixel, line by line from the top."""


def letters(number: int) -> str:
    """Return a column number as spreadsheets write it: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
