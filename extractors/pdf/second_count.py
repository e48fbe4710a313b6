"""Rulings counted a second time, by pdfplumber: what it counts otherwise, one reader missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from curator.sources import Box
from extractors.pdf.drawings import THICK
from extractors.pdf.ink import PageInk, Rule
from extractors.pdf.rulings import NEAR, joined, places

LEAST = 12.0
"""Points: a shorter ruling belongs to a sign or an underlined word."""
WHOLE = 0.5
"""Of the table's side: a ruling that covers less is none of its edges."""


@dataclass(frozen=True)
class Counted:
    """Rulings of a table that two readers count otherwise: across the page, and down."""

    table: int
    first: tuple[int, int]
    second: tuple[int, int]


def counted(tables: Sequence[tuple[int, Box]], ink: PageInk, page: Any) -> Iterator[Counted]:
    """Yield the tables on a page whose rulings are not as many by both readers.

    Args:
        tables: their numbers and regions.
        ink: the page as it was read first.
        page: pdfplumber's.
    """
    across, down = _rulings(page)
    for number, box in tables:
        first = _count(ink.across, ink.down, box)
        second = _count(across, down, box)
        if first != second:
            yield Counted(number, first, second)


def _count(across: Iterable[Rule], down: Iterable[Rule], box: Box) -> tuple[int, int]:
    """Return in how many places rulings go most of the way through a region."""
    x0, top, x1, bottom = box
    flat = [r.at for r in _through(across, (top, bottom), (x0, x1))]
    steep = [r.at for r in _through(down, (x0, x1), (top, bottom))]
    return len(places(flat)), len(places(steep))


def _through(
    rules: Iterable[Rule], beside: tuple[float, float], along: tuple[float, float]
) -> Iterator[Rule]:
    start, end = along
    for rule in rules:
        inside = beside[0] - NEAR <= rule.at <= beside[1] + NEAR
        if inside and rule.overlap(start, end) >= max(LEAST, WHOLE * (end - start)):
            yield rule


def _rulings(page: Any) -> tuple[list[Rule], list[Rule]]:
    """Return what pdfplumber has for rulings, pieces joined; shaded areas are none."""
    x, y = page.cropbox[0], page.cropbox[1]
    across: list[Rule] = []
    down: list[Rule] = []
    for drawn in [*page.lines, *page.rects]:
        x0, x1 = drawn["x0"] - x, drawn["x1"] - x
        top, bottom = drawn["top"] - y, drawn["bottom"] - y
        if bottom - top <= THICK:
            across.append(Rule((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= THICK:
            down.append(Rule((x0 + x1) / 2, top, bottom))
        elif drawn["object_type"] == "rect" and drawn["stroke"]:
            across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
    return joined(across), joined(down)
