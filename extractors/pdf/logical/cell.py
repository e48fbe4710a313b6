"""The text of one cell in the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from curator.language import _
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
from extractors.pdf.logical.order import Ordered, read_leftwards, read_rightwards

MOSTLY_LATIN = 2
"""A line with more than this many Latin letters for one from right to left begins at the left."""

_MIRRORED = str.maketrans("()[]{}«»<>≤≥", ")(][}{»«><≥≤")
_UNKNOWN = Manner()
_LOOSE_JOINERS = re.compile("(?<![\u0620-\u06ff])\u200c+|\u200c+(?![\u0620-\u06ff])")
_NUMBER = r"[\d.,/\u066a-\u066c]*\d[\d.,/\u066b\u066c]*"
_SIGN_BEHIND = re.compile(rf"({_NUMBER})([-+\u2212\u00b1])")
_NOTE_BEFORE = re.compile(rf"([*\u2020\u2021%\u066a]+)({_NUMBER})")
_NAMELESS = re.compile("\\(cid:\\d+\\)|[\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True)
class CellText:
    """A cell's text in the order of reading, and what is doubtful about it, in words."""

    text: str
    doubts: tuple[str, ...] = ()


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
    read = [_line(line, manner) for line in lines(glyphs)]
    text = "\n".join(line.text for line in read if line.text)
    return CellText(text, tuple(dict.fromkeys(doubt for line in read for doubt in line.doubts)))


def _line(line: Sequence[Cluster], manner: Manner) -> CellText:
    texts = [cluster.text for cluster in line]
    doubts = []
    if any(_NAMELESS.search(text) for text in texts):
        doubts.append(_("the file does not name all of its letters"))
    direction = _direction(texts, manner)
    if direction is None:
        return CellText("".join(texts).strip(), tuple(doubts))
    leftwards = direction is Direction.RIGHT_TO_LEFT
    order = read_leftwards(texts) if leftwards else read_rightwards(texts)
    read = _with_joiners(line, order)
    brackets = _brackets(order, texts, manner)
    if brackets is None:
        doubts.append(_("a bracket may belong the other way around"))
    text = "".join(
        part.translate(_MIRRORED) if one.turned and brackets is Brackets.AS_SEEN else part
        for one, part in zip(order, read, strict=True)
    )
    text = _LOOSE_JOINERS.sub("", text).strip()
    if not any(direction_class(part) in ("L", "R", "AL") for part in texts):
        text = _signed(text)
    return CellText(unicodedata.normalize("NFC", text), tuple(doubts))


def _direction(texts: Sequence[str], manner: Manner) -> Direction | None:
    """Where the line begins; None if nothing in it can have been turned."""
    classes = [direction_class(text) for text in texts]
    turned, latin = sum(one in ("R", "AL") for one in classes), classes.count("L")
    foreign = any(holds_right_to_left(text) for text in texts)
    if not foreign and (latin or manner.direction is not Direction.RIGHT_TO_LEFT):
        return None
    if latin > MOSTLY_LATIN * turned and manner.direction is not Direction.RIGHT_TO_LEFT:
        return Direction.LEFT_TO_RIGHT
    return Direction.RIGHT_TO_LEFT


def _with_joiners(line: Sequence[Cluster], order: Sequence[Ordered]) -> list[str]:
    """Return the texts in their order, with the non-joiners that the letters' shapes tell of."""
    read = [line[one.place].text for one in order]
    names = [line[one.place].name for one in order]
    for place, following in enumerate(names[1:]):
        if unjoined(names[place], following):
            read[place] += NON_JOINER
    return read


def _brackets(order: Sequence[Ordered], texts: Sequence[str], manner: Manner) -> Brackets | None:
    """How the brackets in the turned runs are called; None if nothing tells."""
    turned = [texts[one.place] for one in order if one.turned]
    if not any(text in OPENING + CLOSING for text in turned):
        return manner.brackets or Brackets.AS_READ
    as_read, as_seen = bracket_pairs(turned)
    if as_read != as_seen:
        return Brackets.AS_READ if as_read > as_seen else Brackets.AS_SEEN
    if manner.brackets is not None:
        return manner.brackets
    read = "".join(texts[one.place] for one in order).strip()
    if read[0] in CLOSING or read[-1] in OPENING:
        return Brackets.AS_SEEN
    if read[0] in OPENING or read[-1] in CLOSING:
        return Brackets.AS_READ
    return None


def _signed(text: str) -> str:
    """Put a number's sign before it, and a percent or footnote sign behind it.

    Where a line begins is not to be seen from a number alone; how numbers are written is known.
    """
    if found := _SIGN_BEHIND.fullmatch(text):
        return found[2] + found[1]
    if found := _NOTE_BEFORE.fullmatch(text):
        return found[2] + found[1]
    return text
