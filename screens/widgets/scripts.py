"""Writing systems on a terminal: what is unsafe, what has no sure width, what runs right to left.

Everything here makes text to look at. None of it is ever stored, copied or exported.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from unicodedata import category

from rich.cells import cell_len, get_character_cell_size

Rtl = Literal["app", "words", "terminal"]
"""Who puts right-to-left text in order: curator; curator the words, and the terminal the letters of
each; or the terminal alone."""

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SURE = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027"
    "\u2030-\u205e\u2070-\u20cf\u2190-\u2319\u23ce\u2400-\u2426\u2500-\u25fc\u2880-\u289f"
    "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]*"
)
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATE, _POP = "\u2068", "\u2069"


def _pictures() -> dict[str, str]:
    """Give each unsafe character a picture of its own, one cell wide."""
    pictures = {chr(code): chr(0x2400 + code) for code in range(32)}
    pictures |= {chr(code): chr(0x2800 + code) for code in range(0x80, 0xA0)}
    pictures |= {"\n": "⏎", "\t": "⇥", "\x7f": "␡", "\u2028": "↵", "\u2029": "¶", "\ufeff": "⌖"}
    pictures |= dict(zip("\u202a\u202b\u202c\u202d\u202e", "↦↤↥⇉⇇", strict=True))
    pictures |= dict(zip("\u2066\u2067\u2068\u2069", "⇢⇠⇡⇣", strict=True))
    return pictures


_PICTURES = _pictures()


def pictured(text: str) -> str:
    """Return `text` with a visible sign for each character that a terminal would obey.

    Line breaks become ⏎, other C0 controls their Unicode pictures, C1 controls the braille sign
    of their byte, and the controls that override text direction become arrows.
    """
    return _UNSAFE.sub(lambda found: _PICTURES.get(found[0], "\ufffd"), text)


def unpictured(text: str, original: str) -> str:
    """Take back what `pictured(original)` did, in a text that was typed over it."""
    for found in set(_UNSAFE.findall(original)):
        sign = _PICTURES.get(found, "\ufffd")
        if sign not in original:
            text = text.replace(sign, found)
    return text


def has_sure_width(text: str) -> bool:
    """Return whether every terminal gives `text` the same number of cells.

    They disagree on Arabic script, Indic scripts, combining marks, joiners and emoji.
    """
    return _SURE.fullmatch(text) is not None


@lru_cache(8192)
def widest(text: str) -> int:
    """Return how many cells `text` takes on the terminals that draw it widest.

    Those give every code point its own cells: each part of a joined emoji, each spacing vowel sign.
    """
    if has_sure_width(text):
        return cell_len(text)
    return max(sum(map(_widest, text)), cell_len(text))


@lru_cache(2048)
def _widest(sign: str) -> int:
    if "\U0001f1e6" <= sign <= "\U0001f1ff" or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return 2
    if category(sign) == "Mc" or sign == "\ufe0f":
        return 1 + get_character_cell_size(sign)
    return get_character_cell_size(sign)


def has_rtl(text: str) -> bool:
    """Return whether `text` has a character that runs from right to left."""
    return _RTL.search(text) is not None


def isolated(text: str) -> str:
    """Return `text` marked as one whole with a direction of its own, if it runs right to left.

    The marks are Unicode's isolates, which take no room. Data cannot hold any where it is shown:
    `pictured` draws them. Whoever shows the text takes them out again.
    """
    return f"{_ISOLATE}{text}{_POP}" if has_rtl(text) else text


def plain(text: str) -> str:
    """Return `text` without the marks that `isolated` put into it."""
    return text.replace(_ISOLATE, "").replace(_POP, "")


@lru_cache(8192)
def runs_rtl(text: str) -> bool:
    """Return whether the paragraph runs from right to left, by its first strong letter."""
    from bidi import get_base_level

    return bool(get_base_level(text) == 1)
