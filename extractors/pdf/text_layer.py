"""The text layer of a PDF's pages, by PDFium: read where a page is to be diagnosed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from curator.errors import LockedError
from curator.intake import PagesReport, Report
from curator.language import _
from curator.sources import Source
from curator.tables import Progress
from extractors.pdf.diagnosis import TextLayer, diagnosis
from extractors.pdf.page import opened

STEP = 7
"""Of so many characters one is asked for its font, which its neighbours share mostly."""
INVISIBLE = 3
"""PDF 32000-1, table 106: text that is neither filled nor stroked."""
DEEPEST = 4
"""Forms within forms are looked into so deep."""


def pages_report(
    path: Path,
    source: Source,
    progress: Progress,
    pages: Sequence[int] = (),
    password: str | None = None,
) -> Report:
    """Say of what kind the pages of a PDF are; a locked one is told of as locked.

    Args:
        pages: those that are looked at, 1 is the first; none looks at all.

    Raises:
        ExtractionError: the PDF is damaged.
    """
    try:
        with opened(path, password) as document:
            words = list(_diagnoses(document, pages, progress))
    except LockedError as error:
        return Report(source.name, source.media_type, warnings=(str(error),))
    return Report(source.name, source.media_type, pages=tuple(_runs(words)))


def _diagnoses(
    document: Any, pages: Sequence[int], progress: Progress
) -> Iterator[tuple[int, str]]:
    import pypdfium2

    count = len(document)
    wanted = [number for number in pages if number <= count] or range(1, count + 1)
    for done, number in enumerate(wanted):
        progress(done, len(wanted))
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            yield number, _("damaged")
            continue
        try:
            yield number, diagnosis(_text_layer(page))
        finally:
            page.close()


def _runs(words: Sequence[tuple[int, str]]) -> Iterator[PagesReport]:
    """Yield neighbouring pages of one kind as one."""
    for (_place, kind), run in groupby(
        enumerate(words), key=lambda one: (one[1][0] - one[0], one[1][1])
    ):
        numbers = [number for _place, (number, _kind) in run]
        yield PagesReport(numbers[0], numbers[-1], kind)


def _text_layer(page: Any) -> TextLayer:
    from pypdfium2 import raw

    images, draws = _pictures(page)
    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        return TextLayer("", images=images, draws=draws)
    try:
        count = max(raw.FPDFText_CountChars(text), 0)
        codes = (raw.FPDFText_GetUnicode(text, place) for place in range(count))
        letters = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
        asked = range(0, count, STEP)
        hidden = sum(_is_hidden(text, place) for place in asked)
        fonts = frozenset(_font(text, place) for place in asked)
    finally:
        raw.FPDFText_ClosePage(text)
    return TextLayer(letters, fonts, hidden / max(len(asked), 1), images, draws)


def _pictures(page: Any) -> tuple[int, bool]:
    """Return how many images a page shows, and whether it draws anything."""
    from pypdfium2 import raw

    images, draws = 0, False
    wanted = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    for one in page.get_objects(wanted, max_depth=DEEPEST):
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
        else:
            draws = True
    return images, draws


def _is_hidden(text: Any, place: int) -> bool:
    from pypdfium2 import raw

    drawn_by = raw.FPDFText_GetTextObject(text, place)
    return bool(drawn_by) and raw.FPDFTextObj_GetTextRenderMode(drawn_by) == INVISIBLE


def _font(text: Any, place: int) -> str:
    """Return a font's name without the letters that tell a subset."""
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, place, name, len(name), None)
    return name.value.decode("latin-1").rpartition("+")[2]
