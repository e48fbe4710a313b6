"""The text of a workbook's values: what a person saw, and beneath it what the file holds."""

from __future__ import annotations

import datetime as dt

from extractors.number_format import render
from extractors.text import ESCAPED, visible

ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)
ERROR = "formula error"
"""The flag of a cell that shows an error."""

Found = str | bool | int | float | dt.date | dt.time | dt.timedelta


def text_of(value: Found) -> str | None:
    """Return the text of `value` where no format says how it is shown; None for a blank cell.

    A whole number has no decimal point, a day with no time of day is a date, a time is ISO 8601,
    a length of time hours:minutes:seconds.
    """
    if isinstance(value, float):  # first, since most cells are numbers
        return str(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    if isinstance(value, str):
        return visible(value) or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.timedelta):
        return _length(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def as_seen(value: Found, text: str, code: str | None, own: str | None) -> tuple[str, str | None]:
    """Return a cell's text, and what a person saw if that is something else.

    Numbers are as a person saw them. Days and times keep the one form that cannot be misread,
    and what was seen of them stands beside it.

    Args:
        text: what `text_of` makes of `value`.
        code: the format that shows it, None for a plain one.
        own: what the file itself says it shows.
    """
    if isinstance(value, str | bool):
        return own or text, None
    seen = own
    if seen is None and code is not None:
        seen = render(value, code)
    seen = visible(seen) if seen else None
    if isinstance(value, int | float):
        return (seen or text), None
    return text, seen


def raw_of(value: Found, text: str, shown: str) -> str | None:
    """Return the value beneath where `shown` is not all of it."""
    if isinstance(value, dt.datetime):
        return value.isoformat() if shown != value.isoformat() else None
    return text if shown != text else None


def flag_of(value: Found, text: str | None) -> str | None:
    """Return what is doubtful about a value whose text is `text`."""
    if not isinstance(value, str) or text is None:
        return None
    if is_error(text):
        return ERROR
    return ESCAPED if text != value else None


def is_error(text: str) -> bool:
    """Tell whether a text is a formula's error, as Excel or LibreOffice shows it."""
    return text in ERRORS or (text.startswith("Err:") and text[4:].isdecimal())


def _length(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds(), 6)
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    whole = f"{rest:09.6f}".rstrip("0").rstrip(".") if rest % 1 else f"{rest:02.0f}"
    return f"{sign}{hours:02d}:{minutes:02d}:{whole}"
