"""How far the sheets of an XLSX workbook reach, and which of their formulas failed.

The XML is streamed, so that a file that is made to fill the memory is told before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from posixpath import join, normpath
from zipfile import ZipFile

from extractors.sheet_facts import Facts

CHUNK = 1 << 20
LONGEST_ROW = 16 << 20
"""Bytes of XML kept while the end of a row is awaited."""
NOTED = 200_000
"""No more failed formulas of one sheet are noted."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL_END = rb"</(?:\w+:)?c>"
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=\"e\"[^>]*)>(?:(?!" + _CELL_END + rb").)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_UNSTORED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*" + _CELL_END
)
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")


def xlsx_facts(archive: ZipFile) -> Mapping[str, Facts]:
    """Return what is to know of each worksheet, by its name; raises what zipfile raises."""
    return {name: _scan(archive, part) for name, part in _parts(archive)}


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and the member that holds it."""
    names = archive.namelist()
    book = next((name for name in names if name.lower().endswith("workbook.xml")), "")
    folder, _, file = book.rpartition("/")
    relations = join(folder, "_rels", f"{file}.rels")
    if relations not in names:
        return
    targets = {
        _attribute(found, b"Id"): _attribute(found, b"Target")
        for found in _RELATION.findall(archive.read(relations))
    }
    for found in _SHEET.findall(archive.read(book)):
        target = targets.get(_attribute(found, rb"\w+:id"), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        if target and part in names:
            yield _attribute(found, b"name"), part


def _attribute(element: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", element)
    if found is None:
        return ""
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace"))


def _scan(archive: ZipFile, part: str) -> Facts:
    facts = Facts()
    rows = 0
    for data in _whole_rows(archive, part):
        facts.cells += data.count(b"<c ") + data.count(b"<c>") + data.count(b":c ")
        for row in data.split(b"row>"):
            last = _REFERENCE.match(row, row.rfind(b' r="') + 1)
            if last is not None:
                facts.last_row = max(facts.last_row, int(last[2]) - 1)
                facts.last_column = max(facts.last_column, _number(last[1]) - 1)
        rows += data.count(b"<row") + data.count(b":row ")
        _note(facts, data)
    facts.last_row = max(facts.last_row, rows - 1)
    facts.last_column = max(facts.last_column, facts.cells // max(rows, 1) - 1)
    return facts


def _whole_rows(archive: ZipFile, part: str) -> Iterator[bytes]:
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


def _note(facts: Facts, data: bytes) -> None:
    if len(facts.noted) > NOTED:
        return
    found: list[tuple[bytes, str | None]] = []
    if b't="e"' in data:
        found += [
            (cell, unescape(text.decode("utf-8", "replace"))) for cell, text in _ERROR.findall(data)
        ]
    if b"<f" in data or b":f" in data:
        found += [(cell, None) for cell in _UNSTORED.findall(data)]
    for cell, text in found:
        place = _REFERENCE.search(cell)
        if place is not None:
            row = facts.noted.setdefault(int(place[2]) - 1, {})
            row.setdefault(_number(place[1]) - 1, text)


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
