"""The letters behind a glyph's name: no shapes, no controls, ligatures in order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NON_JOINER = "\u200c"
"""Keeps two letters of the Arabic script from joining; it has no width of its own."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FORMS = re.compile("[\ufb1d-\ufd3d\ufd40-\ufdff\ufe70-\ufefc]")
_CONTROLS = dict.fromkeys(
    [0x61C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_TATWEEL = "\u0640"
_LAM = "\u0644"
_ALEFS = "\u0622\u0623\u0625\u0627\u0671\u0672\u0673"


def holds_right_to_left(text: str) -> bool:
    """Whether `text` has a letter, digit or sign of a script that runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


@lru_cache(maxsize=4096)
def letters(name: str) -> str:
    """Return the letters that a glyph with this name stands for, "" if it is only a control.

    Shapes (U+FB1D to U+FDFF, U+FE70 to U+FEFC) become the letters themselves; which yeh and which
    kaf they are is kept. A lam-alef whose name was written down as it is seen, from left to right,
    is turned: no font joins an alef to a lam after it.
    """
    plain = name.translate(_CONTROLS)
    if _FORMS.search(plain):
        plain = _FORMS.sub(_unshaped, plain)
    bases = [letter for letter in plain if not unicodedata.combining(letter)]
    if len(bases) == 2 and bases[0] in _ALEFS and bases[1] == _LAM:
        return plain[::-1]
    return plain


@lru_cache(maxsize=4096)
def is_mark(text: str) -> bool:
    """Whether `text` has nothing but signs that stand on or under another letter."""
    return bool(text) and all(unicodedata.combining(letter) for letter in text)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return the letters of `text` without their marks; "آ" is an alef."""
    parted = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def direction_class(text: str) -> str:
    """Return the bidirectional class (UAX #9, table 4) of the first letter that is no mark."""
    first = next((letter for letter in text if not unicodedata.combining(letter)), " ")
    return unicodedata.bidirectional(first) or "ON"


def unjoined(name: str, following: str) -> bool:
    """Whether two shapes show that their letters, though neighbours in a word, do not join.

    A letter that could join the next and has the shape of a word's end is followed by one with
    the shape of a word's beginning: a zero-width non-joiner stands between them.
    """
    here, there = name[-1:], following[:1]
    if not (_shape(here) in ("final", "isolated") and _shape(there) in ("initial", "isolated")):
        return False
    return _joins_onward(unicodedata.normalize("NFKC", here))


def _unshaped(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    return plain.strip(" " + _TATWEEL) or plain


def _shape(letter: str) -> str:
    """The tag of a presentation form's decomposition, "" for a letter by itself."""
    if not _FORMS.match(letter):
        return ""
    return unicodedata.decomposition(letter).partition(">")[0].lstrip("<")


def _joins_onward(plain: str) -> bool:
    return len(plain) == 1 and plain in _DUAL


_DUAL = frozenset(
    unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFB50, 0xFDFD), *range(0xFE70, 0xFEFD))
    if unicodedata.decomposition(chr(code)).startswith("<initial>")
)
"""The letters that join the next one: those of which Unicode has the shape of a beginning."""
