"""What an ODS workbook tells besides its values: what cells show, errors, comments, what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from extractors.book_facts import BookFacts
from extractors.ods_facts import ods_facts
from extractors.sheet_facts import AREA, PLAIN, Comment, Facts, Style

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

REPEATED = 1000
"""Of a row or cell that is repeated more often, so many repetitions are taken note of."""
_HIDDEN = ("collapse", "filter")
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_VALUES = (f"{OFFICE}value", f"{OFFICE}date-value", f"{OFFICE}time-value")


def ods_book(archive: ZipFile) -> BookFacts:
    """Return what is to know of the workbook; raises what zipfile raises."""
    sheets = ods_facts(archive)
    book = BookFacts(sheets, people=_people(archive))
    book.macros = any(name.startswith(("Basic/", "Scripts/")) for name in archive.namelist())
    areas = ((seen.last_row + 1) * (seen.last_column + 1) for seen in sheets.values())
    if any(area > AREA for area in areas):  # refused before it is opened
        return book
    try:
        with archive.open("content.xml") as file:
            _Scan(sheets, book).run(file)
    except ET.ParseError:
        book.untold = True
    return book


def _people(archive: ZipFile) -> list[str]:
    if "meta.xml" not in archive.namelist():
        return []
    try:
        root = ET.fromstring(archive.read("meta.xml"))
    except ET.ParseError:
        return []
    wanted = (f"{DC}creator", f"{META}initial-creator", f"{META}printed-by")
    return [one.tag.rpartition("}")[2] for one in root.iter() if one.tag in wanted and one.text]


class _Scan:
    """Goes through the content once, row by row."""

    def __init__(self, sheets: Mapping[str, Facts], book: BookFacts) -> None:
        self._sheets = sheets
        self._book = book
        self._styles: dict[str, Style] = {}
        self._facts = Facts()
        self._row = 0
        self._columns = 0

    def run(self, file: IO[bytes]) -> None:
        """Read all of `file`; raises ParseError."""
        for event, element in ET.iterparse(file, ("start", "end")):
            if event == "start":
                if element.tag == f"{TABLE}table":
                    self._begin(element)
            elif element.tag == f"{STYLE}style":
                self._style(element)
            elif element.tag == f"{TABLE}table-column":
                self._column(element)
            elif element.tag == f"{TABLE}table-row":
                self._end_row(element)
                element.clear()
            elif element.tag == f"{TABLE}cell-range-source":
                self._book.links.append("a range of another file")

    def _begin(self, table: ET.Element) -> None:
        self._facts = self._sheets.get(table.get(f"{TABLE}name", ""), Facts())
        self._facts.protected = table.get(f"{TABLE}protected") == "true"
        self._row = self._columns = 0

    def _style(self, element: ET.Element) -> None:
        colour, struck = None, False
        for part in element:
            if part.tag == f"{STYLE}table-cell-properties":
                found = part.get(f"{FO}background-color", "transparent")
                white = found.lower() in ("transparent", "#ffffff")
                colour = None if white else found.lstrip("#").upper()
            elif part.tag == f"{STYLE}text-properties":
                struck = part.get(f"{STYLE}text-line-through-style", "none") != "none"
        style = Style(None, colour, struck)
        self._styles[element.get(f"{STYLE}name", "")] = PLAIN if style == PLAIN else style

    def _column(self, element: ET.Element) -> None:
        count = _count(element, "number-columns-repeated")
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self._facts.hidden_columns.update(range(self._columns, self._columns + count))
        self._columns += count

    def _end_row(self, row: ET.Element) -> None:
        count = _count(row, "number-rows-repeated")
        numbers = range(self._row, self._row + min(count, REPEATED))
        self._row += count
        if self._facts.last_row < numbers.start:
            return
        if row.get(f"{TABLE}visibility") in _HIDDEN:
            self._facts.hidden_rows.update(numbers)
        column = 0
        pattern: dict[int, Style] = {}
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            repeated = _count(cell, "number-columns-repeated")
            columns = range(column, min(column + repeated, self._facts.last_column + 1))
            style = self._styles.get(cell.get(f"{TABLE}style-name", ""), PLAIN)
            if style is not PLAIN:
                pattern.update(dict.fromkeys(columns, style))
            self._cell(cell, numbers, columns)
            column += repeated
        if pattern:
            for number in numbers:
                self._facts.note_row(number, pattern)

    def _cell(self, cell: ET.Element, rows: range, columns: range) -> None:
        """Take note of what calamine does not give of a cell and its repetitions."""
        text = "\n".join("".join(one.itertext()) for one in cell if one.tag == f"{TEXT}p")
        kind = cell.get(f"{OFFICE}value-type")
        formula = cell.get(f"{TABLE}formula") is not None
        self._facts.formulas += formula * len(rows) * len(columns)
        failed = cell.get(f"{CALC}value-type") == "error" or (formula and text.startswith("#"))
        unstored = formula and kind is None and not text
        value = next((cell.get(name) for name in _VALUES if cell.get(name) is not None), None)
        shown = text if value is not None and text and text != value else None
        for row in rows if failed or unstored or shown else ():
            for column in columns:
                if failed or unstored:
                    self._facts.noted.setdefault(row, {})[column] = text if failed else None
                elif shown is not None:
                    self._facts.texts.setdefault(row, {})[column] = shown
        for note in cell.iter(f"{OFFICE}annotation"):
            self._comment(note, rows.start, columns.start)

    def _comment(self, note: ET.Element, row: int, column: int) -> None:
        author = note.findtext(f"{DC}creator", "")
        text = "\n".join("".join(one.itertext()) for one in note.iter(f"{TEXT}p")).strip()
        if text:
            self._facts.comments.append(Comment(row, column, author, text))


def _count(element: ET.Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1
