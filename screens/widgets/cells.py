"""A cell's value as a text of an exact width."""

from __future__ import annotations

from enum import Enum

from rich.cells import split_graphemes

from curator.tables import Value
from curator.values import plain
from screens.widgets.scripts import has_rtl, isolated, pictured, runs_rtl, widest

BLANK = "∅"
ELLIPSIS = "…"


class Pending(Enum):
    """Stands where a value will be once it has been read."""

    PENDING = ELLIPSIS


def fit(value: Value | Pending, width: int) -> str:
    """Return `value` as exactly `width` cells; what does not fit ends in an ellipsis.

    Where terminals disagree on the width of a text, the widest is meant: no terminal takes more.
    Numbers stand right, text left, and text that runs from right to left stands right. It is cut
    at its logical end, and is put in order where it is sent to the terminal.
    """
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            if len(value) <= width:
                return value.ljust(width)
            return value[: max(width - 1, 0)] + ELLIPSIS if width > 0 else ""
        return _fit_any(pictured(value), width)
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


def _fit_any(text: str, width: int) -> str:
    size = widest(text)
    if size > width:
        text, size = cut(text, width - 1)
        if width > 0:
            text, size = text + ELLIPSIS, size + 1
    padding = " " * (width - size)
    if not has_rtl(text):
        return text + padding
    whole = isolated(text)
    return padding + whole if runs_rtl(text) else whole + padding


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
