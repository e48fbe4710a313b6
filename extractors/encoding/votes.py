"""Weigh the encodings that a text could be in, by how likely its words are in each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from extractors.encoding.alphabets import LANGUAGES, commonness, ends_wrongly

PRIORS: Mapping[str, float] = {
    "cp1252": 0.0,
    "cp1256": -0.5,
    "cp1251": -0.5,
    "cp1250": -2.0,
    "cp1254": -1.5,
    "cp1253": -1.0,
    "cp1255": -1.0,
    "cp1257": -2.0,
    "iso8859-15": -2.0,
    "iso8859-2": -2.0,
    "iso8859-9": -2.5,
    "iso8859-5": -3.0,
    "iso8859-6": -3.0,
    "iso8859-7": -2.0,
    "iso8859-8": -2.5,
    "koi8-r": -1.5,
    "koi8-u": -2.5,
    "cp866": -2.5,
    "cp850": -3.5,
    "cp437": -4.0,
    "cp852": -4.0,
    "cp720": -3.0,
    "cp864": -8.0,
    "cp857": -4.0,
    "cp862": -3.0,
    "cp737": -3.0,
    "mac_roman": -3.5,
    "mac_latin2": -4.0,
    "mac_cyrillic": -4.0,
    "mac_greek": -4.5,
    "mac_turkish": -5.0,
    "mac_arabic": -5.0,
    "mac_farsi": -5.0,
    "big5": -2.0,
    "gb18030": -2.0,
    "shift_jis": -2.0,
    "euc_jp": -2.5,
    "cp949": -2.0,
}
"""The encodings that are weighed, with how much rarer than the first each one is to begin with.
Of two that read a text alike the earlier is named."""

_COMMON_LEADS: Mapping[str, range] = {
    "big5": range(0xA4, 0xC7),
    "gb18030": range(0xB0, 0xD8),
    "shift_jis": range(0x88, 0x98),
    "euc_jp": range(0xB0, 0xD0),
    "cp949": range(0xB0, 0xC9),
}
"""The East Asian encodings of two bytes, with the lead bytes of their common characters."""
_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]{0,20}[\x80-\xff][0-9A-Za-z\x80-\xff]{0,20}")
WORDS = 300
"""So many different words are weighed."""

BROKEN = 200
"""Of so many characters one may be broken in an East Asian encoding."""

_UNKNOWN = -9.0
"""A byte that the encoding does not know, or a control character."""
_ODD = -8.5
"""A character that few texts have: a line of a box, a letter of no listed language."""
_INSIDE = -4.0
"""A sign between two letters."""
_MIXED = -6.0
"""A letter beside one of another script."""
_SHOUT = -3.0
"""A capital after a small letter."""
_ALONE = -2.5
"""A letter with no other beside it."""
_BESIDE_DIGIT = -3.0
_DIGIT = -3.5
"""A digit of another script."""


def weigh(sample: bytes) -> list[tuple[str, float]]:
    """Return the encodings of `PRIORS` that can read `sample`, the likeliest first.

    Each comes with the logarithm of its likelihood, up to a constant that they share. Letters are
    taken by their frequency in the language that suits the encoding best.
    """
    words = Counter(_WORD.findall(sample))
    common = [word for word, _ in words.most_common(WORDS)]
    found = []
    for name, prior in PRIORS.items():
        if name in _COMMON_LEADS:
            value = _wide_likelihood(sample, name, sum(map(_beyond, common)))
        else:
            value = likelihood([word.decode(name, errors="replace") for word in common])
        if value is not None:
            found.append((name, prior + value))
    return sorted(found, key=lambda pair: -pair[1])


def _beyond(word: bytes) -> int:
    """Return how many of its bytes are not ASCII."""
    return sum(byte > 127 for byte in word)


def _wide_likelihood(sample: bytes, name: str, count: int) -> float | None:
    """Return the likelihood of `count` bytes beyond ASCII of an East Asian text.

    None if `sample` is none.
    """
    text = sample.decode(name, errors="replace")
    wide = len(text) - len(text.encode("ascii", errors="ignore"))
    if text.count("\ufffd") * BROKEN > wide:
        return None
    signs = Counter(sign for sign in text if sign > "\x7f")
    whole = sum(_wide_weight(sign, name) * number for sign, number in signs.items())
    return whole / max(_beyond(sample), 1) * count


@lru_cache(1 << 14)
def _wide_weight(sign: str, name: str) -> float:
    """Return the likelihood of a character in an East Asian encoding."""
    if sign == "\ufffd":
        return _UNKNOWN
    if _script(sign) == "Wide":
        if "\u3040" <= sign <= "\u30ff":
            return -4.0
        return -6.5 if sign.encode(name)[0] in _COMMON_LEADS[name] else _UNKNOWN
    return -6.0 if "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uff60" else _UNKNOWN


def likelihood(words: Iterable[str]) -> float:
    """Add up the words in the language that they suit best."""
    sums = dict.fromkeys(LANGUAGES, 0.0)
    for word in words:
        for language, value in zip(sums, _weights(_plain(word)), strict=True):
            sums[language] += value
    return max(sums.values())


def _plain(word: str) -> str:
    """Return a word with letters for their forms at the beginning, middle and end of words."""
    shaped = any("\ufb50" <= sign <= "\ufeff" for sign in word)
    return unicodedata.normalize("NFKC", word) if shaped else word


@lru_cache(1 << 15)
def _weights(word: str) -> tuple[float, ...]:
    """Return the likelihood of a word in each language."""
    shape = 0.0
    letters: list[str] = []
    loud = word.isupper() and len(word) > 1
    for place, sign in enumerate(word):
        if sign < "\x80":  # beside letters, it can only be a byte beyond ASCII misread
            shape += 0.0 if sign.isalnum() else _MIXED
            continue
        before = word[place - 1] if place else " "
        after = word[place + 1] if place + 1 < len(word) else " "
        shape += _shape(sign, before, after)
        letters.append(_small(sign) if loud or _begins(sign, before) else sign)
    return tuple(
        shape + sum(max(_weight(letter, language), _ODD) for letter in letters)
        for language in LANGUAGES
    )


def _begins(sign: str, before: str) -> bool:
    return sign.isupper() and not before.isalpha()


def _small(sign: str) -> str:
    return sign.lower() if len(sign.lower()) == 1 else sign


@lru_cache(1 << 14)
def _weight(sign: str, language: str) -> float:
    """Return the likelihood of one character in a language."""
    if sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Co", "Cn"):
        return _UNKNOWN
    if sign in LANGUAGES[language]:
        return commonness(sign, language)
    if sign.isdecimal():
        return _DIGIT
    if sign in LANGUAGES["signs"]:
        return commonness(sign, "signs") - 1.0
    return _ODD


@lru_cache(1 << 14)
def _script(sign: str) -> str:
    """Return a letter's script, "" for what is no letter."""
    if not sign.isalpha():
        return ""
    if sign < "\u0250":
        return "Latin"
    name = unicodedata.name(sign, "")
    return "Wide" if name.startswith(("CJK", "HANGUL", "HIRA", "KATA")) else name.split(" ")[0]


def _shape(sign: str, before: str, after: str) -> float:
    """Return what is unlikely about a character between its neighbours."""
    if not sign.isalpha():
        inside = before.isalpha() and after.isalpha() and sign not in "’\u200c·"
        return _INSIDE if inside else 0.0
    script, found = _script(sign), 0.0
    if before.isdecimal() or after.isdecimal():
        found += _BESIDE_DIGIT
    elif not before.isalpha() and not after.isalpha():
        found += _ALONE
    if before.isalpha():
        found += 0.0 if _script(before) == script else _MIXED
        found += _SHOUT if sign.isupper() and before.islower() else 0.0
        found += -1.0 if script == "Latin" and before > "\x7f" else 0.0
    if after.isalpha() and _script(after) != script:
        found += _MIXED
    if ends_wrongly(sign, not after.isalpha()):
        found += -5.0 if before.isalpha() or after.isalpha() else 0.0
    return found
