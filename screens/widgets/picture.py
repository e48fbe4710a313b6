"""A page's picture in half blocks: two pixels a cell, or shades where there are few colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from curator.sources import Box, PagePicture

SHADES = " ░▒▓█"
"""From paper to ink."""
_OUTLINE = (220, 0, 60)
_PRINT = Style(color="black", bgcolor="white")
_COLOURFUL = ("256", "truecolor", "windows")

Pixel = tuple[int, int, int]


class PictureView(Widget):
    """Draws a picture, with one box on the page outlined."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--words"}
    DEFAULT_CSS = """
    PictureView { height: 1fr; width: 1fr; background: $surface; color: $foreground; }
    PictureView > .picture--words { color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._picture: PagePicture | None = None
        self._strips: list[Strip] = []

    @property
    def pixels(self) -> tuple[int, int]:
        """The greatest picture that fits: a cell is one pixel wide and two high."""
        return max(self.size.width, 1), max(self.size.height, 1) * 2

    def say(self, words: str) -> None:
        """Show a sentence instead of a picture."""
        self._words, self._picture, self._strips = words, None, []
        self.refresh()

    def show(self, picture: PagePicture, mark: Box | None) -> None:
        """Draw a picture with the box `mark`, in points of the page, outlined."""
        rgb = bytearray(picture.rgb)
        shaded = self._is_shaded()
        if mark is not None:
            _outline(rgb, picture, mark, (0, 0, 0) if shaded else _OUTLINE)
        draw = _shaded if shaded else _half_blocks
        self._words, self._picture = "", picture
        self._strips = [
            Strip(list(draw(_line(rgb, picture, 2 * y), _line(rgb, picture, 2 * y + 1))))
            for y in range((picture.height + 1) // 2)
        ]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the picture, or of what is said."""
        if self._words:
            style = self.get_component_rich_style("picture--words")
            text = self._words if y == 0 else ""
            return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)
        strip = self._strips[y] if y < len(self._strips) else Strip([])
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take the height that there is."""
        return container.height

    def _is_shaded(self) -> bool:
        return self.app.no_color or self.app.console.color_system not in _COLOURFUL


def _line(rgb: bytes | bytearray, picture: PagePicture, y: int) -> list[Pixel]:
    """Return a line of pixels; beneath the picture is paper."""
    if y >= picture.height:
        return [(255, 255, 255)] * picture.width
    start, size = 3 * y * picture.width, 3 * picture.width
    line = rgb[start : start + size]
    return list(zip(line[0::3], line[1::3], line[2::3], strict=True))


def _outline(rgb: bytearray, picture: PagePicture, mark: Box, colour: Pixel) -> None:
    """Draw the edges of a box, as far as they lie on the picture, one pixel outside it."""
    left, top, right, bottom = picture.box
    across, down = picture.width / (right - left), picture.height / (bottom - top)
    x0, x1 = round((mark[0] - left) * across) - 1, round((mark[2] - left) * across)
    y0, y1 = round((mark[1] - top) * down) - 1, round((mark[3] - top) * down)
    edges = [(x, y) for x in range(x0, x1 + 1) for y in (y0, y1)]
    edges += [(x, y) for y in range(y0, y1 + 1) for x in (x0, x1)]
    for x, y in edges:
        if 0 <= x < picture.width and 0 <= y < picture.height:
            at = 3 * (y * picture.width + x)
            rgb[at : at + 3] = bytes(colour)


def _half_blocks(upper: list[Pixel], lower: list[Pixel]) -> Iterator[Segment]:
    """Yield a line of cells: the upper pixel is drawn, the lower one is the ground."""
    for (above, below), run in groupby(zip(upper, lower, strict=True)):
        yield Segment("▀" * len(list(run)), _style(above, below))


def _shaded(upper: list[Pixel], lower: list[Pixel]) -> Iterator[Segment]:
    """Yield a line of cells that are the denser the darker their two pixels are."""
    for above, below in zip(upper, lower, strict=True):
        ink = 765 - min(sum(above), (sum(above) + sum(below)) // 2 + 60, sum(below))
        yield Segment(SHADES[min(ink * len(SHADES) // 766, len(SHADES) - 1)], _PRINT)


@lru_cache(4096)
def _style(above: Pixel, below: Pixel) -> Style:
    return Style(color=Color.from_rgb(*above), bgcolor=Color.from_rgb(*below))
