"""The texts of a table's cells in the order of reading, from PDFium's words and glyphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.pdf.glyphs import PlacedGlyph, glyphs_in
from extractors.pdf.ink import Word
from extractors.pdf.logical import (
    CellText,
    Glyph,
    holds_right_to_left,
    manner,
    read_cell,
)
from extractors.pdf.table_cells import Cell, text_of

BESIDE = 0.5
"""Points by which the middle of a glyph may lie outside its word."""

_LETTER = re.compile(r"[^\W\d_]")

Texts = list[list[CellText | None]]


def read_texts(rows: Sequence[Sequence[Cell]], glyphs: Sequence[PlacedGlyph]) -> Texts:
    """Return what stands in each cell, None in a blank one.

    Lines of one cell are joined by a space. A Latin table is as PDFium's words tell it; one with
    text from right to left, in which figures and signs may be turned too, is read glyph by glyph.

    Args:
        glyphs: the page's; none where nothing on it is written from right to left.
    """
    plain = [[CellText(text_of(cell)) if cell else None for cell in row] for row in rows]
    if not glyphs:
        return plain
    if not any(cell and holds_right_to_left(cell.text) for row in plain for cell in row):
        return plain
    shelf = _Shelf(glyphs)
    taken = [[shelf.take(cell) for cell in row] for row in rows]
    common = manner(cell for row in taken for cell in row)
    for number, row in enumerate(taken):
        for place, found in enumerate(row):
            if found:
                read = read_cell(found, common)
                plain[number][place] = CellText(read.text.replace("\n", " "), read.doubts)
    return plain


def runs_to_the_left(texts: Texts) -> bool:
    """Whether most letters of a table are written from right to left, so that its columns are."""
    letters = "".join(cell.text for row in texts for cell in row if cell is not None)
    words = _LETTER.findall(letters)
    turned = sum(map(holds_right_to_left, words))
    return turned * 2 > len(words)


def line_text(words: Sequence[Word], glyphs: Sequence[PlacedGlyph]) -> str:
    """Return the text of some words of one line in the order of reading."""
    (read,) = read_texts([[tuple(words)]], glyphs)[0]
    return read.text if read is not None else ""


class _Shelf:
    """A page's glyphs, found by where they are."""

    def __init__(self, glyphs: Sequence[PlacedGlyph]) -> None:
        self._glyphs = sorted(glyphs, key=_middle)
        self._middles = [_middle(glyph) for glyph in self._glyphs]

    def take(self, cell: Cell) -> list[Glyph]:
        """Return the glyphs of a cell's words."""
        found: list[Glyph] = []
        for line in _lines(cell):
            top, bottom = min(w.top for w in line), max(w.bottom for w in line)
            first = bisect_left(self._middles, top - BESIDE)
            last = bisect_right(self._middles, bottom + BESIDE)
            box = (
                min(w.x0 for w in line) - BESIDE,
                top - BESIDE,
                max(w.x1 for w in line) + BESIDE,
                bottom + BESIDE,
            )
            found += glyphs_in(self._glyphs[first:last], box)
        return found


def _middle(glyph: PlacedGlyph) -> float:
    return (glyph.box[1] + glyph.box[3]) / 2


def _lines(cell: Cell) -> list[list[Word]]:
    """Return a cell's words line by line; a word above the middle of the one before is level."""
    lines: list[list[Word]] = []
    for word in cell:
        if lines and lines[-1][-1].top <= word.y <= lines[-1][-1].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines
