"""Glyphs that show one letter together, of which one names it for all.

A typeface may draw "آ" as an alef and a madda. Programs then give the whole letter's name to one of
the two, which may be the one without width, and to the other a part of it or no name at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.pdf.logical.glyph import Glyph
from extractors.pdf.logical.letters import bare, is_mark, letters

WIDTHLESS = 0.06
"""A glyph narrower than this share of the size takes no room."""

_UNNAMED = re.compile(r"\(cid:\d+\)|\ufffd")


def whole(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs with shared names told once, in the order of the file.

    Left out are glyphs without width that have no name, and those whose name the glyph drawn at
    their place takes over.
    """
    named = list(glyphs)
    gone: set[int] = set()
    for number, glyph in enumerate(glyphs):
        if not _takes_no_room(glyph):
            continue
        if _UNNAMED.fullmatch(glyph.text):
            gone.add(number)
            continue
        base = _base(glyphs, number)
        if base is not None:
            named[base] = replace(named[base], text=glyph.text)
            gone.add(number)
    return [glyph for number, glyph in enumerate(named) if number not in gone]


def _takes_no_room(glyph: Glyph) -> bool:
    return glyph.x1 - glyph.x0 < WIDTHLESS * glyph.size and not glyph.text.isspace()


def _base(glyphs: Sequence[Glyph], number: int) -> int | None:
    """The glyph beside `number` in the file of which it names letters and marks; None if none."""
    name = letters(glyphs[number].text)
    if not name or is_mark(name):
        return None
    for beside in (number + 1, number - 1):
        if 0 <= beside < len(glyphs) and _shares(name, glyphs[number], glyphs[beside]):
            return beside
    return None


def _shares(name: str, glyph: Glyph, other: Glyph) -> bool:
    if _takes_no_room(other) or not other.x0 - glyph.size < glyph.x0 < other.x1 + glyph.size:
        return False
    theirs = letters(other.text)
    return bool(_UNNAMED.fullmatch(theirs)) or (name != theirs and bare(name) == bare(theirs))
