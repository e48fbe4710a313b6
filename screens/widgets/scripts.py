"""Writing systems on a terminal: what is unsafe, what has no sure width, what runs right to left.

Everything here makes text to look at. None of it is ever stored, copied or exported.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from unicodedata import bidirectional, category

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
_WORD = re.compile(
    "[\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f\u200d\u0610-\u061a\u064b-\u065f\u0670]+"
)
_PAIRED = re.compile("[()\\[\\]{}<>«»‹›≤≥]")
_MARK = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
_MARKS = re.compile(f"[{_MARK}]")
_MARKS_FIRST = re.compile(f"([{_MARK}]+)([^{_MARK}])")
_WORD_AS_SENT = re.compile(
    "[\u0590-\u05ff\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u08ff"
    "\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc]+"
)
_ISOLATES = ("LRI", "RLI", "FSI", "PDI")
_ISOLATE, _POP, _LEFT_TO_RIGHT = "\u2068", "\u2069", "\u200e"
_JOINERS_KEPT = {0x200C: 0x0870, 0x200D: 0x0871}
"""python-bidi drops joiners (rule X9), which a terminal that joins letters needs; two letters that
no language's text has in their place."""
_JOINERS_BACK = {there: here for here, there in _JOINERS_KEPT.items()}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u061c"))


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


def ordered(text: str, rtl: Rtl) -> str:
    """Return a text of one direction as it is sent to the terminal, by who orders it.

    A terminal that orders lines as a whole gets a mark after the text, so that what stands beside
    it, such as the next cell, is not drawn into its order.
    """
    if rtl == "app":
        return visual(text)
    return _by_words(text) if rtl == "words" else text + _LEFT_TO_RIGHT


@lru_cache(8192)
def _by_words(text: str) -> str:
    """Return words in the order in which they stand, each with its letters as they were."""
    from bidi.algorithm import get_display

    kept = known(text).translate(_JOINERS_KEPT)
    turned = str(get_display(kept)).translate(_JOINERS_BACK)
    return _WORD_AS_SENT.sub(lambda word: word[0][::-1], turned)


@lru_cache(8192)
def visual(text: str) -> str:
    """Return `text` shaped and in the order in which its signs stand from left to right.

    For terminals that do neither. Shorten in logical order first, then call this. Follows
    Unicode's UAX #9 with the paragraph direction of the first strong letter; python-bidi's fast
    version does not mirror brackets, so texts with brackets take the slower one, and in both the
    marks are put behind their letter again (rule L3).
    """
    from bidi import get_display as fast
    from bidi.algorithm import get_display as mirroring

    shaped = joined(known(text))
    order = mirroring if _PAIRED.search(shaped) else fast
    turned = str(order(shaped))
    if _MARKS.search(turned):
        turned = _MARKS_FIRST.sub(lambda found: found[2] + found[1][::-1], turned)
    return turned.translate(_INVISIBLE)


def known(text: str) -> str:
    """Return `text` without what python-bidi's slower version breaks on.

    Those are code points that Unicode has not given a direction, and isolates.
    """
    directed = ((char, bidirectional(char)) for char in text)
    return "".join(char if kind else "\ufffd" for char, kind in directed if kind not in _ISOLATES)


def joined(text: str) -> str:
    """Return `text` with Arabic-script letters in their joined forms, one sign for each letter."""
    return _WORD.sub(lambda word: _shape(word[0]), text)


@lru_cache(8192)
def runs_rtl(text: str) -> bool:
    """Return whether the paragraph runs from right to left, by its first strong letter."""
    from bidi import get_base_level

    return bool(get_base_level(text) == 1)


@lru_cache(8192)
def _shape(word: str) -> str:
    """Replace the letters of an unbroken Arabic-script run by their joined forms."""
    from arabic_reshaper.letters import FINAL, INITIAL, ISOLATED, LETTERS_ARABIC, MEDIAL

    shaped: list[str] = []
    before: tuple[int, tuple[str, ...], bool] | None = None
    for letter in word:
        forms = LETTERS_ARABIC.get(letter)
        if forms is None:
            if not _MARKS.match(letter):
                before = None
            shaped.append(letter)
            continue
        joined = before is not None and bool(forms[FINAL] or forms[MEDIAL])
        if before is not None and joined:
            place, known, was_joined = before
            first = known[INITIAL] or known[ISOLATED]
            shaped[place] = (known[MEDIAL] or first) if was_joined else first
        shaped.append((forms[FINAL] or forms[MEDIAL]) if joined else (forms[ISOLATED] or letter))
        before = (len(shaped) - 1, forms, joined) if forms[INITIAL] else None
    return "".join(shaped)
