"""Render days and times as a spreadsheet shows them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_TOKEN = re.compile(
    r"\"([^\"]*)\"|\\(.)|_.|\*.|\[(h+|m+|s+)\]|\[[^\]]*\]|(am/pm|a/p)|(y+|m+|d+|h+|s+)(\.0+)?|(.)",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.", re.IGNORECASE)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@lru_cache(maxsize=2048)
def is_date_code(code: str) -> bool:
    """Tell whether a format code shows days or times."""
    first = _LITERAL.sub("", code.split(";")[0])
    if "general" in first.lower():
        return False
    return bool(re.search(r"[ymdhs]", re.sub(r"[eE][+-]", "", first), re.IGNORECASE))


def render_date(value: dt.date | dt.time | dt.timedelta, section: str) -> str | None:
    """Return what a cell with this moment and section of a code shows; names are English."""
    tokens = list(_TOKEN.finditer(section))
    twelve = any(one[4] for one in tokens)
    shown: list[str] = []
    for place, token in enumerate(tokens):
        quoted, escaped, length, noon, part, fraction, other = token.groups()
        if length:
            text: str | None = _length(value, length)
        elif noon:
            text = _noon(value, noon)
        elif part:
            minute = part[0] in "mM" and _is_minute(tokens, place)
            text = _part(value, part.lower(), minute, twelve)
            text = None if text is None else text + _fraction(value, fraction)
        else:
            text = quoted or escaped or other or ""
        if text is None:
            return None
        shown.append(text)
    return "".join(shown).strip()


def _is_minute(tokens: list[re.Match[str]], place: int) -> bool:
    """An m behind hours or before seconds is a minute."""
    before = next((one for one in reversed(tokens[:place]) if one[3] or one[5]), None)
    after = next((one for one in tokens[place + 1 :] if one[3] or one[5]), None)
    if before is not None and (before[3] or before[5])[0] in "hH":
        return True
    return after is not None and (after[3] or after[5])[0] in "sS"


def _part(
    value: dt.date | dt.time | dt.timedelta, part: str, minute: bool, twelve: bool
) -> str | None:
    if minute or part[0] in "hs":
        return _clock(value, "i" * len(part) if minute else part, twelve)
    if not isinstance(value, dt.date):
        return None
    count = len(part)
    if part[0] == "y":
        return f"{value.year:04d}" if count > 2 else f"{value.year % 100:02d}"
    if part[0] == "m":
        return _named(value.month, _MONTHS[value.month - 1], count)
    return _named(value.day, _DAYS[value.weekday()], count)


def _named(number: int, name: str, count: int) -> str:
    if count < 3:
        return str(number).rjust(count, "0")
    return {3: name[:3], 5: name[:1]}.get(count, name)


def _clock(value: dt.date | dt.time | dt.timedelta, part: str, twelve: bool) -> str | None:
    seconds = _seconds(value)
    if seconds is None:
        return None
    hours, rest = divmod(int(seconds), 3600)
    minutes, whole = divmod(rest, 60)
    hours %= 24
    if twelve:
        hours = hours % 12 or 12
    number = {"h": hours, "i": minutes, "s": whole}[part[0]]
    return str(number).rjust(min(len(part), 2), "0")


def _length(value: dt.date | dt.time | dt.timedelta, part: str) -> str | None:
    seconds = _seconds(value)
    if seconds is None:
        return None
    unit = {"h": 3600, "m": 60, "s": 1}[part[0].lower()]
    return str(int(seconds // unit)).rjust(len(part), "0")


def _noon(value: dt.date | dt.time | dt.timedelta, mark: str) -> str | None:
    seconds = _seconds(value)
    if seconds is None:
        return None
    late = int(seconds) % 86400 >= 43200
    return mark.split("/")[late] if "/" in mark else mark


def _fraction(value: dt.date | dt.time | dt.timedelta, places: str | None) -> str:
    if not places:
        return ""
    seconds = _seconds(value) or 0.0
    return f"{seconds % 1:.{len(places) - 1}f}"[1:]


def _seconds(value: dt.date | dt.time | dt.timedelta) -> float | None:
    """Return the seconds since midnight, or of a length of time."""
    if isinstance(value, dt.timedelta):
        return value.total_seconds() if value.total_seconds() >= 0 else None
    if isinstance(value, dt.datetime | dt.time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return 0.0
