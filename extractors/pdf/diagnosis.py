"""What is wrong with the text of a PDF's page, in words: nothing, a scan, a broken text layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curator.language import _, ngettext

NAMELESS = 0.03
"""Of its characters: a bullet or two may name no letter, a broken layer has more of them."""
MISMATCHED = 0.25
"""Of its words: so many are no accident."""
FEWEST = 8
"""Words: fewer do not tell what is usual."""
ACCENTED = 0.4
"""Of its letters: no language of the Latin script has so many with accents."""
HIDDEN = 0.5
"""Of its characters: a page with so many that are not drawn is a picture with text behind it."""

_NAMELESS = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|\\(cid:\\d+\\)")
"""Control characters, private use and "no such character"; PDFium's hyphen is none of them."""
_LETTER = re.compile(r"[^\W\d_]")
_ACCENTED = re.compile("[\u00a1-\u00bf\u00c0-\u00ff]")
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u200b-\u200f\u2060\ufe00-\ufe2f\u00ad"
)
"""Signs that stand on or between letters and are none to `re`, such as Devanagari's vowels."""
_SIGN_WITHIN = re.compile(rf"[^\W\d_][^\w\s.,'’‘\-‐‑–—/&@:()+*%°·‧•\x02\ufffe{_MARKS}]+[^\W\d_]")
_SCRIPTS = (
    re.compile("[A-Za-z\u00c0-\u024f]"),
    re.compile("[\u0370-\u03ff]"),
    re.compile("[\u0400-\u04ff]"),
    re.compile("[\u0590-\u05ff]"),
    re.compile("[\u0620-\u064a\u066e-\u06d5\ufb50-\ufdff\ufe70-\ufefc]"),
    re.compile("[\u0900-\u097f]"),
)
_CODED_FONT = re.compile(
    r"preeti|kantipur|sagarmatha|himali?\b|himalb|kanchan|navjeevan|ganess|pcs ?nepali|shangrila"
    r"|kruti ?dev|devlys|chanakya|shusha|shree-?dev|akruti|bamini",
    re.IGNORECASE,
)
"""Fonts that draw Indic letters for the codes of Latin ones; the text then reads as gibberish."""


@dataclass(frozen=True)
class TextLayer:
    """What a page tells besides how it looks."""

    letters: str
    """All its characters, blanks included."""
    fonts: frozenset[str] = frozenset()
    hidden: float = 0.0
    """The share of the characters that are not drawn, from 0 to 1."""
    images: int = 0
    draws: bool = False
    """Whether lines or shapes are drawn on it."""


def diagnosis(layer: TextLayer) -> str:
    """Say in some words what a page's text is, such as "digital text"."""
    if not layer.letters.strip():
        return _without_text(layer)
    broken = broken_text(layer.letters) or _coded(layer.fonts)
    if broken is not None:
        return _("broken text layer: {reason}").format(reason=broken)
    if layer.images and layer.hidden > HIDDEN:
        return _("scanned: its text was recognised by a machine and may be wrong")
    return _("digital text")


def broken_text(text: str) -> str | None:
    """Say why `text` cannot be what people see on the page; None if it can."""
    words = text.split()
    solid = sum(map(len, words))
    nameless = sum(len(found) for found in _NAMELESS.findall(text))
    if nameless > NAMELESS * solid:
        share = round(100 * nameless / solid)
        return _("{share} % of its characters name no letter").format(share=max(share, 1))
    written = [word for word in words if len(_LETTER.findall(word)) > 2]
    if len(written) < FEWEST:
        return None
    if _share(written, _is_doubled) > MISMATCHED:
        return _("its letters are there twice over")
    letters = len(_LETTER.findall(text))
    mixed = _share(written, _mixes) > MISMATCHED or _share(written, _is_cut) > MISMATCHED
    if mixed or len(_ACCENTED.findall(text)) > ACCENTED * letters:
        return _("its text does not match its script")
    return None


def _without_text(layer: TextLayer) -> str:
    if layer.images:
        return ngettext(
            "scanned: no characters, {count} image",
            "scanned: no characters, {count} images",
            layer.images,
        ).format(count=layer.images)
    return _("no characters, drawings alone") if layer.draws else _("blank")


def _coded(fonts: frozenset[str]) -> str | None:
    coded = next((font for font in sorted(fonts) if _CODED_FONT.search(font)), None)
    if coded is None:
        return None
    reason = _("the font {font} draws letters of another script for Latin codes")
    return reason.format(font=coded)


def _share(words: Sequence[str], is_so: Callable[[str], bool]) -> float:
    return sum(map(is_so, words)) / len(words)


def _is_doubled(word: str) -> bool:
    """Whether it is printed like "ttoottaall"."""
    return len(word) % 2 == 0 and word[0::2] == word[1::2] and len(set(word)) > 1


def _mixes(word: str) -> bool:
    """Whether letters of several scripts stand in it."""
    return sum(script.search(word) is not None for script in _SCRIPTS) > 1


def _is_cut(word: str) -> bool:
    """Whether a sign that no word has stands between its letters."""
    return _SIGN_WITHIN.search(word) is not None
