"""From the order in which a line is seen to the order in which it is read.

UAX #9 gives each letter a level and turns every run of a level around. The levels can be told
from what is seen as well: letters from right to left have the odd one, Latin letters and numbers
the even one above, and what stands between them follows its rules (named below), looked at from
the other side. Where two readings would look the same, such as a number beside a Latin word, the
number is read as the word's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractors.pdf.logical.letters import direction_class

_NUMBERS = ("EN", "AN")
_STRONG = ("L", "R", "AL")


@dataclass(frozen=True)
class Ordered:
    """One place of a line that is read: which cluster, and whether it lies in a turned run."""

    place: int
    turned: bool


def read_rightwards(texts: Sequence[str]) -> list[Ordered]:
    """Return the order of a line that begins at the left, in which parts may be turned."""
    classes = [direction_class(text) for text in texts]
    turned = _islands(classes)
    ordered: list[Ordered] = []
    for island, run in groupby(range(len(texts)), key=turned.__getitem__):
        places = list(run)
        if island:
            inner = read_leftwards(texts[places[0] : places[-1] + 1])
            ordered += [Ordered(places[0] + one.place, one.turned) for one in inner]
        else:
            ordered += [Ordered(place, False) for place in places]
    return ordered


def read_leftwards(texts: Sequence[str]) -> list[Ordered]:
    """Return the order of a line that begins at the right; its numbers and Latin are not turned."""
    classes = [direction_class(text) for text in texts]
    upright = _upright(classes)
    ordered: list[Ordered] = []
    for kept, run in groupby(reversed(range(len(texts))), key=upright.__getitem__):
        places = list(run)
        ordered += [Ordered(place, not kept) for place in (places[::-1] if kept else places)]
    return ordered


def _islands(classes: Sequence[str]) -> list[bool]:
    """Which places lie in runs from right to left, from their first letter to their last."""
    islands = [one in ("R", "AL") for one in classes]
    strong = [place for place, one in enumerate(classes) if one in _STRONG]
    for left, right in pairwise(strong):
        if islands[left] and islands[right]:
            islands[left : right + 1] = [True] * (right + 1 - left)
    return islands


def _upright(classes: Sequence[str]) -> list[bool]:
    """Which places keep their order: numbers, Latin letters, and what belongs to them."""
    kinds = _numbers_in_place(classes)
    upright = [kind in ("L", *_NUMBERS) for kind in kinds]
    _keep_separators(kinds, upright)
    _keep_terminators(kinds, upright)
    _keep_between(kinds, upright)
    return upright


def _numbers_in_place(classes: Sequence[str]) -> list[str]:
    """Apply W7 and W2: beside Latin a number is Latin, behind Arabic letters an Arabic number."""
    kinds = ["R" if one == "AL" else one for one in classes]
    for place, one in enumerate(classes):
        if one not in _NUMBERS:
            continue
        right = next((c for c in classes[place:] if c in _STRONG), None)
        if one == "EN" and "L" in (right, _strong_before(classes, place)):
            kinds[place] = "L"
        elif right == "AL":
            kinds[place] = "AN"
    return kinds


def _strong_before(classes: Sequence[str], place: int) -> str | None:
    """The nearest letter to the left of a number, up to where an Arabic number parts the run."""
    for left in range(place - 1, -1, -1):
        if classes[left] in _STRONG:
            return classes[left]
        parted = "AN" in (classes[left + 1], classes[max(left - 1, 0)])
        if parted and classes[left] not in _NUMBERS:
            return None
    return None


def _keep_separators(kinds: Sequence[str], upright: list[bool]) -> None:
    """Apply W4: one separator between two numbers of a kind is part of the number."""
    for place in range(1, len(kinds) - 1):
        left, here, right = kinds[place - 1 : place + 2]
        common = here == "CS" and left in _NUMBERS
        if left == right and (common or (here == "ES" and left == "EN")):
            upright[place] = True


def _keep_terminators(kinds: Sequence[str], upright: list[bool]) -> None:
    """Apply W5: signs such as % and € beside a European number are part of it."""
    for kind, run in groupby(range(len(kinds)), key=kinds.__getitem__):
        places = list(run)
        around = kinds[max(places[0] - 1, 0) : places[-1] + 2]
        if kind == "ET" and "EN" in around:
            for place in places:
                upright[place] = True


def _keep_between(kinds: Sequence[str], upright: list[bool]) -> None:
    """Apply N1: what stands between Latin letters is Latin, and so up to a number beside them."""
    place = 0
    while place < len(kinds):
        if upright[place] or kinds[place] == "R":
            place += 1
            continue
        end = place
        while end < len(kinds) and not upright[end] and kinds[end] != "R":
            end += 1
        within = place > 0 and end < len(kinds) and upright[place - 1] and upright[end]
        if within and kinds[place - 1] == kinds[end] == "L":
            upright[place:end] = [True] * (end - place)
        place = end
