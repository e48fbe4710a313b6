"""The texts of a table's cells in the order of reading, from pdfplumber's characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.pdf import plumbed
from extractors.pdf.logical import (
    Direction,
    Glyph,
    Manner,
    holds_right_to_left,
    manner,
    read_cell,
)
from extractors.pdf.running import Running

if TYPE_CHECKING:
    from extractors.pdf.plumbed import Character

Edges = tuple[float, float, float, float]

_SIGNS = re.compile(r"[^\w\s.,]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class FoundText:
    """A cell's text as pdfplumber joins it from left to right, and as it is read."""

    shown: str
    read: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Cell:
    shown: str
    glyphs: Sequence[Glyph]
    running: Running


def found_texts(
    characters: Sequence[Character], rows: Iterable[Sequence[Edges | None]]
) -> list[list[FoundText | None]]:
    """Return the texts of the cells with these edges, None where there is no cell.

    Latin text that runs to the right stays as pdfplumber has it.
    """
    cells = [_row(characters, edges) for edges in rows]
    if not any(cell and _is_turned(cell) for row in cells for cell in row):
        return [[_as_shown(cell) if cell else None for cell in row] for row in cells]
    common = manner(cell.glyphs for row in cells for cell in row if cell)
    return [[_found(cell, common) if cell else None for cell in row] for row in cells]


def line_text(characters: Sequence[Character], shown: str) -> str:
    """Return a line of text in the order of reading; `shown` is it from left to right."""
    if not holds_right_to_left(shown):
        return shown
    return read_cell(plumbed.glyphs(characters)).text


def _row(characters: Sequence[Character], row: Sequence[Edges | None]) -> list[_Cell | None]:
    boxes = [edges for edges in row if edges]
    if not boxes:
        return [None] * len(row)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    beside = [one for one in characters if top <= (one["top"] + one["bottom"]) / 2 < bottom]
    return [_cell(inside(beside, edges)) if edges else None for edges in row]


def inside(characters: Sequence[Character], edges: Edges) -> list[Character]:
    """Return the characters whose middle lies within `edges`, in the order of the file."""
    x0, top, x1, bottom = edges
    return [
        one
        for one in characters
        if x0 <= (one["x0"] + one["x1"]) / 2 < x1
        and top <= (one["top"] + one["bottom"]) / 2 < bottom
    ]


def _cell(characters: Sequence[Character]) -> _Cell:
    from pdfplumber.utils.text import extract_text

    shown = str(extract_text(list(characters))) if characters else ""
    return _Cell(shown.strip(), plumbed.glyphs(characters), plumbed.running(characters))


def _is_turned(cell: _Cell) -> bool:
    return cell.running is not Running.RIGHT or holds_right_to_left(cell.shown)


def _as_shown(cell: _Cell) -> FoundText:
    return FoundText(cell.shown, cell.shown)


def _found(cell: _Cell, common: Manner) -> FoundText:
    if not _is_turned(cell) and not _may_be_turned(cell.shown, common):
        return _as_shown(cell)
    read = read_cell(cell.glyphs, common)
    return FoundText(cell.shown, read.text, read.doubts)


def _may_be_turned(shown: str, common: Manner) -> bool:
    """Whether a sign beside Latin digits may stand where text from right to left has it."""
    if common.direction is not Direction.RIGHT_TO_LEFT:
        return False
    return bool(_SIGNS.search(shown)) and not _LETTER.search(shown)
