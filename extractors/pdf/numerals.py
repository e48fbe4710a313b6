"""What a word or cell looks like: a figure, a dash for one, a lead of dots."""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"[\s$€£¥(<>~≈+\-–—−*†‡]*\d[\d.,٫٬\s/:%٪–—−\-()*†‡a-d]{0,20}"
    r"|n/?a|n\.a\.|nd|x|-+|–+|—+|…|\.{1,3}|\*+|%",
    re.IGNORECASE,
)
_WHOLE_FIGURE = re.compile(r"[($+\-–—−]?\d[\d.,٫٬]*[)%٪*]?")
_PLAIN = re.compile(r"[-−]?[0-9]+(\.[0-9]+)?")
_YEAR = re.compile(r"(19|20)\d\d")
_LEAD = re.compile(r"[.…·_]{3,}|(\. ?){3,}")
_DASHES = re.compile(r"[-_=–—]{8,}")
_CURRENCY = re.compile(r"[$€£¥]")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or what stands where there is none."""
    return bool(_FIGURE.fullmatch(text.strip()))


def is_whole_figure(word: str) -> bool:
    """Whether a word is a figure to its last sign, so that the next one is another."""
    return bool(_WHOLE_FIGURE.fullmatch(word))


def number(word: str) -> float | None:
    """Return the number that a word is written as, with a point or without; None if it is none."""
    return float(word.replace("−", "-")) if _PLAIN.fullmatch(word) else None


def is_year(text: str) -> bool:
    """Whether a text is a year, which heads columns as often as it stands in them."""
    return bool(_YEAR.fullmatch(text.strip()))


def is_lead(word: str) -> bool:
    """Whether a word is dots that lead the eye to the next column."""
    return bool(_LEAD.fullmatch(word))


def is_dashes(word: str) -> bool:
    """Whether a word is a ruling that was typed."""
    return bool(_DASHES.fullmatch(word))


def is_currency(word: str) -> bool:
    """Whether a word is the sign of a currency, which belongs to the figure after it."""
    return bool(_CURRENCY.fullmatch(word))
