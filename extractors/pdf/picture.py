"""A part of a PDF's page as pixels, by PDFium."""

from __future__ import annotations

from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _
from curator.sources import Box, PagePicture
from extractors.pdf.page import opened_page


def page_picture(
    path: Path,
    number: int,
    box: Box | None,
    pixels: tuple[int, int],
    password: str | None = None,
) -> PagePicture:
    """Draw what lies in `box`, None for all, of page `number` (1 is the first).

    Args:
        box: PDF points from the top left of the page as it is shown.
        pixels: the greatest width and height; the page's proportions are kept.

    Raises:
        ExtractionError: the PDF is locked or damaged, or cannot be drawn.
        UnknownNameError: there is no such page.
    """
    import pypdfium2

    with opened_page(path, number, password) as page:
        width, height = page.get_size()
        shown = _within(box or (0.0, 0.0, width, height), width, height)
        left, top, right, bottom = shown
        scale = min(pixels[0] / (right - left), pixels[1] / (bottom - top))
        crop = (left, height - bottom, width - right, top)
        try:
            bitmap = page.render(scale=scale, crop=crop, may_draw_forms=False, rev_byteorder=True)
        except (pypdfium2.PdfiumError, ValueError) as error:
            message = _("{file} cannot be drawn on page {page}.")
            raise ExtractionError(message.format(file=path.name, page=number)) from error
        rows = memoryview(bitmap.buffer).cast("B")
        length, depth = bitmap.width * bitmap.n_channels, bitmap.n_channels
        lines = (bytes(rows[at : at + length]) for at in range(0, len(rows), bitmap.stride))
        rgb = b"".join(_opaque(line, depth) for line in lines)
        return PagePicture(number, shown, bitmap.width, bitmap.height, rgb)


def _within(box: Box, width: float, height: float) -> Box:
    """Return what of a box lies on the page, at least a point wide and high."""
    left, top = min(max(box[0], 0.0), width - 1), min(max(box[1], 0.0), height - 1)
    return left, top, min(max(box[2], left + 1), width), min(max(box[3], top + 1), height)


def _opaque(line: bytes, depth: int) -> bytes:
    """Return a line's pixels as red, green and blue alone."""
    if depth == 3:
        return line
    if depth == 1:
        return bytes(value for value in line for _channel in range(3))
    kept = bytearray(len(line) // depth * 3)
    for channel in range(3):
        kept[channel::3] = line[channel::depth]
    return bytes(kept)
