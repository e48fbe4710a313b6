"""The grid: a view with a cursor on one cell and a selection of one block."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from curator.language import _
from curator.tables import Value
from curator.views import Row, View
from screens.keyboard.keyed import Keyed
from screens.keyboard.latin import read_as_latin
from screens.keyboard.lookup import ActionsByKey
from screens.widgets.arranging import Arranging
from screens.widgets.blocks import BAND
from screens.widgets.scene import Marks, Place, Selection

__all__ = ["Grid", "Marks", "Place", "Selection"]


Typing = Literal["never", "free", "always"]
"""Which characters begin an edit: none, those that no action has as its key, or all."""


class Grid(Keyed, Arranging, can_focus=True):
    """Shows a view and moves a cursor over it.

    The terminal thread never reads the view: what the cursor stands on is known once its block
    was read, and the messages wait for that.
    """

    PLACE = _("Tables and lists")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", _("Edit"), show=False),
        Binding("ctrl+t", "toggle_typing", _("Letters type / letters command"), show=False),
    ]

    edits: bool = False
    """Whether an edit that is asked for will be opened here, so that keys may wait for it."""
    asking: Collection[str] = ()
    """Actions of the screen's in which it asks for words; keys that follow wait for that."""

    typing: reactive[Typing] = reactive[Typing]("never", repaint=False)
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

    @dataclass
    class Pasted(Message):
        """The terminal hands over what was pasted."""

        grid: Grid
        text: str

        @property
        def control(self) -> Grid:
            """The grid that it happened in."""
            return self.grid

    _untold: bool = False
    """Whether the cursor stands where nobody was told of."""
    _held: list[events.Key] | None = None
    """Keys that are kept for the widget that is about to take over; None: keys act."""
    _asked: tuple[Place, str | None] | None = None
    """An edit that was asked for before its row was read."""

    def current_row_id(self) -> int | None:
        """Return the id of the cursor's row, None if it was not read yet or there is none."""
        row = self._row()
        return row.id if row is not None else None

    def value_at_cursor(self) -> Value:
        """Return the cell under the cursor; also None while its row was not read yet."""
        row = self._row()
        return row.cells[self.cursor_column % BAND] if row is not None else None

    def show(self, view: View, *, keep_cursor: bool = True) -> None:
        """Draw `view` from now on, and tell where the cursor stands once that is read."""
        super().show(view, keep_cursor=keep_cursor)
        self._tell_later()

    def watch_cursor(self, old: Place, new: Place) -> None:
        """Draw the cursor anew, and tell where it stands."""
        super().watch_cursor(old, new)
        self._tell_later()

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
        types = event.is_printable and event.character is not None
        if types and self.typing == "always":
            self._begin(event, event.character)
            return
        read_as_latin(event, self.screen)
        if not self.edits and self.typing == "never":
            return
        action = self._action_of(event.key)
        if self.edits and action == "edit":
            self._begin(event, None)
        elif action in self.asking:
            self.hold()
        elif types and self.typing == "free" and action is None:
            self._begin(event, event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Hand on what was pasted; with keys that are held, it belongs to what takes them."""
        event.stop()
        if self._held is not None:
            self._held.extend(events.Key(each, each) for each in event.text if each.isprintable())
        elif event.text:
            self.post_message(self.Pasted(self, event.text))

    def edit_with(self, text: str) -> None:
        """Ask for an edit of the cell under the cursor that begins with `text`."""
        if self.edits:
            self.hold()
        self._ask(text)

    def action_toggle_typing(self) -> None:
        """Let letters be typed into cells, or be the keys of actions again."""
        if not self.edits:
            return
        self.typing = "free" if self.typing == "always" else "always"
        if self.typing == "always":
            self.notify(_("Letters are typed into cells now; actions have other keys (F1, F8)."))
        else:
            self.notify(_("Letters are keys again; Enter edits a cell."))

    @cached_property
    def _action_of(self) -> ActionsByKey:
        return ActionsByKey(self)

    def _begin(self, event: events.Key, typed: str | None) -> None:
        """Ask for an edit, and keep the keys that follow for it."""
        event.stop()
        event.prevent_default()
        if self.edits:
            self.hold()
        self._ask(typed)

    def on_click(self, event: events.Click) -> None:
        """Ask for an edit where a cell is clicked twice."""
        offset = event.get_content_offset(self)
        found = self.place_at(*offset) if offset is not None else None
        if found is not None and found[0] == "cells" and event.chain == 2:
            self._ask(None)

    @on(Arranging.Arrived)
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
