"""The order in which the signs of a right-to-left line stand: Unicode's UAX #9, for display only.

python-bidi does the most of it. Its fast version does not mirror brackets and does not tell where
a sign came from; its slower one knows no pairs of brackets (rule N0), so that is done here, and in
both the marks are put behind their letter again (rule L3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import combining

from screens.widgets.scripts import Rtl, runs_rtl
from screens.widgets.shaping import MARK, joined, known

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c"
"""Characters that take no room and have no shape of their own."""

_NEUTRAL = "\u200b\u200c\u200d"
"""Those among them that have no part in the order (rule X9)."""
_LEFT_TO_RIGHT = "\u200e"
_NO_SHAPE = dict.fromkeys(map(ord, INVISIBLE))
_MIRRORED = re.compile("[()\\[\\]{}<>«»‹›≤≥]")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "〈": "〉", "《": "》", "「": "」", "⟨": "⟩"}
_MARKS_FIRST = re.compile(f"([{MARK}]+)([^{MARK}])")
_JOINERS_KEPT = {0x200C: 0x0870, 0x200D: 0x0871}
"""python-bidi drops joiners (rule X9), which a terminal that joins letters needs; two letters that
no language's text has in their place."""
_JOINERS_BACK = {there: here for here, there in _JOINERS_KEPT.items()}
_WORD_AS_SENT = re.compile(
    "[\u0590-\u05ff\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u08ff"
    "\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc]+"
)

Char = dict[str, Any]
"""A character as python-bidi's steps pass it on: ch, level, type, orig, and its index."""


@dataclass(frozen=True)
class Sign:
    """A letter or a mark as it is seen."""

    text: str
    index: int
    """Its place in the line as it is read."""


def ordered(text: str, rtl: Rtl) -> str:
    """Return a text of one direction as it is sent to the terminal, by who orders it.

    A terminal that orders lines as a whole gets a mark after the text, so that what stands beside
    it, such as the next cell, is not drawn into its order.
    """
    if rtl == "app":
        return visual(text)
    return _by_words(text) if rtl == "words" else text + _LEFT_TO_RIGHT


@lru_cache(8192)
def visual(text: str) -> str:
    """Return `text` shaped and in the order in which its signs stand from left to right.

    For terminals that do neither. Shorten in logical order first, then call this.
    """
    from bidi import get_display

    if _MIRRORED.search(text):
        return "".join(sign.text for sign in signs(text, runs_rtl(text)))
    turned = str(get_display(joined(known(text))))
    return _MARKS_FIRST.sub(_mark_last, turned).translate(_NO_SHAPE)


@lru_cache(8192)
def _by_words(text: str) -> str:
    """Return words in the order in which they stand, each with its letters as they were."""
    kept = known(text).translate(_JOINERS_KEPT)
    turned = "".join(sign.text for sign in _turned(kept, runs_rtl(text))).translate(_JOINERS_BACK)
    return _WORD_AS_SENT.sub(lambda word: word[0][::-1], turned)


@lru_cache(256)
def signs(text: str, leftward: bool) -> Sequence[Sign]:
    """Return what is seen of a line, from left to right.

    Args:
        text: the line in the order in which it is read.
        leftward: whether its paragraph runs from right to left; then spaces at its end stand at
            its left.
    """
    kept = [index for index, char in enumerate(text) if known(char) and char not in _NEUTRAL]
    turned = _turned(joined(known(text)).translate(dict.fromkeys(map(ord, _NEUTRAL))), leftward)
    return [
        Sign(sign.text, kept[sign.index])
        for sign in _marks_last(turned)
        if sign.text not in INVISIBLE
    ]


def _turned(text: str, leftward: bool) -> list[Sign]:
    """Do the steps of UAX #9."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if leftward else (0, "L")
    algorithm.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    algorithm.apply_mirroring(storage, False)
    return [Sign(char["ch"], char["index"]) for char in storage["chars"]]


def _pair_brackets(chars: Sequence[Char], base: str) -> None:
    """Give brackets that belong together one direction (rule N0)."""
    for opening, closing in _pairs(chars):
        within = {_strong(char) for char in chars[opening + 1 : closing]} - {""}
        if base in within:
            direction = base
        elif within:
            before = (_strong(char) for char in reversed(chars[:opening]))
            direction = next(filter(None, before), base)
        else:
            continue
        chars[opening]["type"] = chars[closing]["type"] = direction


def _pairs(chars: Sequence[Char]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, by the opening one (rule BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        if char["ch"] in _BRACKETS:
            waiting.append((_BRACKETS[char["ch"]], place))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == char["ch"]:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    return sorted(pairs)


def _strong(char: Char) -> str:
    """Return the direction that a character has of itself; numbers count as right to left."""
    return {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}.get(char["type"], "")


def _mark_last(found: re.Match[str]) -> str:
    return found[2] + found[1][::-1]


def _marks_last(turned: Sequence[Sign]) -> Iterator[Sign]:
    """Put marks that came before the letter they belong to behind it."""
    waiting: list[Sign] = []
    for sign in turned:
        if combining(sign.text):
            waiting.append(sign)
            continue
        if waiting and sign.index < waiting[-1].index:
            yield sign
            yield from reversed(waiting)
        else:
            yield from waiting
            yield sign
        waiting = []
    yield from waiting
