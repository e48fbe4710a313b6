"""Whether a text is a number, in the digits and marks that our users' sources print."""

from __future__ import annotations

import re

_DIGIT = "[0-9۰-۹٠-٩०-९]"
_NUMBER = re.compile(rf"[+\-−]?{_DIGIT}+([.,٬'’ \u00a0\u202f]{_DIGIT}+)*([.,٫]{_DIGIT}+)?\s*[%٪]?")


def is_number(text: str) -> bool:
    """Whether all of `text` is one number, sign, grouping and percent sign allowed.

    Latin, Persian, Arabic-Indic and Devanagari digits count; exponents do not.
    """
    return _NUMBER.fullmatch(text.strip()) is not None
