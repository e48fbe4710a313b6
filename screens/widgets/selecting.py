"""A sheet with a cursor and a selection that keys and the mouse move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from curator.language import _
from curator.views import View
from screens.widgets.mirrored import MirroredView
from screens.widgets.scene import Place, Selection
from screens.widgets.sheet import Sheet

Axis = Literal["cells", "rows", "columns", "all"]
"""What a selection is made of; whole rows and columns are ranges too, never lists."""


class Selecting(Sheet):
    """Moves a cursor over a sheet; a selection lies between the cursor and an anchor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", _("Up"), show=False),
        Binding("down,j", "move(1, 0)", _("Down"), show=False),
        Binding("left,h", "move(0, -1)", _("Left"), show=False),
        Binding("right,l", "move(0, 1)", _("Right"), show=False),
        Binding("pageup", "page(-1)", _("Page up"), show=False),
        Binding("pagedown", "page(1)", _("Page down"), show=False),
        Binding("home", "first_column", _("First column"), show=False),
        Binding("end", "last_column", _("Last column"), show=False),
        Binding("ctrl+home,g", "first_row", _("First row"), show=False),
        Binding("ctrl+end,G", "last_row", _("Last row"), show=False),
        Binding("shift+up", "extend(-1, 0)", _("Select up"), show=False),
        Binding("shift+down", "extend(1, 0)", _("Select down"), show=False),
        Binding("shift+left", "extend(0, -1)", _("Select left"), show=False),
        Binding("shift+right", "extend(0, 1)", _("Select right"), show=False),
        Binding("shift+pageup", "extend_page(-1)", _("Select a page up"), show=False),
        Binding("shift+pagedown", "extend_page(1)", _("Select a page down"), show=False),
        Binding("shift+home", "extend_to('first')", _("Select to the first column"), show=False),
        Binding("shift+end", "extend_to('last')", _("Select to the last column"), show=False),
        Binding("ctrl+shift+home", "extend_to('top')", _("Select to the first row"), show=False),
        Binding("ctrl+shift+end", "extend_to('bottom')", _("Select to the last row"), show=False),
        Binding("shift+space,s", "select('rows')", _("Select whole rows"), show=False),
        Binding(
            "ctrl+@,ctrl+space,S",
            "select('columns')",
            _("Select whole columns"),
            show=False,
            key_display="Ctrl+Space",
        ),
        Binding("ctrl+a", "select('all')", _("Select all cells"), show=False),
        Binding("escape", "drop_selection", _("Drop the selection"), show=False),
    ]

    @dataclass
    class Selected(Message):
        """Other cells are selected, or none any more; posted once for a burst of keys."""

        selecting: Selecting

        @property
        def control(self) -> Selecting:
            """The grid that it happened in."""
            return self.selecting

    _anchor: Place | None = None
    """The corner of the selection that stays; None: only the cursor's cell is selected."""
    _axis: Axis = "cells"
    _dragged: Axis | None = None
    """What the mouse selects while its button is down."""
    _told: Selection | None = None
    """The selection that was told of last; None: a cursor without one."""

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
        columns = range(min(left, right), max(left, right) + 1)
        if self._axis in ("columns", "all"):
            rows = range(self.row_count)
        if self._axis in ("rows", "all"):
            columns = range(len(self.ruler.widths))
        return Selection(rows, columns)

    @property
    def selects(self) -> bool:
        """Whether anything besides the cursor's cell is selected on purpose."""
        return self._anchor is not None

    def move_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or the nearest there is, and end the selection."""
        self._choose(self.clamp(row, column), None, "cells")

    def extend_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or the nearest there is; the selection reaches up to it."""
        self._choose(self.clamp(row, column), self._anchor or self.cursor, self._axis)

    def cell_region(self, row: int, column: int) -> Region:
        """Return where a cell that is seen stands on the screen."""
        corner = self.content_region.offset
        x = self.numbers_width + self.seen.start(column)
        y = corner.y + 1 + row - self.scroll_offset.y
        return Region(corner.x + x, y, self.seen.width(column), 1)

    def place_at(self, x: int, y: int) -> tuple[Axis, Place] | None:
        """Return what stands at an offset within the grid: a cell, or a whole row or column.

        None where there is nothing.
        """
        row, across = self.scroll_offset.y + y - 1, x - self.numbers_width
        if not self.ruler.widths or row >= self.row_count or across >= self.ruler.starts[-1]:
            return None
        if y < 1:
            first = self.scroll_offset.y
            return ("all", (first, 0)) if across < 0 else ("columns", (first, self.seen.at(across)))
        if across < 0:
            return "rows", (row, self.seen.left)
        return "cells", (row, self.seen.at(across))

    def show(self, view: View, *, keep_cursor: bool = True) -> None:
        """Draw `view` from now on; nothing is selected in it."""
        self._anchor, self._axis = None, "cells"
        super().show(view, keep_cursor=keep_cursor)
        self._tell_selection()

    def watch_cursor(self, old: Place, new: Place) -> None:
        """Bring the cursor into sight and draw the two rows that it concerns."""
        if not self.is_attached:
            return
        self.reveal(*new)
        self.refresh_lines(old[0] + 1)
        self.refresh_lines(new[0] + 1)

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by cells."""
        self.move_to(self.cursor_row + down, self.cursor_column + right)

    def action_extend(self, down: int, right: int) -> None:
        """Move the cursor and keep the selection's other corner."""
        self.extend_to(self.cursor_row + down, self.cursor_column + right)

    def action_page(self, pages: int) -> None:
        """Move cursor and window by as many rows as are seen."""
        rows = self._scroll_pages(pages)
        self.move_to(self.cursor_row + rows, self.cursor_column)

    def action_extend_page(self, pages: int) -> None:
        """Move cursor and window by pages and keep the selection's other corner."""
        rows = self._scroll_pages(pages)
        self.extend_to(self.cursor_row + rows, self.cursor_column)

    def action_first_column(self) -> None:
        """Move to the first column, which may stand at the right."""
        self.move_to(self.cursor_row, self._ends[0])

    def action_last_column(self) -> None:
        """Move to the last column, which may stand at the left."""
        self.move_to(self.cursor_row, self._ends[1])

    def action_first_row(self) -> None:
        """Move to the first row."""
        self.move_to(0, self.cursor_column)

    def action_last_row(self) -> None:
        """Move to the last row."""
        self.move_to(self.row_count - 1, self.cursor_column)

    def action_extend_to(self, edge: str) -> None:
        """Select up to an edge of the table: first or last (column), top or bottom."""
        row, column = self.cursor
        last_row = max(self.row_count - 1, 0)
        ends = {
            "first": (row, self._ends[0]),
            "last": (row, self._ends[1]),
            "top": (0, column),
            "bottom": (last_row, column),
        }
        self.extend_to(*ends[edge])

    def action_select(self, axis: Axis) -> None:
        """Select the whole rows or columns of what is selected, or all cells."""
        self._choose(self.cursor, self._anchor or self.cursor, axis)

    def action_drop_selection(self) -> None:
        """Select only the cursor's cell."""
        self.move_to(*self.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape drops a selection only where there is one; otherwise it goes back."""
        return self.selects if action == "drop_selection" else True

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse; with Shift select up to it. Dragging selects."""
        found = self.place_at(event.x, event.y)
        if event.button != 1 or found is None:
            return
        axis, place = found
        if event.shift:
            self.extend_to(*place)
        elif axis == "cells":
            self.move_to(*place)
        else:
            place = self.clamp(self.cursor_row, place[1]) if axis == "columns" else place
            self._choose(place, place, axis)
        self._dragged = axis
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the cell under the mouse while its button is down."""
        if self._dragged in (None, "all") or not self.ruler.widths:
            return
        x = min(max(event.x, self.numbers_width), self.room.width) - self.numbers_width
        row = self.scroll_offset.y + min(max(event.y - 1, -1), self.page)
        row = self.cursor_row if self._dragged == "columns" else row
        column = self.cursor_column if self._dragged == "rows" else self.seen.at(x)
        if self.clamp(row, column) != self.cursor:
            self.extend_to(row, column)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End what dragging selects."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    @property
    def _ends(self) -> tuple[int, int]:
        """Where the first and the last column stand."""
        last = max(len(self.widths) - 1, 0)
        return (last, 0) if isinstance(self.view, MirroredView) else (0, last)

    def _scroll_pages(self, pages: int) -> int:
        rows = pages * self.page
        self.scroll_to(None, self.scroll_offset.y + rows, animate=False, immediate=True)
        return rows

    def _choose(self, cursor: Place, anchor: Place | None, axis: Axis) -> None:
        """Set cursor and selection, and draw the rows in which they differ."""
        before = self.selection
        self._anchor, self._axis = anchor, axis
        self.cursor = cursor
        after = self.selection
        changed = [row for row in self.seen_rows if before.at(row) != after.at(row)]
        if changed:
            self.refresh_lines(changed[0] + 1, changed[-1] - changed[0] + 1)
        self._tell_selection()

    def _tell_selection(self) -> None:
        """Tell of the selection when the keys that wait have been handled; a move is none."""
        if self.is_attached and (self.selects or self._told is not None):
            self.call_later(self._tell_selected)

    def _tell_selected(self) -> None:
        selected = self.selection if self.selects else None
        if selected != self._told:
            self._told = selected
            self.post_message(self.Selected(self))
