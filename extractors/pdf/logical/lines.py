"""The lines of a cell: its glyphs from left to right, marks on their letters, spaces between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pdf.logical.glyph import Glyph
from extractors.pdf.logical.letters import NON_JOINER, direction_class, is_mark, letters
from extractors.pdf.logical.shared import whole

SAME_LINE = 0.45
"""Glyphs whose heights differ by no more than this share of the size are on one line."""
BESIDE_LINE = 0.9
"""The same for signs, which other fonts may draw higher or lower than the letters."""
OVERPRINTED = 0.12
"""The same sign again, nearer than this share of the size, is drawn twice to look bold."""
SPACE = 0.28
"""A wider gap, as a share of the size, is a space though none was drawn."""
NO_ROOM = 0.06
"""A space that leaves less than this share of the size between two letters is none."""


@dataclass(frozen=True)
class Cluster:
    """A letter, ligature or sign, with its marks; " " is a gap between words."""

    text: str
    name: str
    """As the file calls the glyph, marks aside; it may name a shape."""


@dataclass(frozen=True)
class _Placed:
    """A glyph with its letters, and how many glyphs the file drew before it."""

    glyph: Glyph
    text: str
    number: int


def lines(glyphs: Sequence[Glyph]) -> list[list[Cluster]]:
    """Return the lines from top to bottom, each from left to right as it is seen."""
    placed = _drawn_once(
        _Placed(glyph, text, number)
        for number, glyph in enumerate(whole(glyphs))
        if (text := letters(glyph.text))
    )
    bases = [one for one in placed if not is_mark(one.text)]
    if not bases:
        bases = placed
    if not bases:
        return []
    size = max(median(one.glyph.size for one in bases), 1.0)
    marks = _marked(bases, [one for one in placed if is_mark(one.text)], size)
    blank = [glyph for glyph in glyphs if not glyph.text]
    return [_spaced(row, marks, blank, size) for row in _rows(bases, size)]


def _drawn_once(placed: Iterable[_Placed]) -> list[_Placed]:
    kept: list[_Placed] = []
    places: defaultdict[str, list[Glyph]] = defaultdict(list)
    for one in placed:
        near = OVERPRINTED * max(one.glyph.size, 1.0)
        twins = places[one.text]
        if not one.text.isspace():
            if any(
                abs(twin.x0 - one.glyph.x0) < near and abs(twin.height - one.glyph.height) < near
                for twin in twins
            ):
                continue
            twins.append(one.glyph)
        kept.append(one)
    return kept


def _rows(bases: Sequence[_Placed], size: float) -> list[list[_Placed]]:
    """Part the glyphs into lines; a line of signs alone joins the letters beside it."""
    rows: list[list[_Placed]] = []
    for one in sorted(bases, key=lambda one: one.glyph.height):
        if rows and abs(_height(rows[-1]) - one.glyph.height) <= SAME_LINE * size:
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in [row for row in rows if not any(_is_word(one) for one in row)]:
        others = [other for other in rows if other is not row]
        if not others:
            break
        nearest = min(others, key=lambda other: abs(_height(other) - _height(row)))
        if abs(_height(nearest) - _height(row)) < BESIDE_LINE * size:
            nearest.extend(row)
            rows.remove(row)
    return rows


def _height(row: Sequence[_Placed]) -> float:
    words = [one.glyph.height for one in row if _is_word(one)]
    return median(words or [one.glyph.height for one in row])


def _is_word(one: _Placed) -> bool:
    return any(letter.isalnum() for letter in one.text)


def _marked(
    bases: Sequence[_Placed], marks: Sequence[_Placed], size: float
) -> dict[int, list[_Placed]]:
    """Give each mark to a letter; the keys are the letters' numbers."""
    found: defaultdict[int, list[_Placed]] = defaultdict(list)
    able = [one for one in bases if _is_word(one)] if marks else []
    for mark in marks:
        if mark in bases or not able:
            continue
        base = _drawn_with(mark, able, size) or min(
            able, key=lambda one: (_levels_apart(mark, one, size), _apart(mark, one))
        )
        found[base.number].append(mark)
    return found


def _drawn_with(mark: _Placed, able: Sequence[_Placed], size: float) -> _Placed | None:
    """The letter that the file drew next to a mark without width.

    Where letters follow each other from left to right, as they are seen, marks come before their
    letter; where they follow each other in the order of reading, after it, or before it if they
    stand over it.
    """
    if mark.glyph.x1 - mark.glyph.x0 > NO_ROOM * size:
        return None
    before = next((one for one in reversed(able) if one.number < mark.number), None)
    after = next((one for one in able if one.number > mark.number), None)
    as_seen = before is None or (after is not None and after.glyph.x0 > before.glyph.x0)
    base = after if as_seen or _only_over(mark, after, before) else before
    if base is None or _apart(mark, base) > size or _levels_apart(mark, base, size):
        return None
    return base


def _only_over(mark: _Placed, base: _Placed | None, other: _Placed | None) -> bool:
    """Whether the mark stands within the width of `base` and not of `other`."""
    over, other_over = (
        one is not None and one.glyph.x0 <= mark.glyph.middle < one.glyph.x1
        for one in (base, other)
    )
    return over and not other_over


def _apart(mark: _Placed, base: _Placed) -> float:
    """How far the mark's middle is from the letter, a little for standing off its middle."""
    middle = mark.glyph.middle
    outside = max(base.glyph.x0 - middle, middle - base.glyph.x1, 0.0)
    return outside + abs(base.glyph.middle - middle) / 100


def _levels_apart(mark: _Placed, base: _Placed, size: float) -> bool:
    return abs(mark.glyph.height - base.glyph.height) > 1.2 * size


def _spaced(
    row: Sequence[_Placed],
    marks: dict[int, list[_Placed]],
    blank: Sequence[Glyph],
    size: float,
) -> list[Cluster]:
    """Put the glyphs of a line in order and write its gaps as spaces.

    Args:
        blank: glyphs of the cell that have no letters of their own, but fill a gap.
    """
    ordered = sorted(row, key=lambda one: (one.glyph.pen, one.number))
    clusters: list[Cluster] = []
    end: float | None = None
    for place, one in enumerate(ordered):
        if one.text.isspace():
            gap = _gap(ordered, place, size)
            if gap and (not clusters or clusters[-1].text != gap):
                clusters.append(Cluster(gap, gap))
            if gap == " ":
                end = max(one.glyph.x1, one.glyph.x0 if end is None else end)
            continue
        wide = end is not None and one.glyph.x0 - end > SPACE * size
        if wide and not _filled(blank, one.glyph, size) and clusters[-1].text != " ":
            clusters.append(Cluster(" ", " "))
        clusters.append(_cluster(one, marks.get(one.number, [])))
        end = one.glyph.x1 if end is None else max(end, one.glyph.x1)
    return clusters


def _filled(blank: Sequence[Glyph], glyph: Glyph, size: float) -> bool:
    """Whether one of `blank` ends where `glyph` begins."""
    return any(
        abs(one.x1 - glyph.x0) < NO_ROOM * size and abs(one.height - glyph.height) < size
        for one in blank
    )


def _gap(ordered: Sequence[_Placed], place: int, size: float) -> str:
    """What a space glyph stands for: nothing at an edge, a non-joiner where it takes no room."""
    before = next((one for one in reversed(ordered[:place]) if not one.text.isspace()), None)
    after = next((one for one in ordered[place + 1 :] if not one.text.isspace()), None)
    if before is None or after is None:
        return ""
    room = after.glyph.x0 - before.glyph.x1
    if room >= NO_ROOM * size:
        return " "
    arabic = direction_class(before.text) == direction_class(after.text) == "AL"
    return NON_JOINER if arabic else " "


def _cluster(base: _Placed, marks: Sequence[_Placed]) -> Cluster:
    text = base.text
    if len(text) == 2 and direction_class(text) == "AL":
        first = [mark for mark in marks if mark.glyph.middle >= base.glyph.middle]
        marks = [mark for mark in marks if mark not in first]
        text = text[0] + "".join(mark.text for mark in first) + text[1]
    return Cluster(text + "".join(mark.text for mark in marks), base.glyph.text)
