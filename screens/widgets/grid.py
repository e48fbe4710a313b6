"""The grid: a view with a cursor on one cell and a selection of one block."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from curator.language import _
from curator.tables import Value
from curator.views import Row, View
from screens.widgets.blocks import BAND
from screens.widgets.mirrored import MirroredView
from screens.widgets.scene import Marks, Place, Selection
from screens.widgets.sheet import Sheet

__all__ = ["Grid", "Marks", "Place", "Selection"]


EDIT_KEYS = ("enter", "f2", "e")


class Grid(Sheet, can_focus=True):
    """Shows a view and moves a cursor over it.

    The terminal thread never reads the view: what the cursor stands on is known once its block
    was read, and the messages wait for that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", _("Up"), show=False),
        Binding("down,j", "move(1, 0)", _("Down"), show=False),
        Binding("left,h", "move(0, -1)", _("Left"), show=False),
        Binding("right,l", "move(0, 1)", _("Right"), show=False),
        Binding("shift+up", "extend(-1, 0)", _("Select up"), show=False),
        Binding("shift+down", "extend(1, 0)", _("Select down"), show=False),
        Binding("shift+left", "extend(0, -1)", _("Select left"), show=False),
        Binding("shift+right", "extend(0, 1)", _("Select right"), show=False),
        Binding("pageup", "page(-1)", _("Page up"), show=False),
        Binding("pagedown", "page(1)", _("Page down"), show=False),
        Binding("home", "first_column", _("First column"), show=False),
        Binding("end", "last_column", _("Last column"), show=False),
        Binding("ctrl+home,g", "first_row", _("First row"), show=False),
        Binding("ctrl+end,G", "last_row", _("Last row"), show=False),
        Binding("enter,f2", "edit", _("Edit"), show=False),
    ]

    edits: bool = False
    """Whether an edit that is asked for will be opened here, so that keys may wait for it."""
    asking: Collection[str] = ()
    """Keys of the screen's after which it asks for words; what follows them waits for that."""

    type_to_edit = reactive(False, repaint=False)
    """Whether typing over a cell asks for an edit that begins with what was typed."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell, or on one that was read anew.

        Posted once for a burst of keys, when the row has been read.
        """

        grid: Grid
        row: int
        column: int
        row_id: int

        @property
        def control(self) -> Grid:
            """The grid that it happened in."""
            return self.grid

    @dataclass
    class EditRequested(Message):
        """The curator wants to change the cell under the cursor."""

        grid: Grid
        row: int
        column: int
        row_id: int
        value: Value
        region: Region
        """Where the cell stands on the screen."""
        typed: str | None
        """What was typed over it already; None: start from the value."""

        @property
        def control(self) -> Grid:
            """The grid that it happened in."""
            return self.grid

    _anchor: Place | None = None
    """The corner of the selection that stays; None: only the cursor's cell is selected."""
    _untold: bool = False
    """Whether the cursor stands where nobody was told of."""
    _held: list[events.Key] | None = None
    """Keys that are kept for the widget that is about to take over; None: keys act."""
    _asked: tuple[Place, str | None] | None = None
    """An edit that was asked for before its row was read."""

    @property
    def cursor_row(self) -> int:
        """The position of the cursor's row."""
        return self.cursor[0]

    @property
    def cursor_column(self) -> int:
        """The position of the cursor's column."""
        return self.cursor[1]

    @property
    def selection(self) -> Selection:
        """The selected block, at least the cell under the cursor."""
        (top, left), (bottom, right) = self._anchor or self.cursor, self.cursor
        rows = range(min(top, bottom), max(top, bottom) + 1)
        return Selection(rows, range(min(left, right), max(left, right) + 1))

    def current_row_id(self) -> int | None:
        """Return the id of the cursor's row, None if it was not read yet or there is none."""
        row = self._row()
        return row.id if row is not None else None

    def value_at_cursor(self) -> Value:
        """Return the cell under the cursor; also None while its row was not read yet."""
        row = self._row()
        return row.cells[self.cursor_column % BAND] if row is not None else None

    def move_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or the nearest there is, and end the selection."""
        self._select_from(None)
        self.cursor = self.clamp(row, column)

    def cell_region(self, row: int, column: int) -> Region:
        """Return where a cell that is seen stands on the screen."""
        starts, corner = self.ruler.starts, self.content_region.offset
        x = self.numbers_width + starts[column] - starts[self.left]
        width = min(self.ruler.widths[column], self.room.width - x)
        return Region(corner.x + x, corner.y + 1 + row - self.scroll_offset.y, width, 1)

    def place_at(self, x: int, y: int) -> Place | None:
        """Return the cell that stands at an offset within the grid, None on header and gutter."""
        row = self.scroll_offset.y + y - 1
        if y < 1 or x < self.numbers_width or row >= self.row_count or not self.ruler.widths:
            return None
        return row, self.ruler.left(x - self.numbers_width + self.ruler.starts[self.left])

    def show(self, view: View, *, keep_cursor: bool = True) -> None:
        """Draw `view` from now on, and tell where the cursor stands once that is read."""
        self._anchor = None
        super().show(view, keep_cursor=keep_cursor)
        self._tell_later()

    def watch_cursor(self, old: Place, new: Place) -> None:
        """Bring the cursor into sight and draw the two rows that it concerns."""
        if not self.is_attached:
            return
        self.reveal(*new)
        self.refresh_lines(old[0] + 1)
        self.refresh_lines(new[0] + 1)
        self._tell_later()

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by cells."""
        self.move_to(self.cursor_row + down, self.cursor_column + right)

    def action_extend(self, down: int, right: int) -> None:
        """Move the cursor and keep the selection's other corner."""
        self._select_from(self._anchor or self.cursor)
        self.cursor = self.clamp(self.cursor_row + down, self.cursor_column + right)

    def action_page(self, pages: int) -> None:
        """Move cursor and window by as many rows as are seen."""
        rows = pages * self.page
        self.scroll_to(None, self.scroll_offset.y + rows, animate=False, immediate=True)
        self.move_to(self.cursor_row + rows, self.cursor_column)

    def action_first_column(self) -> None:
        """Move to the first column, which may stand at the right."""
        mirrored = isinstance(self.view, MirroredView)
        self.move_to(self.cursor_row, len(self.widths) - 1 if mirrored else 0)

    def action_last_column(self) -> None:
        """Move to the last column, which may stand at the left."""
        mirrored = isinstance(self.view, MirroredView)
        self.move_to(self.cursor_row, 0 if mirrored else len(self.widths) - 1)

    def action_first_row(self) -> None:
        """Move to the first row."""
        self.move_to(0, self.cursor_column)

    def action_last_row(self) -> None:
        """Move to the last row."""
        self.move_to(self.row_count - 1, self.cursor_column)

    def action_edit(self) -> None:
        """Ask for an edit of the cell under the cursor."""
        self._ask(None)

    def hold(self) -> None:
        """Keep the keys that come from now on; another widget is about to take them."""
        if self._held is None:
            self._held = []

    def release(self) -> list[events.Key]:
        """Return the keys that were kept, and keep no more."""
        held, self._held = self._held, None
        return held or []

    def on_key(self, event: events.Key) -> None:
        """Ask for an edit that begins with the key, where that is wished and no action has it."""
        if self._held is not None:
            event.stop()
            event.prevent_default()
            self._held.append(event)
            return
        if self.edits and event.key in EDIT_KEYS:
            event.stop()
            event.prevent_default()
            self.hold()
            self.action_edit()
            return
        if event.key in self.asking:
            self.hold()
            return
        typed = event.character
        if not (self.type_to_edit and event.is_printable and typed is not None):
            return
        if event.key not in self.screen.active_bindings:
            event.stop()
            self._ask(typed)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell; with Shift select up to it, twice ask for an edit."""
        offset = event.get_content_offset(self)
        place = self.place_at(*offset) if offset is not None else None
        if place is None:
            return
        self._select_from((self._anchor or self.cursor) if event.shift else None)
        self.cursor = place
        if event.chain == 2:
            self._ask(None)

    @on(Sheet.Arrived)
    def _go_on(self) -> None:
        """Do what waited for a block to be read."""
        if self._untold:
            self._tell_later()
        if self._asked is not None:
            (place, typed), self._asked = self._asked, None
            if place == self.cursor:
                self._ask(typed)

    def _row(self) -> Row | None:
        blocks, (row, column) = self.blocks, self.cursor
        if blocks is None or row >= self.row_count or not self.widths:
            return None
        return blocks.row(row, column)

    def _select_from(self, anchor: Place | None) -> None:
        if anchor != self._anchor:
            self._anchor = anchor
            self.refresh()
        elif anchor is not None:
            self.refresh()

    def _ask(self, typed: str | None) -> None:
        row = self._row()
        if row is None:
            self._asked = (self.cursor, typed)
            return
        self.reveal(*self.cursor)
        region = self.cell_region(*self.cursor)
        value = row.cells[self.cursor_column % BAND]
        self.post_message(self.EditRequested(self, *self.cursor, row.id, value, region, typed))

    def _tell_later(self) -> None:
        """Tell of the cursor when the keys that wait have been handled."""
        self._untold = True
        if self.is_attached:
            self.call_later(self._tell)

    def _tell(self) -> None:
        row = self._row()
        if self._untold and row is not None:
            self._untold = False
            self.post_message(self.Moved(self, *self.cursor, row.id))
