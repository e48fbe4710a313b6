"""Columns' names, shortened so that one can be told from the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

from screens.widgets.cells import ELLIPSIS, cut, measure

_HEAD = 3
"""One part in so many of a column's width shows how the name begins."""
_WORD = 8
"""How far back a word may have begun whose end is the first that differs."""


def told_apart(names: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return the names as headers show them before they are cut to their widths.

    Of a name that would look like another one once it is cut, the beginning, an ellipsis and what
    follows from the first place in which it differs from the name most like it are shown.
    """
    shown = list(names)
    wide = [place for place, name in enumerate(names) if measure(name) > widths[place]]
    wide.sort(key=lambda place: names[place])
    differs = dict.fromkeys(wide, 0)
    for one, other in pairwise(wide):
        shared = _shared(names[one], names[other])
        seen = min(len(cut(names[place], widths[place] - 1)[0]) for place in (one, other))
        if shared >= seen:
            differs[one] = max(differs[one], shared)
            differs[other] = max(differs[other], shared)
    for place, first in differs.items():
        if first:
            shown[place] = _from(names[place], first, widths[place])
    return shown


def _shared(one: str, other: str) -> int:
    """Return how many first characters two names share."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _from(name: str, differs: int, width: int) -> str:
    """Return the beginning of `name`, an ellipsis, and what stands from `differs` on."""
    head = cut(name, max(width // _HEAD, 1))[0]
    if differs <= len(head) + 1:
        return name
    start = differs
    space = name.rfind(" ", differs - _WORD, differs)
    if space > len(head) and differs - space <= width // _HEAD:
        start = space + 1
    while start and start < len(name) and category(name[start]).startswith("M"):
        start -= 1
    return head.rstrip() + ELLIPSIS + (name[start:] or name[-len(head) :])
