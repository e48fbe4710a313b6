"""A line to type in, whose right-to-left text is seen as it is read while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widgets import Input

from screens.widgets.ordering import INVISIBLE, Sign, signs
from screens.widgets.reading_order import ReadingOrder
from screens.widgets.scripts import has_rtl, runs_rtl


class LineInput(Input):
    """Holds text in the order in which it is read, and shows it in the order in which it stands.

    The cursor is a place in what is read. A line that begins with a right-to-left letter stands at
    the right edge; the cursor is at the left of what was typed last, and ← goes on in reading
    order, as the eye does. A digit or a Latin word in it runs the other way, and so does the cursor
    while it passes through. Terminals that order text themselves get it as it is.
    """

    def render_line(self, y: int) -> Strip:
        """Draw the line, turned where it has right-to-left letters."""
        strip = super().render_line(y)
        if y or not self._turns:
            return strip
        strip = strip.crop(0, self.scrollable_content_region.width)
        styles = [segment.style for segment in strip for _char in segment.text]
        text = strip.text
        for place in reversed(range(len(text) - 1)):
            if text[place] in INVISIBLE and _is_cursor(styles[place], styles):
                styles[place + 1] = styles[place]
        return Strip(
            _segments(signs(text, runs_rtl(self.value or str(self.placeholder))), styles),
            strip.cell_length,
        )

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the application's filters, but for the order that the line has already."""
        filters = super().get_line_filters()
        if not self._turns:
            return filters
        return [each for each in filters if not isinstance(each, ReadingOrder)]

    def action_cursor_left(self, select: bool = False) -> None:
        """Go to the left; forward where the line runs from right to left."""
        if self._turns and runs_rtl(self.value):
            super().action_cursor_right(select)
        else:
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Go to the right; back where the line runs from right to left."""
        if self._turns and runs_rtl(self.value):
            super().action_cursor_left(select)
        else:
            super().action_cursor_right(select)

    @property
    def _turns(self) -> bool:
        """Whether the line is put in order here, and not by the terminal."""
        return (
            not self.password
            and has_rtl(self.value or str(self.placeholder))
            and any(
                isinstance(each, ReadingOrder) and each.rtl == "app"
                for each in self.app.get_line_filters()
            )
        )

    def _cell_offset_to_index(self, offset: int) -> int:
        """Return the place in what is read of the sign that stands at a cell."""
        if not self._turns:
            return super()._cell_offset_to_index(offset)
        first = self._first_seen()
        width = self.scrollable_content_region.width
        text = self.value[first:]
        text += " " * max(width - cell_len(text), 0)
        place = 0
        for sign in signs(Strip([Segment(text)]).crop(0, width).text, runs_rtl(self.value)):
            place += cell_len(sign.text)
            if offset < place:
                return min(first + sign.index, len(self.value))
        return len(self.value)

    def _first_seen(self) -> int:
        """Return the place in what is read that the line begins at, when it is scrolled."""
        cells = 0
        for index, char in enumerate(self.value):
            if cells >= self.scroll_offset.x:
                return index
            cells += cell_len(char)
        return len(self.value)


def _is_cursor(style: Style | None, styles: Sequence[Style | None]) -> bool:
    return styles.count(style) == 1


def _segments(line: Sequence[Sign], styles: Sequence[Style | None]) -> list[Segment]:
    return [
        Segment("".join(sign.text for sign in run), style)
        for style, run in groupby(line, key=lambda sign: styles[sign.index])
    ]
