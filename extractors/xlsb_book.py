"""What an XLSB workbook tells besides its values: errors, hidden rows, formulas ([MS-XLSB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from posixpath import join, normpath
from zipfile import ZipFile

from extractors.book_facts import BookFacts
from extractors.sheet_facts import Facts
from extractors.xlsx_package import relations

LARGEST = 256 << 20
"""Bytes of the largest sheet that is looked through."""
_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET, _PROTECTION = 0, 3, 11, 156, 535
_CELLS = range(1, 12)
_FORMULAS = range(8, 12)
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


def xlsb_book(archive: ZipFile) -> BookFacts:
    """Return what is to know of the workbook; raises what zipfile raises."""
    names = archive.namelist()
    book = next((name for name in names if name.lower() == "xl/workbook.bin"), "")
    known = relations(archive, names, book)
    sheets = {}
    for kind, data in _records(archive.read(book)) if book else ():
        if kind == _SHEET:
            relation, rest = _text(data, 8)
            name, _end = _text(data, rest)
            target = known[relation].target if relation in known else ""
            part = target if target in names else normpath(join("xl", target))
            if part in names and archive.getinfo(part).file_size <= LARGEST:
                sheets[name] = _facts(archive.read(part))
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return BookFacts(sheets, macros=macros)


def _facts(data: bytes) -> Facts:
    facts = Facts()
    row = 0
    for kind, record in _records(data):
        if kind == _ROW and len(record) >= 12:
            row = struct.unpack_from("<I", record)[0]
            if record[11] & 0x10:
                facts.hidden_rows.add(row)
        elif kind in _CELLS and len(record) >= 8:
            facts.cells += 1
            facts.formulas += kind in _FORMULAS
            column = struct.unpack_from("<I", record)[0]
            facts.last_row = max(facts.last_row, row)
            facts.last_column = max(facts.last_column, column)
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and len(record) > 8:
                error = _ERRORS.get(record[8], "#N/A")
                facts.noted.setdefault(row, {})[column] = error
        elif kind == _PROTECTION:
            facts.protected = True
    return facts


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each record's kind and content; a record that is cut short ends them."""
    place = 0
    while place < len(data):
        kind, place = _number(data, place, 2)
        size, place = _number(data, place, 4)
        yield kind, data[place : place + size]
        place += size


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    """Read a number of up to `most` bytes, seven bits each, the lowest first."""
    number = 0
    for count in range(most):
        if place >= len(data):
            break
        byte = data[place]
        place += 1
        number |= (byte & 0x7F) << (7 * count)
        if not byte & 0x80:
            break
    return number, place


def _text(data: bytes, place: int) -> tuple[str, int]:
    """Read a text that its length in characters precedes."""
    if place + 4 > len(data):
        return "", place
    (count,) = struct.unpack_from("<I", data, place)
    if count == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * count
    return data[place + 4 : end].decode("utf-16-le", "replace"), end
