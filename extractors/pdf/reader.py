"""Pages of a PDF as ink, by PDFium: read one by one, closed as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from typing import Any

from curator.sources import Box
from extractors.pdf.drawings import Drawings
from extractors.pdf.glyphs import PlacedGlyph, page_glyphs
from extractors.pdf.ink import PageInk, Word
from extractors.pdf.logical import holds_right_to_left
from extractors.pdf.page import turn_of
from extractors.pdf.rulings import joined
from extractors.pdf.running import Running, most
from extractors.pdf.words import Turn, page_letters, page_words

STEP = 5
"""Of so many characters one is asked which way it runs."""
MOSTLY = 0.5
"""Of a page's letters: if more run up or down, the page is read turned."""


def page_ink(page: Any, number: int) -> PageInk:
    """Return what is printed on one of pypdfium2's pages, cropped and turned as it is shown.

    A page whose text mostly runs up or down, as a wide table on a narrow page does, is turned
    until it runs to the right.

    Args:
        page: an open `PdfPage`; its owner closes it.
        number: what the page is called in what is found; 1 is the first.
    """
    upright = _ink(page, number, Running.RIGHT)
    if _turned(upright.words) <= MOSTLY:
        return upright
    running = _running(page)
    return upright if running is Running.RIGHT else _ink(page, number, running)


def _running(page: Any) -> Running:
    """Return which way most of a page's letters run, as it is shown; angles go clockwise."""
    from pypdfium2 import raw

    turned = radians(page.get_rotation())
    text_page = raw.FPDFText_LoadPage(page.raw)
    try:
        asked = range(0, raw.FPDFText_CountChars(text_page), STEP)
        angles = [raw.FPDFText_GetCharAngle(text_page, place) + turned for place in asked]
    finally:
        raw.FPDFText_ClosePage(text_page)
    return most(Running.of(cos(angle), sin(angle)) for angle in angles)


def _turned(words: Sequence[Word]) -> float:
    """Return the share of the letters that stand above each other."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if word.turned) / max(letters, 1)


def _ink(page: Any, number: int, running: Running) -> PageInk:
    from pypdfium2 import raw

    width, height = page.get_size()
    turn = _levelled(turn_of(page, width, height), running, width, height)
    if running is not Running.LEFT and running is not Running.RIGHT:
        width, height = height, width
    text_page = raw.FPDFText_LoadPage(page.raw)
    letters, words, glyphs = "", list[Word](), list[PlacedGlyph]()
    try:
        if text_page:
            letters = page_letters(text_page)
            words = page_words(letters, text_page, turn, width, height)
        if holds_right_to_left(letters):
            glyphs = page_glyphs(text_page, turn)
    finally:
        if text_page:
            raw.FPDFText_ClosePage(text_page)
    drawn = Drawings(turn, width, height)
    drawn.take_page(page.raw)
    return PageInk(
        number=number,
        width=width,
        height=height,
        words=words,
        across=joined(drawn.across),
        down=joined(drawn.down),
        fills=drawn.fills,
        images=drawn.images,
        letters=len(letters),
        glyphs=glyphs,
        running=running,
    )


def _levelled(turn: Turn, running: Running, width: float, height: float) -> Turn:
    """Return what takes a box from PDF space to the page turned until its text runs right."""
    if running is Running.RIGHT:
        return turn
    right = {Running.UP: height, Running.LEFT: width}.get(running, 0.0)
    down = {Running.DOWN: width, Running.LEFT: height}.get(running, 0.0)

    def level(x0: float, y0: float, x1: float, y1: float) -> Box:
        left, top, end, bottom = running.levelled(turn(x0, y0, x1, y1))
        return left + right, top + down, end + right, bottom + down

    return level
