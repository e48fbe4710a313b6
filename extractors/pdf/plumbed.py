"""The glyphs of pdfplumber's characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.pdf.logical import Glyph
from extractors.pdf.running import Running, most

Character = dict[str, Any]
"""As pdfplumber tells of a glyph; the text of a ligature is all of its letters."""


def glyphs(characters: Sequence[Character]) -> list[Glyph]:
    """Return the glyphs, levelled the way in which most of `characters` run."""
    common = running(characters)
    return [_glyph(one, common) for one in characters if _running(one) is common]


def running(characters: Sequence[Character]) -> Running:
    """Return which way most of `characters` that show something run."""
    return most(_running(one) for one in characters if not one["text"].isspace())


def _running(character: Character) -> Running:
    right, up = character["matrix"][:2]
    return Running.of(right, -up)


def _glyph(character: Character, common: Running) -> Glyph:
    edges = (character["x0"], character["top"], character["x1"], character["bottom"])
    x0, top, x1, bottom = common.levelled(edges)
    return Glyph(character["text"], x0, top, x1, bottom, float(character["size"]))
