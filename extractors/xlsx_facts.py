"""How far the sheets of an XLSX workbook reach, and which of their formulas failed.

The XML is streamed, so that a file that is made to fill the memory is told before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from zipfile import ZipFile

from extractors.sheet_facts import PLAIN, Facts, Style
from extractors.xlsx_package import Package
from extractors.xlsx_styles import xlsx_styles

CHUNK = 1 << 20
LOOK = 1 << 16
"""Bytes of a piece that tell of what make it is."""
LONGEST_ROW = 16 << 20
"""Bytes of XML kept while the end of a row is awaited."""
WIDEST = 16_384
"""Columns of the widest sheet."""
NOTED = 200_000
"""No more failed formulas of one sheet are noted."""

_CELL_END = rb"</(?:\w+:)?c>"
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=\"e\"[^>]*)>(?:(?!" + _CELL_END + rb").)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_UNSTORED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*" + _CELL_END
)
_STYLED = re.compile(rb'<c r="([A-Z]{1,3})\d{1,7}" s="(\d+)"')
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*>")
_STYLE = re.compile(rb'\bs="(\d+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\shidden="(?:1|true)"')
_PROTECTED = re.compile(rb'<(?:\w+:)?sheetProtection\b[^>]*\bsheet="(?:1|true)"')
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")


def xlsx_facts(archive: ZipFile) -> Mapping[str, Facts]:
    """Return what is to know of each worksheet, by its name; raises what zipfile raises."""
    package = Package.of(archive)
    styles = xlsx_styles(archive, package.part("styles"))
    return {name: _scan(archive, part, styles) for name, part in package.sheets}


def _scan(archive: ZipFile, part: str, styles: Sequence[Style]) -> Facts:
    facts = Facts()
    rows = 0
    telling = {b"%d" % place: style for place, style in enumerate(styles) if style is not PLAIN}
    for data in whole_rows(archive, part):
        facts.cells += data.count(b"<c ")
        if _is_unusual(data):
            facts.cells += data.count(b"<c>") + data.count(b":c ")
            rows += data.count(b"<row") + data.count(b":row ")
        _scan_rows(facts, data, telling)
        _note(facts, data)
        _note_sheet(facts, data)
    facts.last_row = max(facts.last_row, rows - 1)
    facts.last_column = max(facts.last_column, facts.cells // rows - 1 if rows else 0)
    return facts


def _is_unusual(data: bytes) -> bool:
    """Tell whether cells have prefixes, or say not where they stand; most makers' do neither."""
    return b":c " in data[:LOOK] or b' r="' not in data[:LOOK] or b"<c>" in data[:LOOK]


def _scan_rows(facts: Facts, data: bytes, telling: Mapping[bytes, Style]) -> None:
    hidden = b' hidden="' in data
    for row in data.split(b"row>"):
        last = _REFERENCE.match(row, row.rfind(b' r="') + 1)
        if last is None:
            continue
        number = int(last[2]) - 1
        facts.last_row = max(facts.last_row, number)
        facts.last_column = max(facts.last_column, number_of(last[1]) - 1)
        if telling:
            _note_styles(facts, number, row, telling)
        if hidden and _HIDDEN_ROW.search(row):
            facts.hidden_rows.add(number)


def whole_rows(archive: ZipFile, part: str) -> Iterator[bytes]:
    """Yield the XML of a sheet in pieces that end with a row, as far as rows are not endless."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 4
            if end > 4 or len(rest) > LONGEST_ROW:
                end = end if end > 4 else len(rest)
                yield rest[:end]
                rest = rest[end:]
    if rest:
        yield rest


def _note_styles(facts: Facts, number: int, row: bytes, telling: Mapping[bytes, Style]) -> None:
    found = _STYLED.findall(row)
    if b":c " in row or b"<c s=" in row:  # of another make
        found = [(_first(_REFERENCE, cell), _first(_STYLE, cell)) for cell in _CELL.findall(row)]
    pattern = {number_of(column): telling[style] for column, style in found if style in telling}
    if pattern:
        facts.note_row(number, {column - 1: style for column, style in pattern.items()})


def _first(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    return found[1] if found else b""


def _note_sheet(facts: Facts, data: bytes) -> None:
    """Take note of what stands before and after the rows."""
    facts.protected |= b"sheetProtection" in data and _PROTECTED.search(data) is not None
    if b"<cols" not in data and b":cols" not in data:
        return
    for column in _COLUMN.findall(data):
        bounds = [re.search(rb"\b" + name + rb'="(\d{1,5})"', column) for name in (b"min", b"max")]
        if b'hidden="1"' in column or b'hidden="true"' in column:
            first, last = (int(bound[1]) if bound else 0 for bound in bounds)
            facts.hidden_columns.update(range(max(first, 1) - 1, min(last, WIDEST)))


def _note(facts: Facts, data: bytes) -> None:
    if len(facts.noted) > NOTED:
        return
    found: list[tuple[bytes, str | None]] = []
    if b't="e"' in data:
        found += [
            (cell, unescape(text.decode("utf-8", "replace"))) for cell, text in _ERROR.findall(data)
        ]
    if b"<f" in data or b":f>" in data[:LOOK] or b":f " in data[:LOOK]:
        facts.formulas += data.count(b"<f>") + data.count(b"<f ") + data.count(b":f>")
        found += [(cell, None) for cell in _UNSTORED.findall(data)]
    for cell, text in found:
        place = _REFERENCE.search(cell)
        if place is not None:
            row = facts.noted.setdefault(int(place[2]) - 1, {})
            row.setdefault(number_of(place[1]) - 1, text)


def number_of(column: bytes) -> int:
    """Return a column's number from its letters: A is 1."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
