"""Tables of fixed width: columns that are kept apart by blanks at the same place in every line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.errors import UnknownNameError
from curator.language import _

CELLS = "cells "
"""What is written before places that are counted in a terminal's cells."""
FEWEST = 3
"""No table of fixed width is seen in fewer lines of several pieces."""
CLEAR = 0.97
"""In so many of the lines a place between two columns is blank."""
MANY = 6
"""A blank that stands at one place in so many lines, and in most, parts columns."""
USED = 0.2
"""In so many of the lines a column holds something."""

_GAP = re.compile(r"\S[ \t]{2,}\S")


@dataclass(frozen=True)
class FixedWidth:
    """Where the columns of a table of fixed width begin."""

    edges: tuple[int, ...]
    """The first place of each column; the first is 0."""
    by_cells: bool = False
    """Whether places are cells of a terminal, two for a wide character and none for a mark that
    stands on another, instead of characters."""

    @classmethod
    def of(cls, text: str) -> FixedWidth:
        """Return the fixed_width that `text`, such as "0,6,23" or "cells 0,6,23", names.

        Raises:
            UnknownNameError: it names none.
        """
        by_cells = text.startswith(CELLS)
        parts = text.removeprefix(CELLS).replace(" ", "").split(",")
        if not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
            raise UnknownNameError(
                _("{text!r} names no columns; write where each begins, like 0,6,23.").format(
                    text=text
                )
            )
        return cls(tuple(sorted({0, *map(int, parts)})), by_cells)

    def text(self) -> str:
        """Return what `of` reads."""
        return (CELLS if self.by_cells else "") + ",".join(map(str, self.edges))

    def cut(self, line: str) -> list[str]:
        """Return the fields of a line, without the blanks around them; a blank line has none.

        A line whose words run across the columns, such as a title, is one field.
        """
        text = line.rstrip("\r\n").expandtabs(8)
        if not text.strip():
            return []
        places = self._places(text)
        if self._runs_across(text, places):
            return [text.strip()]
        return [text[first:last].strip() for first, last in pairwise([*places, len(text)])]

    def _places(self, text: str) -> list[int]:
        """Return at which character of `text` each column begins."""
        if not self.by_cells or text.isascii():
            return [min(edge, len(text)) for edge in self.edges]
        starts = starts_of(text)
        return [
            next((place for place, start in enumerate(starts) if start >= edge), len(text))
            for edge in self.edges
        ]

    def _runs_across(self, text: str, places: Sequence[int]) -> bool:
        cut = [place for place in places[1:] if 0 < place < len(text)]
        through = [place for place in cut if text[place - 1] != " " and text[place] != " "]
        return bool(through) and not _GAP.search(text)


def starts_of(text: str) -> list[int]:
    """Return the cell of a terminal in which each character of `text` begins."""
    starts, place = [], 0
    for sign in text:
        starts.append(place)
        if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
            continue
        place += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
    return starts


def find_fixed_width(lines: Sequence[str]) -> FixedWidth | None:
    """Return the columns of fixed width in `lines`, None if there are not at least two."""
    rows = [line.rstrip().expandtabs(8) for line in lines]
    rows = [row for row in rows if _GAP.search(row)]
    if len(rows) < FEWEST or sum("\t" in line for line in lines) * 4 > len(lines):
        return None
    found = [FixedWidth(_edges(rows), by_cells=False)]
    if not all(row.isascii() for row in rows):
        spread = [_in_cells(row) for row in rows]
        found.append(FixedWidth(_edges(spread), by_cells=True))
    best = max(found, key=lambda fixed_width: len(fixed_width.edges))
    return best if len(best.edges) > 1 else None


def _in_cells(row: str) -> str:
    """Return a row with one character for each cell of a terminal that it takes."""
    cells: list[str] = []
    for sign, start in zip(row, starts_of(row), strict=True):
        cells += [" "] * (start - len(cells)) if not cells or cells[-1] == " " else []
        while len(cells) < start:
            cells.append("x")
        if len(cells) == start:
            cells.append(sign)
    return "".join(cells)


def _edges(rows: Sequence[str]) -> tuple[int, ...]:
    """Return where columns begin: behind places that are blank in nearly every row."""
    width = max(map(len, rows))
    blank = [0] * width
    for row in rows:
        for place in range(width):
            blank[place] += place >= len(row) or row[place] == " "
    clear = [count >= CLEAR * len(rows) for count in blank]
    starts = [place for place in range(1, width) if clear[place - 1] and not clear[place]]
    first = next((place for place in range(width) if not clear[place]), 0)
    edges = [0, *(start for start in starts if start > first)]
    return _used(rows, edges, width)


def _used(rows: Sequence[str], edges: Sequence[int], width: int) -> tuple[int, ...]:
    """Leave out edges before which only one blank stands in a text, and columns hardly used."""
    kept = [0]
    for first, last in pairwise([*edges[1:], width]):
        fields = [(row[kept[-1] : first], row[first:last].strip()) for row in rows]
        filled = [(before, field) for before, field in fields if field]
        apart = [field for before, field in filled if _is_apart(before, field)]
        aligned = len(filled) >= MANY and len(filled) * 2 > len(rows)
        if len(filled) >= USED * len(rows) and (aligned or len(apart) * 2 > len(filled)):
            kept.append(first)
    return tuple(kept)


def _is_apart(before: str, field: str) -> bool:
    """Tell whether more than one blank, or a figure, parts a field from what stands before it."""
    figures = any(sign.isdigit() for sign in (*field, *before.rstrip()[-1:]))
    return before[-2:].strip() == "" or figures
