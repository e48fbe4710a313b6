"""What kind of thing a cell's text is, as far as it tells a header from data."""

from __future__ import annotations

import re
from collections.abc import Sequence

LOOK = 80
"""How many rows of a table are looked at to find its header."""

Row = Sequence[str | None]

BLANK, TEXT, LABEL, DATE, NUMBER = " ", "t", "y", "d", "n"

_DIGITS = r"\d۰-۹٠-٩०-९"
_NUMBER = re.compile(
    rf"[\s(\-−+<>~≈$€£¥₹﷼]*[{_DIGITS}][{_DIGITS}.,٫٬'’/ %٪‰:T\u00a0\u202f\-]*(?:[eE][+-]?\d+)?"
    r"(?:\s?(?:[ap]\.?m\.?|[€£$¥₹﷼]|z))?\)?[*†]?"
    r"|[-–—−.…*]+|n/?[ad]\.?|nan|null|#\S+[!?]|true|false",
    re.IGNORECASE,
)
_YEAR = r"(?:1[2-9]|2[01])\d\d(?:\s?[-/–]\s?(?:\d\d|\d{4}))?\*?|[۱٢۲١][۰-۹٠-٩]{3}(?:[-/–][۰-۹٠-٩]{2,4})?"
_MONTH = r"\d{1,2}[-/. ][^\W\d_]{3}(?:[-/. ]\d{2,4})?|[^\W\d_]{3}[-/' ]\d{2}"
_AGES = r"\d{1,3}\s?[-–—]\s?\d{1,3}|\d{1,3}\s?\+|[<>≤≥]\s?\d{1,3}"
_LABEL = re.compile(rf"{_YEAR}|{_MONTH}|{_AGES}")
_DATE = re.compile(
    rf"[{_DIGITS}]{{4}}([-/.])[{_DIGITS}]{{1,2}}\1[{_DIGITS}]{{1,2}}(?:[T ][\d:.]+)?"
    rf"|[{_DIGITS}]{{1,2}}([-/.])[{_DIGITS}]{{1,2}}\2[{_DIGITS}]{{2,4}}"
)
_TAG = re.compile(r"#[A-Za-z][\w+ ,\t-]*")


def kind(cell: str | None) -> str:
    """Return what a cell holds, by the first that fits.

    * BLANK
    * LABEL    a year, a month, an age or a range of them: names a column as often as it is data
    * DATE     a day
    * NUMBER   also truths, and signs for no value
    * TEXT
    """
    text = cell.strip() if cell else ""
    if not text:
        return BLANK
    if not _NUMBER.fullmatch(text):
        return LABEL if _LABEL.fullmatch(text) else TEXT
    if _LABEL.fullmatch(text):
        return LABEL
    return DATE if _DATE.fullmatch(text) else NUMBER


def kinds(row: Row) -> str:
    """Return the kinds of a row's cells, a letter each."""
    return "".join(map(kind, row))


def filled(row: str) -> int:
    """Return how many cells of a row of kinds are not blank."""
    return len(row) - row.count(BLANK)


def is_tags(row: Row) -> bool:
    """Tell whether a row holds nothing but hashtags, as the Humanitarian Exchange Language has."""
    texts = [cell.strip() for cell in row if cell and cell.strip()]
    return bool(texts) and all(_TAG.fullmatch(text) for text in texts)


def is_count(row: Row) -> bool:
    """Tell whether three or more cells of a row, and no others, count on by one."""
    texts = [cell.strip(" ()[]") for cell in row if cell and cell.strip()]
    if len(texts) < 3 or not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
