"""Pages of a PDF as ink, by PDFium: read one by one, closed as they are read."""

from __future__ import annotations

from typing import Any

from extractors.pdf.drawings import Drawings
from extractors.pdf.glyphs import PlacedGlyph, page_glyphs
from extractors.pdf.ink import PageInk, Word
from extractors.pdf.logical import holds_right_to_left
from extractors.pdf.page import turn_of
from extractors.pdf.rulings import joined
from extractors.pdf.words import page_letters, page_words


def page_ink(page: Any, number: int) -> PageInk:
    """Return what is printed on one of pypdfium2's pages, turned and cropped as it is shown.

    Args:
        page: an open `PdfPage`; its owner closes it.
        number: what the page is called in what is found; 1 is the first.
    """
    from pypdfium2 import raw

    width, height = page.get_size()
    turn = turn_of(page, width, height)
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
    )
