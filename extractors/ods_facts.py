"""How far the sheets of an ODS workbook reach, and which of their cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from zipfile import ZipFile

from extractors.sheet_facts import Facts

CHUNK = 1 << 20
LONGEST_TAG = 1 << 20

_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(\s[^>]*?|)(/?)>")
_NAME = re.compile(rb"\btable:name=\"([^\"]*)\"")
_COUNT = re.compile(rb"\btable:(number-\w+-repeated|number-\w+-spanned)=\"(\d{1,9})\"")


def ods_facts(archive: ZipFile) -> Mapping[str, Facts]:
    """Return what is to know of each sheet, by its name; raises what zipfile raises."""
    found: dict[str, Facts] = {}
    sheet = _Sheet(Facts())
    for kind, attributes, closed in _tags(archive):
        counts = {name: int(count) for name, count in _COUNT.findall(attributes)}
        if kind == b"table":
            sheet.end_row()
            name = _NAME.search(attributes)
            sheet = _Sheet(Facts())
            found[unescape(name[1].decode("utf-8", "replace")) if name else ""] = sheet.facts
        elif kind == b"table-row":
            sheet.end_row()
            sheet.repeated = counts.get(b"number-rows-repeated", 1)
        else:
            filled = not closed or b"value" in attributes or b"formula" in attributes
            sheet.cell(counts, filled)
    sheet.end_row()
    return found


class _Sheet:
    """Where in a sheet the tags have come to."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.repeated = 0
        self._row = 0
        self._column = 0
        self._filled = 0

    def cell(self, counts: Mapping[bytes, int], filled: bool) -> None:
        """Step over a cell and its repetitions."""
        width = counts.get(b"number-columns-repeated", 1)
        across = counts.get(b"number-columns-spanned", 1)
        down = counts.get(b"number-rows-spanned", 1)
        if across > 1 or down > 1:
            corner = (self._row + down - 1, self._column + across - 1)
            self.facts.merged.append(((self._row, self._column), corner))
        self._column += width
        if filled:
            self._filled += width
            self.facts.last_column = max(self.facts.last_column, self._column - 1)

    def end_row(self) -> None:
        """Step over a row and its repetitions."""
        self._row += self.repeated
        if self._filled:
            self.facts.last_row = self._row - 1
            self.facts.cells += self._filled * self.repeated
        self.repeated = self._column = self._filled = 0


def _tags(archive: ZipFile) -> Iterator[tuple[bytes, bytes, bytes]]:
    rest = b""
    with archive.open("content.xml") as file:
        while chunk := file.read(CHUNK):
            rest += chunk
            end = rest.rfind(b">") + 1
            yield from _TAG.findall(rest[:end])
            rest = rest[end:][-LONGEST_TAG:]
