"""The lines of a grid as strips: pieces of one style merged, separators held in their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.anchored import AnchoredStrip
from screens.widgets.scripts import has_sure_width

SEPARATOR = "│"
FROZEN = "┃"
"""Stands between the columns that do not move and those that do."""


@dataclass(frozen=True)
class Look:
    """The styles a grid draws with; the last four are laid over the line's own."""

    header: Style
    gutter: Style
    even: Style
    odd: Style
    current: Style
    """The line of the cursor."""
    cursor: Style
    selected: Style
    blank: Style
    mark: Style

    @classmethod
    def parts(cls) -> Sequence[str]:
        """Return the names of the styles, which are component classes after `grid--`."""
        return tuple(cls.__dataclass_fields__)

    @classmethod
    def of(cls, widget: Widget) -> Look:
        """Return the styles that the theme and the style sheets give `widget`."""
        over = ("cursor", "selected", "blank", "mark")
        styles = {
            part: widget.get_component_rich_style(f"grid--{part}", partial=part in over)
            for part in cls.parts()
        }
        return cls(**styles)


@dataclass(frozen=True)
class Cell:
    """A cell ready to draw: `text` and `mark` together are exactly as wide as its column."""

    text: str
    width: int
    """In terminal cells, the mark included."""
    mark: str = ""
    over: Style | None = None
    """A style laid over the line's."""
    at_frozen: bool = False
    """Whether columns that do not move begin or end at its right."""


class Line:
    """Builds one line of a grid, exactly as wide as the grid."""

    def __init__(self, base: Style, origin: int) -> None:
        """`origin` is the screen's column, from 0, at which the line begins."""
        self._base = base
        self._origin = origin
        self._segments: list[Segment] = []
        self._run: list[str] = []
        self._style = base
        self.width = 0

    def put(self, text: str, width: int, over: Style | None = None) -> None:
        """Add `text`, which takes `width` cells at most.

        Where terminals disagree, the place is erased first, so that one that draws the text
        narrower shows nothing old, and the terminal's cursor is put where the text ends by right.
        What this program counts less than `width` is made up for by spaces that the text covers.
        """
        style = self._base if over is None else self._base + over
        if style != self._style:
            self._flush()
            self._style = style
        start = self._origin + self.width
        self.width += width
        if has_sure_width(text):
            self._run.append(text)
            return
        self._flush()
        self._control(f"\x1b[{width}X", ControlType.ERASE_IN_LINE, width)
        if lacking := width - cell_len(text):
            self._segments.append(Segment(" " * lacking, style))
            self._anchor(start)
        self._segments.append(Segment(text, style))
        self._anchor(start + width)

    def strip(self, width: int) -> Strip:
        """Return the line, filled up to `width`."""
        if self.width < width:
            self.put(" " * (width - self.width), width - self.width)
        self._flush()
        return AnchoredStrip(self._segments, self.width, self._origin)

    def _flush(self) -> None:
        if self._run:
            self._segments.append(Segment("".join(self._run), self._style))
            self._run = []

    def _anchor(self, column: int) -> None:
        self._control(f"\x1b[{column + 1}G", ControlType.CURSOR_MOVE_TO_COLUMN, column)

    def _control(self, sequence: str, kind: ControlType, number: int) -> None:
        """Add a sequence that takes no room."""
        self._segments.append(Segment(sequence, self._style, [(kind, number)]))


def draw(
    gutter: tuple[str, Style],
    cells: Sequence[Cell],
    base: Style,
    mark: Style,
    origin: int,
    width: int,
) -> Strip:
    """Draw a line of cells.

    Args:
        gutter: the text left of the first cell, and what is laid over its style.
        base: the line's own style.
        mark: what is laid over a cell's style where its mark stands.
        origin: the screen's column, from 0, at which the line begins.
        width: of the whole line, in cells.
    """
    line = Line(base, origin)
    line.put(gutter[0], len(gutter[0]), gutter[1])
    for cell in cells:
        over = mark if cell.over is None else cell.over + mark
        marked = len(cell.mark)
        line.put(cell.text, cell.width - marked, cell.over)
        if marked:
            line.put(cell.mark, marked, over)
        if line.width < width:
            line.put(FROZEN if cell.at_frozen else SEPARATOR, 1)
    return line.strip(width)


class Anchored(LineFilter):
    """Another filter of colours, after which controls are still controls.

    Textual's monochrome filter forgets which segments are; they would count as text.
    """

    def __init__(self, inner: LineFilter) -> None:
        super().__init__(enabled=inner.enabled)
        self._inner = inner

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Filter, then give each segment its control back."""
        filtered = self._inner.apply(segments, background)
        return [
            Segment(after.text, after.style, before.control)
            for before, after in zip(segments, filtered, strict=True)
        ]
