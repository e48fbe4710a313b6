"""The drawing half of the grid: windows of a view, drawn line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from curator.views import View
from screens.widgets.anchored import anchored
from screens.widgets.blocks import ROWS, Blocks, Key
from screens.widgets.mirrored import MirroredView
from screens.widgets.pages import Pages
from screens.widgets.rows import Anchored, Look
from screens.widgets.ruler import Ruler
from screens.widgets.scene import Marks, Place, Scene, Selection
from screens.widgets.seen import Seen

STRIPS = 1024
"""Drawn lines that are kept."""


class Sheet(Pages):
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

    def __init__(
        self,
        view: View | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.ruler = Ruler()
        self._marks: Marks = {}
        self.numbers_width = 0
        self._ready = False
        self._frozen = 0
        self._strips: dict[tuple[int, int, int, int, int, range], Strip] = {}
        self._look: Look | None = None
        self._filters: dict[LineFilter, Anchored] = {}
        self._origin = 0
        if view is not None:
            self.show(view)

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
        self.read_from(view)
        self.ruler = Ruler(view.columns, self.ruler)
        self.numbers_width = max(len(str(view.last_number)), 4) + 1
        self._ready = self._ready or view.row_count == 0
        row, column = self.cursor if keep_cursor else (0, 0)
        self.cursor = self.clamp(row, column)
        self._lay_out()

    def set_marks(self, marks: Marks) -> None:
        """Draw these signs at the right edges of their cells."""
        self._marks = marks
        self.redraw()

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Give columns, by their places, widths that stay."""
        left = self.seen.left
        self.ruler.choose_all(widths)
        self._lay_out(left)

    def freeze(self, count: int) -> None:
        """Let the first `count` columns stay at the edge where they begin; the others scroll."""
        left = self.seen.left
        self._frozen = count
        self._lay_out(left)
        self.reveal(*self.cursor)

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
    def seen(self) -> Seen:
        """The columns that are seen, and where they begin."""
        room = max(self.room.width - self.numbers_width, 0)
        offset = round(self.scroll_offset.x)
        turned = isinstance(self.view, MirroredView)
        return Seen(self.ruler.starts, room, self._frozen, offset, turned)

    @property
    def seen_rows(self) -> range:
        """The positions that are seen."""
        top = self.scroll_offset.y
        return range(top, min(top + self.page, self.row_count))

    def reveal(self, row: int, column: int) -> None:
        """Scroll as little as it takes to see a cell."""
        top = self.scroll_offset.y
        top = min(max(top, row - self.page + 1), row)
        offset = self.seen.showing(column) if self.ruler.widths else 0
        if (offset, top) != (self.scroll_offset.x, self.scroll_offset.y):
            self.scroll_to(offset, top, animate=False, immediate=True)

    def _lay_out(self, left: int | None = None) -> None:
        """Set how far one can scroll; the first column and the cursor, if it is seen, stay.

        Args:
            left: the first column, None for the one at which the scroll stands.
        """
        seen = self.seen
        row, column = self.cursor
        stays = row in self.seen_rows and column in seen.places
        self.virtual_size = Size(self.numbers_width + seen.reach(), self.row_count + 1)
        if self.size:
            first = min(seen.left if left is None else left, seen.count)
            self.scroll_to(seen.scrolled(first), animate=False, immediate=True)
            if stays:
                self.reveal(row, column)
        self.redraw()
        self.read()

    def wishes(self, blocks: Blocks) -> Sequence[Key]:
        """Return the blocks that are seen, the cursor's, and their neighbours."""
        seen = self.seen
        unknown = not all(map(self.ruler.knows, seen.places))
        columns = [seen.still, seen.moving]
        return blocks.around(self.seen_rows, columns, self.cursor, ends=unknown)

    def take_in(self, key: Key) -> None:
        """Draw a block if it is seen; estimate widths if it is the first with these columns."""
        assert self.blocks is not None
        block = key[0]
        seen = block in range(self.seen_rows.start // ROWS, self.seen_rows.stop // ROWS + 1)
        self._strips = {at: strip for at, strip in self._strips.items() if at[0] // ROWS != block}
        if seen:
            self._ready = True
            if self.ruler.sample(*self.blocks.sample(key)):
                self._lay_out()
            self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._lay_out()
        self.reveal(*self.cursor)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Read what came into sight."""
        super().watch_scroll_x(old_value, new_value)
        self.read()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what came into sight."""
        super().watch_scroll_y(old_value, new_value)
        self.read()

    def render_line(self, y: int) -> Strip:
        """Draw the header or the row that stands at line `y`."""
        position = self.scroll_offset.y + y - 1 if y else -1
        if self.blocks is None or not self._ready or position >= self.row_count:
            return Strip.blank(self.room.width, self.rich_style)
        selected = self.selection.at(position)
        here = self.cursor[1] if position == self.cursor[0] else -1
        seen = self.seen
        key = (position, seen.frozen, seen.left, self.room.width, here, selected)
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
            seen=self.seen,
            gutter=self.numbers_width,
            origin=self._origin,
            width=self.room.width,
        )
        if position < 0:
            return scene.header()
        places = scene.seen.places
        row_id, cells = self.blocks.cells(position, places)
        number = self.blocks.view.number(position, row_id)
        return scene.row(position, number, row_id, cells, self.blocks.signs(position, places))
