"""Glyphs that show one letter together, of which one names it for all.

A typeface may draw "آ" as an alef and a madda. Programs then give the whole letter's name to one of
the two, which may be the one without width, and to the other a part of it or no name at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extractors.pdf.logical.glyph import Glyph
from extractors.pdf.logical.letters import bare, is_mark, letters

WIDTHLESS = 0.06
"""A glyph narrower than this share of the size takes no room."""

_UNNAMED = re.compile(r"\(cid:\d+\)|\ufffd")


def whole(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs with shared names told once, in the order of the file.

    Left out are glyphs without width that have no name, and those whose name, or whose marks, go
    to the glyph drawn at their place.
    """
    named = list(glyphs)
    gone: set[int] = set()
    for number, glyph in enumerate(glyphs):
        if not _takes_no_room(glyph):
            continue
        if _UNNAMED.fullmatch(glyph.text):
            gone.add(number)
        elif (owner := _owner(glyphs, number)) is not None:
            place, text = owner
            named[place] = replace(named[place], text=text)
            gone.add(number)
    return [glyph for number, glyph in enumerate(named) if number not in gone]


def _takes_no_room(glyph: Glyph) -> bool:
    return glyph.x1 - glyph.x0 < WIDTHLESS * glyph.size and not glyph.text.isspace()


def _owner(glyphs: Sequence[Glyph], number: int) -> tuple[int, str] | None:
    """The glyph beside `number` in the file that shares its name, and what both stand for."""
    name = letters(glyphs[number].text)
    if not name or is_mark(name):
        return None
    for beside in (number + 1, number - 1):
        if 0 <= beside < len(glyphs) and _at_one_place(glyphs[number], glyphs[beside]):
            both = _both(name, letters(glyphs[beside].text))
            if both is not None:
                return beside, both
    return None


def _at_one_place(glyph: Glyph, other: Glyph) -> bool:
    near = other.x0 - glyph.size < glyph.x0 < other.x1 + glyph.size
    return near and not _takes_no_room(other)


def _both(name: str, theirs: str) -> str | None:
    """What two glyphs stand for if the first, without width, names the second too; else None.

    A mark may have the name of another letter on which it was drawn first; its marks count.
    """
    if not theirs or _UNNAMED.fullmatch(theirs):
        return name
    if name == theirs or bare(theirs) not in bare(name):
        return None
    if bare(theirs) == bare(name):
        return name
    parted = unicodedata.normalize("NFD", name)
    marks = "".join(letter for letter in parted if unicodedata.combining(letter))
    return unicodedata.normalize("NFC", theirs + marks) if marks else None
