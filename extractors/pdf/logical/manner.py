"""How a page writes what its glyphs alone do not tell: its direction and its brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from extractors.pdf.logical.glyph import Glyph
from extractors.pdf.logical.letters import direction_class
from extractors.pdf.logical.lines import lines

OPENING, CLOSING = "([{«", ")]}»"


class Direction(Enum):
    """Where lines begin."""

    LEFT_TO_RIGHT = "left to right"
    RIGHT_TO_LEFT = "right to left"


class Brackets(Enum):
    """What a bracket in text from right to left is called in the file."""

    AS_SEEN = "by its shape"
    AS_READ = "by its meaning"


@dataclass(frozen=True)
class Manner:
    """What is known of a page, or a table, when one of its cells is read; None is unknown."""

    direction: Direction | None = None
    brackets: Brackets | None = None


def manner(cells: Iterable[Sequence[Glyph]]) -> Manner:
    """Tell the manner of a page or a table by the glyphs of its cells."""
    leftwards = rightwards = seen = read = 0
    for cell in cells:
        for line in lines(cell):
            classes = [direction_class(cluster.text) for cluster in line]
            turned = sum(one in ("R", "AL") for one in classes)
            leftwards += turned
            rightwards += classes.count("L")
            if turned > classes.count("L"):
                pairs = bracket_pairs([cluster.text for cluster in line])
                seen, read = seen + pairs[0], read + pairs[1]
    direction = None
    if leftwards or rightwards:
        turned_page = leftwards > rightwards
        direction = Direction.RIGHT_TO_LEFT if turned_page else Direction.LEFT_TO_RIGHT
    if seen == read:
        return Manner(direction)
    return Manner(direction, Brackets.AS_SEEN if seen > read else Brackets.AS_READ)


def bracket_pairs(texts: Sequence[str]) -> tuple[int, int]:
    """Count the pairs of brackets that fit as they stand, and those that fit turned around."""
    return _pairs(texts, OPENING, CLOSING), _pairs(texts, CLOSING, OPENING)


def _pairs(texts: Sequence[str], opening: str, closing: str) -> int:
    waiting: list[int] = []
    count = 0
    for text in texts:
        if text in opening:
            waiting.append(opening.index(text))
        elif text in closing and waiting and waiting[-1] == closing.index(text):
            waiting.pop()
            count += 1
    return count
