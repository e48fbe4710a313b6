"""The glyphs of a PDF's page, by PDFium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from curator.sources import Box
from extractors.pdf.characters import UNNAMED, Character, Turn, characters
from extractors.pdf.logical import Glyph
from extractors.pdf.logical.letters import bare, direction_class, is_mark
from extractors.pdf.running import Running, most

ASCENT, DESCENT = 0.8, 0.2
"""How far a glyph's box reaches over and under the baseline, as shares of the size."""
ROOM = 0.14
"""A space that PDFium added counts where the gap is at least this share of the size."""
SPACE = 0.2
"""A gap of at least this share of the size is a space though PDFium tells of none."""
FIGURE = 0.28
"""The same within a number, of which the digits may stand apart."""
WORD = 2.0
"""A gap of more than this share of the size lies between cells."""
SAME_BASELINE = 0.1
"""Baselines that differ by no more than this share of the size are one."""

_LAM = "\u0644"
_ALEFS = "\u0622\u0623\u0625\u0627\u0671"

_Piece = Sequence[Character]
"""The characters of one glyph."""


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A glyph that is levelled (see `Running`), and where it stands on the page."""

    glyph: Glyph
    box: Box
    running: Running
    drawn: bool = True


def page_glyphs(text_page: Any, turn: Turn) -> list[PlacedGlyph]:
    """Return the glyphs of one of PDFium's text pages (`FPDF_TEXTPAGE`).

    They come in PDFium's order, which puts letters in the order of reading where it can; a glyph
    without a name that is drawn over one with a name is left out, since that names them both.
    """
    pieces = [piece for line in characters(text_page, turn) for piece in _named_once(_pieces(line))]
    backwards = _written_backwards(pieces)
    placed = [
        _levelled(piece, backwards)
        for number, piece in enumerate(pieces)
        if piece[0].text != UNNAMED or not _continues_a_neighbour(pieces, number)
    ]
    return _with_room(placed)


def glyphs_in(glyphs: Sequence[PlacedGlyph], box: Box) -> list[Glyph]:
    """Return those whose middle lies in `box`, levelled the way in which most of them run."""
    x0, top, x1, bottom = box
    within = [
        one
        for one in glyphs
        if x0 <= (one.box[0] + one.box[2]) / 2 < x1
        and top <= (one.box[1] + one.box[3]) / 2 < bottom
    ]
    running = most(one.running for one in within)
    return [one.glyph for one in within if one.running is running]


def _pieces(line: Sequence[Character]) -> Iterator[_Piece]:
    """Put the characters of each ligature together again."""
    piece: list[Character] = []
    for character in line:
        if piece and not _is_one_glyph(piece[-1], character):
            yield piece
            piece = []
        piece.append(character)
    if piece:
        yield piece


def _is_one_glyph(one: Character, other: Character) -> bool:
    return one.pen == other.pen and one.ink == other.ink and one.ink[2] > one.ink[0]


def _named_once(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Leave out a mark's glyph that has the name of the letter over which it is drawn."""
    before: _Piece = ()
    for piece in pieces:
        if before and _same_letter(before, piece):
            before = max(before, piece, key=lambda one: len(_name(one)))
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before


def _same_letter(one: _Piece, other: _Piece) -> bool:
    name, following = _name(one), _name(other)
    marked = name != bare(name) or following != bare(following)
    if not marked or not bare(name) or bare(name) != bare(following):
        return False
    (left, _top, right, _bottom), ink = one[0].ink, other[0].ink
    return min(right, ink[2]) - max(left, ink[0]) > min(right - left, ink[2] - ink[0]) / 2


def _name(piece: _Piece) -> str:
    return "".join(character.text for character in piece)


def _written_backwards(pieces: Sequence[_Piece]) -> bool:
    """Whether ligatures come last letter first; an alef never joins a lam behind it."""
    pairs = [(piece[0].text, piece[1].text) for piece in pieces if len(piece) == 2]
    read = sum(first == _LAM and second in _ALEFS for first, second in pairs)
    seen = sum(second == _LAM and first in _ALEFS for first, second in pairs)
    return seen >= read


def _continues_a_neighbour(pieces: Sequence[_Piece], number: int) -> bool:
    """Whether a glyph lies, for the most part, over one beside it."""
    x0, _top, x1, _bottom = pieces[number][0].ink
    around = [*pieces[max(number - 4, 0) : number], *pieces[number + 1 : number + 5]]
    return any(min(x1, one.ink[2]) - max(x0, one.ink[0]) > (x1 - x0) / 2 for one, *_rest in around)


def _levelled(piece: _Piece, backwards: bool) -> PlacedGlyph:
    text = _name(piece)
    if text == "...":
        text = "…"
    elif backwards and len(text) > 1 and direction_class(text) in ("R", "AL"):
        text = text[::-1]
    first = piece[0]
    running, size = first.running, first.size
    pen, baseline, _same, _one = running.levelled((*first.pen, *first.pen))
    ink, loose = running.levelled(first.ink), running.levelled(first.loose)
    x0, x1 = (ink[0], ink[2]) if is_mark(text) else (pen, max(loose[2], pen))
    top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
    glyph = Glyph(text, x0, top, x1, bottom, size)
    return PlacedGlyph(glyph, first.loose, running, first.drawn)


def _with_room(placed: Sequence[PlacedGlyph]) -> list[PlacedGlyph]:
    """End each glyph where the next is set down, and put a space where there is room for one.

    PDFium drops spaces that were drawn and adds others, which stand beside the right letters but
    not where they belong.
    """
    beside = {n + step for n, one in enumerate(placed) if not one.drawn for step in (-1, 1)}
    kept = {number: [one] for number, one in enumerate(placed) if one.drawn}
    for line in _baselines(placed):
        bases = [n for n in line if placed[n].drawn and not is_mark(placed[n].glyph.text)]
        reached = float("-inf")
        for number, following in pairwise(bases):
            glyph, end = placed[number].glyph, placed[following].glyph.x0
            if glyph.x0 + ROOM * glyph.size < end < glyph.x1:
                glyph = replace(glyph, x1=end)
                kept[number] = [replace(placed[number], glyph=glyph)]
            reached = max(reached, glyph.x1)
            gap = (end - reached) / max(glyph.size, 1.0)
            told = bool(beside & {number, following})
            if _least(told, placed[number], placed[following]) <= gap <= WORD:
                kept[number].append(_space(placed[number], reached, end))
    return [one for number in sorted(kept) for one in kept[number]]


def _least(told: bool, one: PlacedGlyph, other: PlacedGlyph) -> float:
    """The narrowest gap that is a space, as a share of the size."""
    if _is_figure(one.glyph.text) and _is_figure(other.glyph.text):
        return FIGURE
    return ROOM if told else SPACE


def _is_figure(text: str) -> bool:
    return text.isnumeric() or direction_class(text) in ("ET", "CS", "AN")


def _space(before: PlacedGlyph, start: float, end: float) -> PlacedGlyph:
    glyph = replace(before.glyph, text=" ", x0=start, x1=end)
    return replace(before, glyph=glyph)


def _baselines(placed: Sequence[PlacedGlyph]) -> Iterator[list[int]]:
    """Yield the numbers of the glyphs on each baseline, from left to right."""
    order = sorted(
        range(len(placed)), key=lambda n: (placed[n].running.value, placed[n].glyph.bottom)
    )
    line: list[int] = []
    for number in order:
        here = placed[number]
        if line and not _on_one_baseline(placed[line[-1]], here):
            yield sorted(line, key=lambda n: placed[n].glyph.x0)
            line = []
        line.append(number)
    if line:
        yield sorted(line, key=lambda n: placed[n].glyph.x0)


def _on_one_baseline(one: PlacedGlyph, other: PlacedGlyph) -> bool:
    if one.running is not other.running:
        return False
    return other.glyph.bottom - one.glyph.bottom <= SAME_BASELINE * other.glyph.size
