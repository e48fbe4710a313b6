"""The page: where a table stands in its source, as text, with one cell marked."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar

from rich.style import Style
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curator.sources import Box, PageText
from screens.widgets.anchored import anchored
from screens.widgets.cells import fit, measure
from screens.widgets.page_layout import Layout, PageLayout, Piece, SheetText, sheet_layout
from screens.widgets.rows import Anchored, Line
from screens.widgets.scripts import has_sure_width, plain

__all__ = ["PageView", "SheetText"]

_NOTHING = Layout((), (), 0)


class PageView(ScrollView, can_focus=True):
    """Draws a page's words in their places, or a part of a sheet, and marks one cell.

    The mark is in brackets and reversed, and is scrolled into sight. Arrow keys scroll.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--heading", "page--mark"}
    DEFAULT_CSS = """
    PageView {
        height: 1fr;
        background: $surface;
        color: $foreground;
        & > .page--heading { background: $panel; color: $text-muted; }
        & > .page--mark { text-style: bold reverse; }
        &:focus > .page--heading { text-style: bold; color: $foreground; }
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.layout_shown = _NOTHING
        self.page_layout: PageLayout | None = None
        """What the page was laid out as; None where no page is shown."""
        self._words = ""
        self._filters: dict[LineFilter, Anchored] = {}
        self._origin = 0

    def show(self, page: PageText, crop: Box | None, mark: Box | None) -> None:
        """Draw the words of a page around `crop`, None for all, with those in `mark` marked.

        The page that is shown already is not laid out anew; another mark costs next to nothing.
        """
        known = self.page_layout
        if known is None or known.page is not page or known.crop != crop:
            known = PageLayout(page, crop)
        self.draw(known.marked(mark))
        self.page_layout = known

    def show_sheet(self, sheet: SheetText, mark: tuple[int, int] | None) -> None:
        """Draw a part of a sheet with the cell at (row, column) of that part marked."""
        self.draw(sheet_layout(sheet, mark))

    def say(self, words: str) -> None:
        """Show a sentence instead of a page."""
        self.draw(_NOTHING)
        self._words = words

    def blank(self) -> None:
        """Draw nothing, in the room that was taken: another size lays the whole screen out anew."""
        shown = self.layout_shown
        self.draw(Layout((), [()] * len(shown.lines), shown.width))

    def draw(self, layout: Layout) -> None:
        """Draw lines that were laid out elsewhere, such as in a thread.

        Where only the mark is another, only the lines that it concerns are drawn anew.
        """
        before, said = self.layout_shown, self._words
        self.page_layout = None
        self._words = ""
        self.layout_shown = layout
        self.virtual_size = Size(layout.width, len(layout.lines) + 1)
        self._reveal()
        self.call_after_refresh(self._reveal)  # scrollbars may come or go, and take room
        changed = _changed(before, layout) if not said else None
        if changed is None:
            self.refresh()
        else:
            for number in changed:
                self.refresh_lines(number + 1)

    @property
    def page_shown(self) -> int | None:
        """The number of the page that is shown, None if none is."""
        return self.page_layout.page.number if self.page_layout is not None else None

    def lines(self) -> list[str]:
        """Return what is drawn, line by line without the heading, for whoever cannot look."""
        return [_written(line) for line in self.layout_shown.lines]

    def on_resize(self) -> None:
        """Keep the mark in sight."""
        self._reveal()

    def _reveal(self) -> None:
        """Scroll as little as it takes to see the mark; a line that is far away to the middle."""
        mark = self.layout_shown.mark
        if mark is None or not self.size:
            return
        number, start, end = mark
        room = self.scrollable_content_region.size
        x, y = self.scroll_offset
        height, width = max(room.height - 1, 1), room.width
        gutter = self.layout_shown.gutter
        if not y <= number < y + height:
            y = max(number - height // 2, 0)
        if end > x + width or start < x + gutter:
            x = max(min(end + 1 - width, start - gutter), 0)
        if (x, y) != self.scroll_offset:
            self.scroll_to(x, y, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or the line that stands at `y`."""
        width = self.scrollable_content_region.width
        line = Line(self.rich_style, self._origin)
        if self._words:
            said = wrap(self._words, max(width - 2, 1))
            text = fit(said[y - 1], width - 2) if 1 <= y <= len(said) else ""
            line.put(f" {text}", measure(text) + 1)
            return line.strip(width)
        if y == 0:
            style = self.get_component_rich_style("page--heading")
            line = Line(style, self._origin)
            self._put(line, self.layout_shown.heading, width, style)
            return line.strip(width)
        number = self.scroll_offset.y + y - 1
        if number < len(self.layout_shown.lines):
            mark = self.get_component_rich_style("page--mark", partial=True)
            self._put(line, self.layout_shown.lines[number], width, mark)
        return line.strip(width)

    def _put(self, line: Line, pieces: Sequence[Piece], width: int, mark: Style) -> None:
        """Put what is seen of some pieces; a part of a text of unsure width is an ellipsis."""
        gutter = self.layout_shown.gutter
        if pieces is self.layout_shown.heading and self.page_layout is not None:
            gutter = width  # the page's number stays in sight
        for piece in pieces:
            stays = piece.column + piece.width <= gutter
            left = 0 if stays else self.scroll_offset.x
            edge = 0 if stays else gutter
            start, end = piece.column - left, piece.column + piece.width - left
            if start >= width:
                break
            if end <= edge:
                continue
            text = piece.text
            first, last = max(start, edge), min(end, width)
            if (first, last) != (start, end):
                text = text[first - start : last - start] if has_sure_width(text) else "…"
                text = text.ljust(last - first)[: last - first]
            if first > line.width:
                line.put(" " * (first - line.width), first - line.width)
            if first == line.width:
                line.put(text, last - first, mark if piece.marked else None)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; anchors name columns of the screen, so a page that was moved starts anew."""
        if self._origin != self.content_region.x:
            self._origin = self.content_region.x
            self._styles_cache.clear()
        return anchored(super().render_lines(crop), self.region.x + crop.x)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the app's filters, made to respect anchors."""
        filters = super().get_line_filters()
        return [self._filters.setdefault(each, Anchored(each)) for each in filters]


def _changed(before: Layout, after: Layout) -> list[int] | None:
    """Return the lines that differ; None where the two are not of one shape."""
    if (before.heading, before.width, before.gutter) != (after.heading, after.width, after.gutter):
        return None
    if len(before.lines) != len(after.lines):
        return None
    pairs = enumerate(zip(before.lines, after.lines, strict=True))
    return [number for number, (old, new) in pairs if old != new]


def _written(pieces: Sequence[Piece]) -> str:
    line = ""
    for piece in pieces:
        line = line.ljust(piece.column) + plain(piece.text)
    return line
