"""A second reading of cells by pdfplumber, which shares no code with the first.

The first reading says which cells there are and what stands in them. Here the characters that
pdfminer finds in the same boxes are put together; where the two texts differ, one of them is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.errors import ExtractionError
from curator.language import _
from curator.sources import Box
from curator.tables import Progress
from extractors.pdf.logical import read_cell
from extractors.pdf.plumbed import glyphs
from extractors.pdf.second_count import Counted, counted

_DASHES = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2212\ufffe\x02", "-"))
_UNSEEN = dict.fromkeys(
    [*range(0x20), 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF]
)

_RULED = re.compile(r"[.·_\s]{3,}|[-=]{5,}")
"""Leads of dots, and rulings that were typed."""


@dataclass(frozen=True)
class ReadCell:
    """A cell as it was read first; the numbers are its asker's, and come back as given."""

    table: int
    row: int
    column: int
    box: Box
    text: str | None


@dataclass(frozen=True)
class Differing:
    """A cell of which two readings differ."""

    table: int
    row: int
    column: int
    text: str | None
    """As it was read the second time."""


@dataclass(frozen=True)
class ReadPage:
    """Cells that stand on one page; 1 is the first."""

    page: int
    cells: Sequence[ReadCell]
    tables: Sequence[tuple[int, Box]] = ()
    """The numbers of the tables on it, and where they stand there."""


def second_reading(
    path: Path, pages: Sequence[ReadPage], progress: Progress, password: str | None = None
) -> Iterator[Differing | Counted]:
    """Yield the cells that pdfplumber reads otherwise, and the tables whose rulings it counts so.

    Raises:
        LockedError: the PDF is locked with a password, or with another one.
        ExtractionError: pdfplumber cannot read it.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    from extractors.pdf.reader import page_of

    wanted = {each.page: each for each in pages}
    try:
        with pdfplumber.open(
            path, pages=sorted(wanted), password=password, raise_unicode_errors=False
        ) as pdf:
            for done, page in enumerate(pdf.pages):
                progress(done, len(wanted))
                asked = wanted[page.page_number]
                yield from differing(asked.cells, _characters(page))
                ink = page_of(path, page.page_number, password)
                yield from counted(asked.tables, ink, page)
                page.close()
    except (PdfminerException, MalformedPDFException) as error:
        raise ExtractionError(
            _("{file} could not be read a second time.").format(file=path.name)
        ) from error


def differing(
    cells: Sequence[ReadCell], characters: Sequence[dict[str, Any]]
) -> Iterator[Differing]:
    """Yield the cells whose text differs from what `characters` in their boxes say.

    White space, invisible signs, leads of dots and the forms of letters and hyphens are no
    difference.
    """
    inside = defaultdict(list)
    where = _Boxes(cells)
    for character in characters:
        x = (character["x0"] + character["x1"]) / 2
        y = (character["top"] + character["bottom"]) / 2
        place = where.at(x, y)
        if place is not None:
            inside[place].append(character)
    for place, cell in enumerate(cells):
        text = read_cell(glyphs(inside[place])).text if inside[place] else None
        if _seen(cell.text) != _seen(text):
            yield Differing(cell.table, cell.row, cell.column, text or None)


def _characters(page: Any) -> list[dict[str, Any]]:
    """Return a page's characters once each, in points from the top left of its crop box."""
    x, y = page.cropbox[0], page.cropbox[1]
    return [
        {
            **one,
            "x0": one["x0"] - x,
            "x1": one["x1"] - x,
            "top": one["top"] - y,
            "bottom": one["bottom"] - y,
        }
        for one in page.dedupe_chars().chars
    ]


def _seen(text: str | None) -> str:
    """Return what of a text two readings must agree on."""
    folded = unicodedata.normalize("NFKC", text or "").translate(_DASHES).translate(_UNSEEN)
    return "".join(_RULED.sub("", folded).split())


class _Boxes:
    """Boxes that do not overlap, looked up by a point."""

    def __init__(self, cells: Sequence[ReadCell]) -> None:
        self._xs = sorted({edge for cell in cells for edge in (cell.box[0], cell.box[2])})
        self._ys = sorted({edge for cell in cells for edge in (cell.box[1], cell.box[3])})
        columns = {x: place for place, x in enumerate(self._xs)}
        rows = {y: place for place, y in enumerate(self._ys)}
        self._cells: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(cells):
            x0, top, x1, bottom = cell.box
            for row in range(rows[top], rows[bottom]):
                for column in range(columns[x0], columns[x1]):
                    self._cells[row, column] = number

    def at(self, x: float, y: float) -> int | None:
        """Return the number of the box that a point lies in, None if in none."""
        return self._cells.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))
