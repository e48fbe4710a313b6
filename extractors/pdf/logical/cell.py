"""The text of one cell in the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.logical.glyph import Glyph
from extractors.pdf.logical.letters import (
    NON_JOINER,
    direction_class,
    holds_right_to_left,
    unjoined,
)
from extractors.pdf.logical.lines import Cluster, lines
from extractors.pdf.logical.manner import (
    CLOSING,
    OPENING,
    Brackets,
    Direction,
    Manner,
    bracket_pairs,
)
from extractors.pdf.logical.order import read_leftwards, read_rightwards

NAMELESS = "the file does not name all of its letters"
BRACKET = "a bracket may belong the other way around"
"""What may be doubtful about a cell's text."""

MOSTLY_LATIN = 2
"""A line with more than this many Latin letters for one from right to left begins at the left."""

_MIRRORED = str.maketrans("()[]{}«»<>≤≥", ")(][}{»«><≥≤")
_UNKNOWN = Manner()
_LOOSE_JOINERS = re.compile("(?<![\u0620-\u06ff])\u200c+|\u200c+(?![\u0620-\u06ff])")
_NUMBER = r"[\d.,/\u066a-\u066c]*\d[\d.,/\u066b\u066c]*"
_SIGN_BEHIND = re.compile(rf"({_NUMBER})([-+\u2212\u00b1])")
_NOTE_BEFORE = re.compile(rf"([*\u2020\u2021%\u066a]+)({_NUMBER})")
_UNNAMED = re.compile("\\(cid:\\d+\\)|[\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True)
class CellText:
    """A cell's text in the order of reading, and what is doubtful about it, in words."""

    text: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Part:
    """A cluster's text at its place in the order of reading; whether its run was turned."""

    text: str
    turned: bool


def cell_text(glyphs: Sequence[Glyph], manner: Manner = _UNKNOWN) -> str:
    r"""Return the text of the cell that `glyphs`, in the order of the file, show.

    Its lines are joined by "\n". Yeh and kaf stay which they are.

    Args:
        manner: what is known of the cell's table or page; without it a cell of Latin digits alone
            is read from left to right, and a bracket without its twin by where it stands.
    """
    return read_cell(glyphs, manner).text


def read_cell(glyphs: Sequence[Glyph], manner: Manner = _UNKNOWN) -> CellText:
    """Return the text as `cell_text` does, and say what is doubtful about it."""
    found = lines(glyphs)
    turned = any(_letters(line)[0] for line in found)
    read = [_parts(line, _direction(line, turned, manner)) for line in found]
    brackets = _brackets([part for line in read for part in line], manner)
    text = "\n".join(filter(None, (_written(line, brackets) for line in read)))
    if len(read) == 1 and any(part.turned for part in read[0]):
        text = _signed(text)
    doubts = [NAMELESS] if _UNNAMED.search(text) else []
    return CellText(text, (*doubts, BRACKET) if brackets is None else tuple(doubts))


def _letters(line: Sequence[Cluster]) -> tuple[int, int]:
    """Count the line's letters from right to left, and the Latin ones."""
    classes = [direction_class(cluster.text) for cluster in line]
    return sum(one in ("R", "AL") for one in classes), classes.count("L")


def _direction(line: Sequence[Cluster], within: bool, manner: Manner) -> Direction | None:
    """Where the line begins; None if nothing in it can have been turned.

    Args:
        within: whether a line of the cell has letters from right to left.
    """
    turned, latin = _letters(line)
    table = manner.direction is Direction.RIGHT_TO_LEFT
    foreign = any(holds_right_to_left(cluster.text) for cluster in line)
    if not foreign and not within and (latin or not table):
        return None
    if latin > MOSTLY_LATIN * turned and not table and not (within and not turned):
        return Direction.LEFT_TO_RIGHT
    return Direction.RIGHT_TO_LEFT


def _parts(line: Sequence[Cluster], direction: Direction | None) -> list[_Part]:
    """Put a line in the order of reading, with the non-joiners that letters' shapes tell of."""
    texts = [cluster.text for cluster in line]
    if direction is None:
        return [_Part(text, False) for text in texts]
    leftwards = direction is Direction.RIGHT_TO_LEFT
    order = read_leftwards(texts) if leftwards else read_rightwards(texts)
    names = [line[one.place].name for one in order]
    joiners = [NON_JOINER if unjoined(*pair) else "" for pair in pairwise(names)]
    return [
        _Part(texts[one.place] + joiner, one.turned)
        for one, joiner in zip(order, [*joiners, ""][: len(order)], strict=True)
    ]


def _brackets(parts: Sequence[_Part], manner: Manner) -> Brackets | None:
    """How the brackets in the turned runs are called; None if nothing tells."""
    turned = [part.text for part in parts if part.turned]
    if not any(text in OPENING + CLOSING for text in turned):
        return manner.brackets or Brackets.AS_READ
    as_read, as_seen = bracket_pairs(turned)
    if as_read != as_seen:
        return Brackets.AS_READ if as_read > as_seen else Brackets.AS_SEEN
    if manner.brackets is not None:
        return manner.brackets
    read = "".join(part.text for part in parts).strip()
    if read[0] in CLOSING or read[-1] in OPENING:
        return Brackets.AS_SEEN
    if read[0] in OPENING or read[-1] in CLOSING:
        return Brackets.AS_READ
    return None


def _written(line: Sequence[_Part], brackets: Brackets | None) -> str:
    """Return a line with its brackets by their meaning, and a lone number's signs in place."""
    text = "".join(
        part.text.translate(_MIRRORED)
        if part.turned and brackets is Brackets.AS_SEEN
        else part.text
        for part in line
    )
    return unicodedata.normalize("NFC", _LOOSE_JOINERS.sub("", text).strip())


def _signed(text: str) -> str:
    """Put a number's sign before it, and a percent or footnote sign behind it.

    Where a line begins is not to be seen from a number alone; how numbers are written is known.
    """
    if found := _SIGN_BEHIND.fullmatch(text):
        return found[2] + found[1]
    if found := _NOTE_BEFORE.fullmatch(text):
        return found[2] + found[1]
    return text
