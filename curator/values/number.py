"""Whether a text is a number, and how a number is written out."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGIT = "[0-9۰-۹٠-٩०-९]"
_NUMBER = re.compile(rf"[+\-−]?{_DIGIT}+([.,٬'’ \u00a0\u202f]{_DIGIT}+)*([.,٫]{_DIGIT}+)?\s*[%٪]?")


def is_number(text: str) -> bool:
    """Whether all of `text` is one number, sign, grouping and percent sign allowed.

    Latin, Persian, Arabic-Indic and Devanagari digits count; exponents do not.
    """
    return _NUMBER.fullmatch(text.strip()) is not None


def plain(value: str | int | float) -> str:
    """Return a cell's value as text, a number always in plain decimal: no exponent, no rounding.

    What Python writes as 1e+16 is 10000000000000000.0; reading that gives the same number.
    """
    text = str(value)
    if not isinstance(value, float) or "e" not in text:
        return text
    written = f"{Decimal(text):f}"
    return written if "." in written else f"{written}.0"
