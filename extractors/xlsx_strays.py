"""Take stray cells, far from all others, out of an XLSX workbook before calamine makes room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from curator.sources import letters
from extractors.sheet_facts import AREA, Facts
from extractors.text import visible
from extractors.xlsx_facts import number_of, whole_rows
from extractors.xlsx_package import Package

FEW = 20
"""So many cells at most are strays; where more lie far off the sheet is as large as it says."""
SMALL = 8 << 20
"""Bytes of XML that are looked through in no time."""
LONGEST = 200
"""Of a stray cell's text so many characters are told."""

_PLACED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_DIMENSION = re.compile(
    rb'<(?:\w+:)?dimension\b[^>]*\bref="([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?"'
)
_TEXT = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]*)<")
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>", re.DOTALL)

Place = tuple[int, int]


def seems_near(archive: ZipFile) -> bool:
    """Tell whether no sheet is small, or says of itself that it reaches farther than memory does.

    What it says may be wrong; a small sheet is looked through at once, a large one that lies ends
    at the limit of memory.
    """
    for _name, part in Package.of(archive).sheets:
        if archive.getinfo(part).file_size < SMALL:
            return False
        with archive.open(part) as file:
            found = _DIMENSION.search(file.read(4096))
        if found and found[3] and number_of(found[3]) * int(found[4]) > AREA:
            return False
    return True


def without_strays(path: Path, sheets: Mapping[str, Facts]) -> BytesIO | None:
    """Return the workbook without its stray cells, which are told in its `sheets`; None for none.

    Raises what zipfile raises.
    """
    found: dict[str, _Sheet] = {}
    with ZipFile(path) as archive:
        package = Package.of(archive)
        for name, part in package.sheets:
            facts = sheets[name]
            if (facts.last_row + 1) * (facts.last_column + 1) > AREA:
                sheet = _Sheet.of(archive, part)
                if sheet is not None:
                    found[part] = sheet
                    facts.last_row, facts.last_column = sheet.last
                    facts.strays = list(sheet.texts(package))
        return _copy(archive, found) if found else None


@dataclass(frozen=True)
class _Sheet:
    part: str
    last: Place
    """The last row and column of the others."""
    cells: Mapping[Place, bytes]
    """The stray cells' XML."""

    @classmethod
    def of(cls, archive: ZipFile, part: str) -> _Sheet | None:
        """Look for few cells whose absence makes a sheet small enough."""
        places: list[Place] = []
        for data in whole_rows(archive, part):
            places += [(int(row) - 1, number_of(one) - 1) for one, row in _PLACED.findall(data)]
        last = _nearest(places)
        if last is None:
            return None
        far = {place for place in places if place[0] > last[0] or place[1] > last[1]}
        cells = {}
        for data in whole_rows(archive, part):
            for row, column in far:
                match = _cell(row, column).search(data)
                if match is not None:
                    cells[row, column] = match[0]
        return cls(part, last, cells)

    def texts(self, package: Package) -> Iterator[tuple[str, str]]:
        """Yield the reference and the text of each stray cell."""
        for (row, column), cell in sorted(self.cells.items()):
            value = _TEXT.search(cell)
            text = value[1] if value else b""
            if b't="s"' in cell and text.isdigit():
                text = _shared(package, int(text))
            words = visible(unescape(text.decode("utf-8", "replace")))[:LONGEST]
            yield f"{letters(column + 1)}{row + 1}", words


def _nearest(places: Sequence[Place]) -> Place | None:
    """Return the last row and column of all but a few cells; None if that is too far as well."""
    rows = sorted(row for row, _column in places)
    columns = sorted(column for _row, column in places)
    best: Place | None = None
    for cut in range(min(FEW, len(places) - 1) + 1):
        row, column = rows[-1 - cut], columns[-1 - cut]
        for last in ((row, columns[-1]), (rows[-1], column), (row, column)):
            far = sum(place[0] > last[0] or place[1] > last[1] for place in places)
            if far <= FEW and (last[0] + 1) * (last[1] + 1) <= AREA:
                best = last if best is None else min(best, last, key=lambda one: one[0] * one[1])
        if best is not None:
            return best
    return None


def _cell(row: int, column: int) -> re.Pattern[bytes]:
    place = f"{letters(column + 1)}{row + 1}".encode()
    return re.compile(
        rb'<(?:\w+:)?c\b[^>]*?\br="' + place + rb'"(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?c>)', re.DOTALL
    )


def _shared(package: Package, number: int) -> bytes:
    strings = _STRING.finditer(package.read(package.part("sharedStrings")))
    found = next((one[1] for place, one in enumerate(strings) if place == number), b"")
    return b"".join(_TEXT.findall(found))


def _copy(archive: ZipFile, sheets: Mapping[str, _Sheet]) -> BytesIO:
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_DEFLATED, compresslevel=1) as written:
        for info in archive.infolist():
            with written.open(info.filename, "w") as target:
                if info.filename not in sheets:
                    target.write(archive.read(info))
                    continue
                for data in whole_rows(archive, info.filename):
                    for cell in sheets[info.filename].cells.values():
                        data = data.replace(cell, b"")
                    target.write(data)
    copy.seek(0)
    return copy
