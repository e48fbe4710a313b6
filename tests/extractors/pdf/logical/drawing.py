"""Glyphs as a page would have them, drawn by a reference of UAX #9."""

from __future__ import annotations

from collections.abc import Sequence

from bidi import get_display

from extractors.pdf.logical import Glyph

SIZE = 10.0
WIDTH = 5.0
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")


def drawn(pieces: Sequence[str], top: float = 100.0) -> list[Glyph]:
    """Return a line of glyphs, given from left to right as they are seen."""
    glyphs, x = [], 50.0
    for piece in pieces:
        width = 2.5 if piece == " " else WIDTH
        glyphs.append(Glyph(piece, x, top, x + width, top + SIZE, SIZE))
        x += width
    return glyphs


def displayed(text: str) -> str:
    """Return a line as it is seen from left to right, brackets called by their meaning."""
    return str(get_display(text, base_dir="R"))


def mirrored(shown: str) -> str:
    """Return a line of which brackets are called by their shape."""
    return shown.translate(_MIRRORED)
