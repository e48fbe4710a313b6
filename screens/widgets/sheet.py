"""The drawing half of the grid: windows of a view, read in a thread and drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import get_current_worker

from curator.errors import CuratorError
from curator.views import View
from screens.widgets.anchored import anchored
from screens.widgets.blocks import ROWS, Blocks, Key
from screens.widgets.rows import Anchored, Look
from screens.widgets.ruler import Ruler
from screens.widgets.scene import Marks, Place, Scene, Selection

STRIPS = 1024
"""Drawn lines that are kept."""


class Sheet(ScrollView):
    """Draws a view of any length; nothing in it grows with the number of rows.

    The first line holds the columns' names. A cell that was not read yet is an ellipsis.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"grid--{part}" for part in Look.parts()}
    DEFAULT_CSS = """
    Sheet {
        height: 1fr;
        background: $surface;
        color: $foreground;
        & > .grid--header { background: $panel; color: $foreground; text-style: bold; }
        & > .grid--gutter { background: $panel; color: $text-muted; }
        & > .grid--even { background: $surface; }
        & > .grid--odd { background: $boost; }
        & > .grid--current { background: $panel; }
        & > .grid--cursor { text-style: bold underline; }
        & > .grid--selected { background: $primary-muted; text-style: underline; }
        & > .grid--blank { text-style: dim; }
        & > .grid--mark { color: $text-warning; text-style: bold; }
        &:focus > .grid--cursor { text-style: bold reverse; }
    }
    """

    cursor: reactive[Place] = reactive((0, 0), repaint=False)

    @dataclass
    class Arrived(Message, bubble=False):
        """A block was read."""

        blocks: Blocks
        key: Key

    def __init__(
        self,
        view: View | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.blocks: Blocks | None = None
        self.ruler = Ruler()
        self._marks: Marks = {}
        self.numbers_width = 0
        self._ready = False
        self._strips: dict[tuple[int, int, int, int, range], Strip] = {}
        self._look: Look | None = None
        self._filters: dict[LineFilter, Anchored] = {}
        self._origin = 0
        if view is not None:
            self.show(view)

    @property
    def view(self) -> View | None:
        """What is shown, None before the first `show`."""
        return self.blocks.view if self.blocks is not None else None

    @property
    def row_count(self) -> int:
        """How many rows the view has."""
        return self.blocks.view.row_count if self.blocks is not None else 0

    @property
    def widths(self) -> Sequence[int]:
        """The width of each column in cells."""
        return tuple(self.ruler.widths)

    @property
    def selection(self) -> Selection:
        """The selected block: the cell under the cursor."""
        row, column = self.cursor
        return Selection(range(row, row + 1), range(column, column + 1))

    def show(self, view: View, *, keep_cursor: bool = True) -> None:
        """Draw `view` from now on.

        Where it has the columns shown until now, their cells stay until the new ones are read.
        """
        before = self.blocks
        if before is not None:
            before.close()
        alike = before is not None and list(before.view.columns) == list(view.columns)
        self.blocks = Blocks(view, former=before if alike else None)
        self.ruler = Ruler(view.columns, self.ruler)
        self.numbers_width = max(len(str(view.row_count)), 4) + 1
        self._ready = self._ready or view.row_count == 0
        row, column = self.cursor if keep_cursor else (0, 0)
        self.cursor = self.clamp(row, column)
        self._lay_out()

    def set_marks(self, marks: Marks) -> None:
        """Draw these signs at the right edges of their cells."""
        self._marks = marks
        self.redraw()

    def set_width(self, column: int, width: int) -> None:
        """Give a column a width that stays."""
        self.ruler.choose(column, width)
        self._lay_out()

    def clamp(self, row: int, column: int) -> Place:
        """Return the nearest place that exists; (0, 0) if there is none."""
        last_row, last_column = max(self.row_count - 1, 0), max(len(self.ruler.widths) - 1, 0)
        return min(max(row, 0), last_row), min(max(column, 0), last_column)

    def redraw(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        self.refresh()

    @property
    def room(self) -> Size:
        """What can be drawn on: the grid without its scrollbars."""
        return self.scrollable_content_region.size

    @property
    def page(self) -> int:
        """How many rows fit below the header."""
        return max(self.room.height - 1, 1)

    @property
    def left(self) -> int:
        """The first column that is seen."""
        return self.ruler.left(self.scroll_offset.x)

    @property
    def seen_rows(self) -> range:
        """The positions that are seen."""
        top = self.scroll_offset.y
        return range(top, min(top + self.page, self.row_count))

    @property
    def seen_columns(self) -> range:
        """The columns that are seen, the last perhaps in part."""
        return self.ruler.visible(self.left, self.room.width - self.numbers_width)

    def reveal(self, row: int, column: int) -> None:
        """Scroll as little as it takes to see a cell."""
        top = self.scroll_offset.y
        top = min(max(top, row - self.page + 1), row)
        left = self.ruler.showing(column, self.left, self.room.width - self.numbers_width)
        offset = self.ruler.starts[left] if self.ruler.widths else 0
        if (offset, top) != (self.scroll_offset.x, self.scroll_offset.y):
            self.scroll_to(offset, top, animate=False, immediate=True)

    def _lay_out(self) -> None:
        """Set how far one can scroll; the first column and the cursor, if it is seen, stay."""
        left = min(self.left, max(len(self.ruler.widths) - 1, 0))
        row, column = self.cursor
        seen = row in self.seen_rows and column in self.seen_columns
        reach = self.ruler.reach(self.room.width - self.numbers_width)
        self.virtual_size = Size(self.numbers_width + reach, self.row_count + 1)
        if self.size:
            self.scroll_to(self.ruler.starts[left], animate=False, immediate=True)
            if seen:
                self.reveal(row, column)
        self.redraw()
        self._read()

    def _read(self) -> None:
        """Wish for the blocks that are seen, the cursor's, and their neighbours."""
        blocks, rows, columns = self.blocks, self.seen_rows, self.seen_columns
        if blocks is None or not self.is_attached or not self.size:
            return
        unknown = [place for place in columns if not self.ruler.knows(place)]
        if blocks.want(blocks.around(rows, columns, self.cursor, ends=bool(unknown))):
            self._load(blocks)

    @work(thread=True, group="grid")
    def _load(self, blocks: Blocks) -> None:
        worker = get_current_worker()
        try:
            while not worker.is_cancelled and (key := blocks.take()) is not None:
                blocks.load(key)
                self.post_message(self.Arrived(blocks, key))
        except CuratorError as error:
            self.notify(str(error), severity="error")

    @on(Arrived)
    def _take_in(self, event: Arrived) -> None:
        """Draw a block if it is seen; estimate widths if it is the first with these columns."""
        if event.blocks is not self.blocks:
            return
        block = event.key[0]
        seen = block in range(self.seen_rows.start // ROWS, self.seen_rows.stop // ROWS + 1)
        self._strips = {at: strip for at, strip in self._strips.items() if at[0] // ROWS != block}
        if seen:
            self._ready = True
            if self.ruler.sample(*event.blocks.sample(event.key)):
                self._lay_out()
            self.refresh()

    def on_unmount(self) -> None:
        """Stop reading."""
        if self.blocks is not None:
            self.blocks.close()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._lay_out()
        self.reveal(*self.cursor)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Read what came into sight."""
        super().watch_scroll_x(old_value, new_value)
        self._read()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._read()

    def render_line(self, y: int) -> Strip:
        """Draw the header or the row that stands at line `y`."""
        position = self.scroll_offset.y + y - 1 if y else -1
        if self.blocks is None or not self._ready or position >= self.row_count:
            return Strip.blank(self.room.width, self.rich_style)
        selected = self.selection.at(position)
        here = self.cursor[1] if position == self.cursor[0] else -1
        key = (position, self.left, self.room.width, here, selected)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._draw(position)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; anchors name columns of the screen, so a grid that was moved starts anew."""
        if self._origin != self.content_region.x:
            self._origin = self.content_region.x
            self._strips.clear()
            self._styles_cache.clear()
        return anchored(super().render_lines(crop), self.region.x + crop.x)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the app's filters, made to respect anchors."""
        filters = super().get_line_filters()
        return [self._filters.setdefault(each, Anchored(each)) for each in filters]

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old styles."""
        super().notify_style_update()
        self._look = None
        self._strips.clear()

    def _draw(self, position: int) -> Strip:
        """Draw a row; -1 is the header."""
        assert self.blocks is not None
        self._look = self._look or Look.of(self)
        scene = Scene(
            ruler=self.ruler,
            look=self._look,
            marks=self._marks,
            cursor=self.cursor,
            selection=self.selection,
            places=self.seen_columns,
            gutter=self.numbers_width,
            origin=self._origin,
            width=self.room.width,
        )
        if position < 0:
            return scene.header()
        return scene.row(position, *self.blocks.cells(position, scene.places))
