"""Columns' names, shortened so that one can be told from the other."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining

from screens.widgets.cells import ELLIPSIS, measure

_HEAD = 3
"""One part in so many of a column's width shows how the name begins."""
_WORD = 8
"""How far back a word may have begun whose end is the first that differs."""


def told_apart(names: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return the names as headers show them before they are cut to their widths.

    Where several names would look alike once they are cut, their beginning, an ellipsis and what
    follows from the first place in which they differ are shown.
    """
    shown = list(names)
    alike: dict[str, list[int]] = {}
    for place, (name, width) in enumerate(zip(names, widths, strict=True)):
        if measure(name) > width:
            alike.setdefault(name[: max(width - 1, 1)], []).append(place)
    for places in alike.values():
        if len(places) < 2:
            continue
        differs = _common([names[place] for place in places])
        for place in places:
            shown[place] = _from(names[place], differs, widths[place])
    return shown


def _common(names: Sequence[str]) -> int:
    """Return how many first characters all names share."""
    least, greatest = min(names), max(names)
    pairs = zip(least, greatest, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), len(least))


def _from(name: str, differs: int, width: int) -> str:
    """Return the beginning of `name`, an ellipsis, and what stands from `differs` on."""
    head = max(width // _HEAD, 1)
    if differs <= head + 1:
        return name
    start = differs
    space = name.rfind(" ", differs - _WORD, differs)
    if space > head and differs - space <= width // _HEAD:
        start = space + 1
    while start and start < len(name) and combining(name[start]):
        start -= 1
    return name[:head].rstrip() + ELLIPSIS + (name[start:] or name[-head:])
