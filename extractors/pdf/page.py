"""The words of one page of a PDF, by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from curator.errors import ExtractionError, LockedError, UnknownNameError
from curator.language import _
from curator.sources import Box, PageText, Word
from extractors.text import visible

_WORD = re.compile("[^\\s\x00\x02\ufffe]+[\x02\ufffe]?")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
"""PDFium writes these for a hyphen at the end of a line."""

Turn = Callable[[float, float, float, float], Box]


def page_count(path: Path, password: str | None = None) -> int:
    """Return how many pages the PDF at `path` has; raises ExtractionError."""
    with opened(path, password) as document:
        return len(document)


def page_text(path: Path, number: int, password: str | None = None) -> PageText:
    """Return the words of page `number`, in the order in which the PDF draws them.

    Words lie as the page is shown: turned, and cropped to its crop box.

    Raises:
        ExtractionError: the PDF is locked or damaged.
        UnknownNameError: there is no such page.
    """
    with opened_page(path, number, password) as page:
        width, height = page.get_size()
        words = tuple(_words(page, width, height))
    return PageText(number, round(width, 2), round(height, 2), words)


@contextmanager
def opened_page(path: Path, number: int, password: str | None = None) -> Iterator[Any]:
    """Open page `number` (1 is the first) as PDFium's; it is closed with the PDF.

    Raises:
        ExtractionError: the PDF is locked or damaged.
        UnknownNameError: there is no such page.
    """
    import pypdfium2

    with opened(path, password) as document:
        if not 1 <= number <= len(document):
            raise UnknownNameError(
                _("{file} has no page {page}; its pages are 1 to {count}.").format(
                    file=path.name, page=number, count=len(document)
                )
            )
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise ExtractionError(
                _("{file} is damaged and cannot be read on page {page}.").format(
                    file=path.name, page=number
                )
            ) from error
        yield page


def opened(path: Path, password: str | None = None) -> Any:
    """Open the PDF at `path` as PDFium's, to be closed by who asked for it.

    Raises:
        LockedError: it is locked with a password, or with another one.
        ExtractionError: it is damaged.
    """
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path, password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked(path, password) from error
        if "security" in str(error).lower():
            message = _("{file} is locked in a way that cannot be read; save a copy without.")
        else:
            message = _("{file} is damaged and cannot be read as a PDF.")
        raise ExtractionError(message.format(file=path.name)) from error


def locked(path: Path, password: str | None) -> LockedError:
    """Return the error that says that `password`, None for none, does not unlock a PDF."""
    if password is None:
        message = _("{file} is locked with a password; give the password to read it.")
    else:
        message = _("This is not the password of {file}; give the one that it was locked with.")
    return LockedError(message.format(file=path.name))


def _words(page: Any, width: float, height: float) -> Iterator[Word]:
    from pypdfium2 import raw

    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        return
    try:
        codes = [raw.FPDFText_GetUnicode(text, i) for i in range(raw.FPDFText_CountChars(text))]
        letters = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
        turn = _turn(page, width, height)
        found = raw.FS_RECTF()

        def box(place: int) -> Box:
            raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(found))
            return turn(found.left, found.bottom, found.right, found.top)

        for match in _WORD.finditer(letters):
            boxes = [box(place) for place in range(*match.span())]
            yield from _lines(match.group(), boxes, width, height)
    finally:
        raw.FPDFText_ClosePage(text)


def _lines(letters: str, boxes: list[Box], width: float, height: float) -> Iterator[Word]:
    """Cut a run of characters where the next one stands on another line or far away."""
    start = 0
    for end in range(1, len(boxes) + 1):
        if end < len(boxes) and _adjoins(boxes[end - 1], boxes[end]):
            continue
        run = boxes[start:end]
        x0, x1 = min(box[0] for box in run), max(box[2] for box in run)
        top, bottom = min(box[1] for box in run), max(box[3] for box in run)
        shown = x1 > 0 and x0 < width and bottom > 0 and top < height and x1 > x0
        text = visible(letters[start:end].translate(_HYPHENS))
        start = end
        if shown:
            yield Word(text, (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))


def _adjoins(one: Box, other: Box) -> bool:
    """In either direction of writing."""
    size = max(one[3] - one[1], 1.0)
    gap = max(other[0] - one[2], one[0] - other[2])
    return abs(one[1] - other[1]) <= 0.6 * size and gap <= 0.6 * size


def _turn(page: Any, width: float, height: float) -> Turn:
    """Return what takes a box from PDF space to the page as it is shown, from its top left."""
    left, bottom, _right, _top = page.get_cropbox()
    turns: dict[int, Turn] = {
        0: lambda x0, y0, x1, y1: (x0, height - y1, x1, height - y0),
        90: lambda x0, y0, x1, y1: (y0, x0, y1, x1),
        180: lambda x0, y0, x1, y1: (width - x1, y0, width - x0, y1),
        270: lambda x0, y0, x1, y1: (width - y1, height - x1, width - y0, height - x0),
    }
    turned = turns[page.get_rotation() % 360]
    return lambda x0, y0, x1, y1: turned(x0 - left, y0 - bottom, x1 - left, y1 - bottom)
