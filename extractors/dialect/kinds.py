"""How much a field looks like something that tables hold."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = "0-9۰-۹٠-٩०-९"
_NUMBER = re.compile(
    rf"[+\-−(<>~≈]?\s?[$€£¥₪﷼]?\s?[{_DIGITS}]+([.,٫٬'’/: \u00a0\u202f\-][{_DIGITS}]+)*[.,]?"
    rf"([eE][+\-]?[{_DIGITS}]+)?\s?[%٪‰$€£¥°]?\)?[*†]?"
)
_NUMBER_WITH_COMMA = re.compile(rf"[+\-−]?[{_DIGITS}]+,[{_DIGITS}]+")
_SPECIAL = re.compile(
    r"[\w.+\-]+@[\w\-]+\.[\w.\-]+|(https?|ftp)://\S+|www\.\S+|n/?a|nan|null|[-–—.…*?]+|#.+[!?]"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[\w .,/&()'’\"“”«»%#:+\-–*°²³؛،\u200c\u200f\u200e@!?\[\]=$€£]*")
LONG = 120
"""A field of more characters says little."""


@lru_cache(1 << 16)
def plausibility(field: str) -> float:
    """Return from 0 to 1 how much `field` looks like a field that was cut out rightly."""
    text = field.strip()
    if not text:
        return 0.85
    if _NUMBER.fullmatch(text):
        return 1.0
    if _SPECIAL.fullmatch(text):
        return 1.0
    if text[0] in ",;|\t" or text[-1] in ",;|\t":
        return 0.1
    if text.count("(") != text.count(")") or text.count('"') % 2:
        return 0.3
    if ";" in text or "|" in text or "\t" in text:
        return 0.2
    if len(text) > LONG:
        return 0.5
    if not _WORDS.fullmatch(text):
        return 0.5
    return 0.75 if "," in text or not any(sign.isalpha() for sign in text) else 0.95
