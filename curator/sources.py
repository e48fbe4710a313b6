"""Where data comes from: sources, the tables found in them, and each cell's ink."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from curator.geometry import Box, Geometry, Span, letters
from curator.language import _, joined
from curator.seams import Stretch

__all__ = [
    "FOLDER",
    "MEDIA_TYPES",
    "PAGES",
    "Batch",
    "Box",
    "EncodedBatch",
    "ExtractedTable",
    "Geometry",
    "Mark",
    "Origin",
    "PagePicture",
    "PageText",
    "Source",
    "Span",
    "Stretch",
    "TableHead",
    "Word",
    "letters",
    "sheet_words",
]

FOLDER = "inode/directory"
"""What stands for a media type where a folder is told of."""
MEDIA_TYPES: Mapping[str, str] = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": "XLSB",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "text/csv": "CSV",
    "text/html": "HTML",
    "multipart/related": "MHTML",
    "application/zip": "ZIP",
    FOLDER: _("folder"),
}
"""The media types that are read, each with the word that people know it by."""
PAGES = frozenset({"text/html", "multipart/related"})
"""Those of web pages, whose tables are named as sheets of workbooks are."""


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
class Remark:
    """What somebody wrote on a cell in the source; `row` and `column` count from 0 in the table."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class TableHead:
    """What is known of a found table besides its rows."""

    column_count: int
    header_count: int = 0
    """How many of the first rows are its header."""
    page: int | None = None
    """1 is the first page; None where the source has no pages."""
    sheet: str | None = None
    """The sheet's name, or what a web page calls the table; None where there are no sheets."""
    box: Box | None = None
    """The table's region on its page."""
    geometry: Geometry = field(default_factory=Geometry)
    spans: tuple[Span, ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()
    """The header's texts above each column, topmost first; () leaves them to the header rows."""
    title: str | None = None
    notes: str | None = None
    remarks: tuple[Remark, ...] = ()
    added: int = 0
    """How many of its first columns say where a row comes from, and stand nowhere in the source."""
    flags: tuple[str, ...] = ()
    """What a person should know of the whole table, in words, such as "hidden sheet"."""
    form: bool = False
    """Whether its rows are terms and values: what one page or card tells of one thing."""
    hidden: bool = False
    """Whether the source hides it; a hidden table is told of, and kept only when asked for."""
    extractor: Mapping[str, Any] = field(default_factory=dict)
    """The extractor that read it and its options, as `registry.dump` gives them."""

    def stretch(self) -> Stretch:
        """Return where the table begins: its rows up to those that say where they stand."""
        return Stretch(self.page, self.box, self.geometry, self.spans, sheet=self.sheet)

    def columns_of(self, stretch: Stretch) -> Sequence[int]:
        """Return the positions of the columns that were found where a stretch of it stands."""
        return stretch.columns or range(self.added, self.column_count)


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
    stretch: Stretch | None = None
    """Where they stand, if they begin elsewhere; None where they follow those before them."""


class EncodedBatch(Batch):
    """Rows of one width that came encoded; they are taken apart when they are looked at."""

    def __init__(
        self,
        encoded: bytes,
        width: int,
        marks: Sequence[Mark] = (),
        stretch: Stretch | None = None,
    ) -> None:
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
        object.__setattr__(self, "stretch", stretch)
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
    rest: Callable[[], Batch | None] = lambda: None
    """Returns the rows that wait for what comes next, None where none do: a table's last ones
    until it is known whether it goes on. They come with the next batch, as they are then."""


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
    row: int = 0
    """In which row of what was found in that region, or in its sheet, it stands, from 0."""
    column: int = 0
    """In which column of that it stands, from 0."""
    stretch: tuple[int, int] | None = None
    """The first and last row id of the rows that stand together with its own."""
    method: Mapping[str, Any] = field(default_factory=dict)
    """The extractor that read it and its options, as `registry.dump` gives them."""
    turned: bool = False
    """Whether what stands in its row stands in a column of the source, as a form's values do."""

    def place(self) -> str:
        """Say where it is in words, such as "ports.pdf, page 3, at 72–140 × 310–322 pt"."""
        words = [self.source.name]
        if self.page is not None:
            words.append(_("page {page}").format(page=self.page))
        if self.sheet is not None:
            words.append(sheet_words(self.source.media_type, self.sheet))
        if self.box is not None:
            x0, top, x1, bottom = self.box
            where = _("at {x0:.0f}–{x1:.0f} × {top:.0f}–{bottom:.0f} pt")
            words.append(where.format(x0=x0, x1=x1, top=top, bottom=bottom))
        if self.reference is not None:
            in_sheet = _("cell {reference}").format(reference=self.reference)
            words.append(in_sheet if self.sheet is not None else self.reference)
        return joined(words)


def sheet_words(media_type: str, sheet: str) -> str:
    """Name a sheet of a workbook, or a table of a web page, in words."""
    if media_type in PAGES and sheet.startswith("table "):
        return sheet
    if media_type in PAGES:
        return _("table {table}").format(table=sheet)
    return _("sheet {sheet}").format(sheet=sheet)


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
