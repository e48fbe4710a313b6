"""The characters of a PDF's page as PDFium tells of them, line by line.

What PDFium tells, as measured with pypdfium2 5:

- Characters come in an order that PDFium made up by its own bidirectional rules, and brackets in
  runs from right to left come mirrored. The letters of a ligature are characters of their own
  that share one origin and one box; from right to left they mostly come last letter first. Shapes
  of letters come folded, "…" comes as three dots.
- A space that PDFium added has no text object or an empty box; `FPDFText_IsGenerated` says so of
  line ends only.
- `FPDFText_GetLooseCharBox` is as high as the font and as wide as the pen's way and the ink
  together, so its left edge may lie before the pen; `FPDFText_GetCharOrigin` is the pen itself.
  `FPDFText_GetCharBox` is the ink, which for a mark is what counts.
- `FPDFText_GetFontSize` does not know of the matrix, in which browsers keep the size; a space that
  PDFium added has no matrix.
- A zero-width non-joiner that was drawn as a space does not come through.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import hypot
from typing import Any

from curator.sources import Box
from extractors.pdf.logical.letters import direction_class
from extractors.pdf.running import Running

Turn = Callable[[float, float, float, float], Box]
"""From PDF space to the page as it is shown, from its top left."""

UNNAMED = "\ufffd"
"""Stands for the letters of a glyph that the file does not name."""

_MIRRORED = dict(zip("()[]{}<>«»≤≥", ")(][}{><»«≥≤", strict=True))
_WEAK = ("EN", "AN", "ES", "ET", "CS")


@dataclass(frozen=True, slots=True)
class Character:
    """A letter of a glyph; boxes and the pen are on the page as it is shown."""

    text: str
    drawn: bool
    """Not so of the spaces that PDFium adds."""
    pen: tuple[float, float]
    loose: Box
    ink: Box
    size: float
    running: Running


def characters(text_page: Any, turn: Turn) -> list[list[Character]]:
    """Return the lines of one of PDFium's text pages (`FPDF_TEXTPAGE`), in PDFium's order.

    Brackets are named again as the file names them.
    """
    return [_unmirrored(line) for line in _lines(text_page, turn)]


def _lines(text_page: Any, turn: Turn) -> Iterator[list[Character]]:
    from pypdfium2 import raw

    left, right, bottom, top, x, y = (ctypes.c_double() for _edge in range(6))
    loose = raw.FS_RECTF()
    fonts: dict[int, tuple[float, Running]] = {}
    font = (1.0, Running.RIGHT)
    line: list[Character] = []
    for place in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, place)
        if code in (0x0A, 0x0D):
            yield line
            line = []
            continue
        raw.FPDFText_GetCharOrigin(text_page, place, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, place, loose)
        raw.FPDFText_GetCharBox(text_page, place, left, right, bottom, top)
        if drawn := raw.FPDFText_GetTextObject(text_page, place):
            address = ctypes.addressof(drawn.contents)
            if address not in fonts and not chr(min(code, 0x10FFFF)).isspace():
                fonts[address] = _size_and_running(text_page, place, turn)
            font = fonts.get(address, font)
        named = code <= 0x10FFFF and raw.FPDFText_HasUnicodeMapError(text_page, place) != 1
        letter = chr(code) if named else UNNAMED
        line.append(
            Character(
                letter,
                bool(drawn) and (loose.right > loose.left or not letter.isspace()),
                turn(x.value, y.value, x.value, y.value)[:2],
                turn(loose.left, loose.bottom, loose.right, loose.top),
                turn(left.value, bottom.value, right.value, top.value),
                *font,
            )
        )
    yield line


def _size_and_running(text_page: Any, place: int, turn: Turn) -> tuple[float, Running]:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, place, matrix)
    size = raw.FPDFText_GetFontSize(text_page, place) * hypot(matrix.c, matrix.d)
    start = turn(0, 0, 0, 0)
    end = turn(matrix.a, matrix.b, matrix.a, matrix.b)
    return size, Running.of(end[0] - start[0], end[1] - start[1])


def _unmirrored(line: Sequence[Character]) -> list[Character]:
    """Take back PDFium's mirroring: it goes by the last letter before, or the line's direction."""
    sides = [_side(character.text) for character in line]
    runs = [side for side, _run in groupby(sides)]
    if "right" not in runs:
        return list(line)
    current = "right" if runs.count("right") > runs.count("left") else "left"
    named = []
    for character, side in zip(line, sides, strict=True):
        if side in ("left", "right"):
            current = side
        if current == "right" and character.text in _MIRRORED:
            character = replace(character, text=_MIRRORED[character.text])
        named.append(character)
    return named


def _side(letter: str) -> str:
    """How PDFium sorts a letter: by where its script begins, "weak" or "neutral"."""
    kind = direction_class(letter)
    if kind in ("R", "AL"):
        return "right"
    if kind == "L":
        return "left"
    return "weak" if kind in _WEAK else "neutral"
