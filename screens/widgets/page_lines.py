"""The words of a page gathered into lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from curator.sources import Word
from screens.widgets.scripts import runs_rtl


@dataclass
class Line:
    """The words of one line, and how high they stand."""

    middle: float
    height: float
    words: list[Word] = field(default_factory=list)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Gather words that stand at one height, from the top, and join what was torn apart.

    A letter may stand high or low in its line; what is far taller than most words, such as a text
    written upwards, counts only around its middle.
    """
    usual = median(word.box[3] - word.box[1] for word in words) if words else 0.0
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        height = min(max(word.box[3] - word.box[1], 1.0), 1.3 * max(usual, 1.0))
        last = lines[-1] if lines else None
        if last is None or _overlap(last, middle, height) < 0.55 * min(height, last.height):
            last = Line(middle, height)
            lines.append(last)
        elif height > last.height:
            last.middle, last.height = middle, height
        last.words.append(word)
    for line in lines:
        line.words = _joined(line.words)
    return lines


def _overlap(line: Line, middle: float, height: float) -> float:
    top = max(line.middle - line.height / 2, middle - height / 2)
    return min(line.middle + line.height / 2, middle + height / 2) - top


def _joined(words: Sequence[Word]) -> list[Word]:
    """Return a line's words from left to right, those that touch as one, in reading order.

    Some programs write a word of Arabic script as several pieces.
    """
    joined: list[Word] = []
    for word in sorted(words, key=lambda word: word.box[0]):
        before = joined[-1] if joined else None
        gap = word.box[0] - before.box[2] if before is not None else 0.0
        height = word.box[3] - word.box[1]
        if before is None or not -0.2 * height <= gap <= 0.08 * height:
            joined.append(word)
            continue
        leftward = runs_rtl(before.text) or runs_rtl(word.text)
        text = word.text + before.text if leftward else before.text + word.text
        top, bottom = min(before.box[1], word.box[1]), max(before.box[3], word.box[3])
        joined[-1] = Word(text, (before.box[0], top, word.box[2], bottom))
    return joined
