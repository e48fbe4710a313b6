"""The text of a workbook's values: as much as the file tells, nothing invented."""

from __future__ import annotations

import datetime as dt

from curator.sources import Mark
from extractors.text import ESCAPED, visible

ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)
ERROR = "formula error"
"""The flag of a cell that shows an error."""

Found = str | bool | int | float | dt.date | dt.time | dt.timedelta


def text_of(value: Found) -> str | None:
    """Return the text of `value`; None for a blank cell.

    A whole number has no decimal point, a day with no time of day is a date, a time is ISO 8601,
    a length of time hours:minutes:seconds.
    """
    if isinstance(value, str):
        return visible(value) or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e17 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.timedelta):
        return _length(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def mark_of(value: Found, text: str, row: int, column: int) -> Mark | None:
    """Return what `text` does not tell of `value`, None if it tells all."""
    if isinstance(value, str):
        if text in ERRORS:
            return Mark(row, column, flag=ERROR)
        return Mark(row, column, flag=ESCAPED) if text != value else None
    if isinstance(value, dt.datetime) and text != value.isoformat():
        return Mark(row, column, raw=value.isoformat())
    return None


def _length(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds(), 6)
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    whole = f"{rest:09.6f}".rstrip("0").rstrip(".") if rest % 1 else f"{rest:02.0f}"
    return f"{sign}{hours:02d}:{minutes:02d}:{whole}"
