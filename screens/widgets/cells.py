"""A cell's value as a text of an exact width."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from rich.cells import split_graphemes

from curator.tables import Value
from curator.values import plain
from screens.widgets.scripts import has_rtl, pictured, runs_rtl, visual, widest

Rtl = Literal["app", "terminal"]
"""Who shapes and orders right-to-left text: this program, or a terminal that can."""

BLANK = "∅"
ELLIPSIS = "…"


class Pending(Enum):
    """Stands where a value will be once it has been read."""

    PENDING = ELLIPSIS


def fit(value: Value | Pending, width: int, rtl: Rtl = "app") -> str:
    """Return `value` as exactly `width` cells; what does not fit ends in an ellipsis.

    Where terminals disagree on the width of a text, the widest is meant: no terminal takes more.
    Numbers stand right, text left, and text that runs from right to left stands right. It is cut
    at its logical end, whichever way it is shown.
    """
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            if len(value) <= width:
                return value.ljust(width)
            return value[: max(width - 1, 0)] + ELLIPSIS if width > 0 else ""
        return _fit_any(pictured(value), width, rtl)
    if value is None:
        return BLANK.ljust(width)[:width]
    if isinstance(value, Pending):
        return ELLIPSIS.ljust(width)[:width]
    number = plain(value)
    return number.rjust(width) if len(number) <= width else "#" * width


def measure(value: Value) -> int:
    """Return how many cells `value` takes if nothing is cut."""
    if value is None:
        return 1
    text = plain(value)
    return len(text) if text.isascii() else widest(pictured(text))


def cut(text: str, width: int) -> tuple[str, int]:
    """Return as many whole graphemes as fit into `width`, and the cells they take."""
    graphemes, _ = split_graphemes(text[: max(width, 0) * 8])
    end = size = 0
    for start, stop, _ in graphemes:
        cells = widest(text[start:stop])
        if size + cells > width:
            break
        end, size = stop, size + cells
    return text[:end], size


def _fit_any(text: str, width: int, rtl: Rtl) -> str:
    size = widest(text)
    if size > width:
        text, size = cut(text, width - 1)
        if width > 0:
            text, size = text + ELLIPSIS, size + 1
    padding = " " * (width - size)
    if not has_rtl(text):
        return text + padding
    rightward = not runs_rtl(text)
    if rtl == "app":
        text = visual(text)
    return text + padding if rightward else padding + text
