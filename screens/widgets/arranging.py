"""A sheet whose columns are made narrower or wider, fitted to what is seen, or frozen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from curator.language import _
from curator.tables import Column
from screens.widgets.blocks import BAND
from screens.widgets.cells import measure
from screens.widgets.mirrored import MirroredView
from screens.widgets.selecting import Selecting

NARROWEST = 2
"""What a person can make of a column; one cell would only ever show an ellipsis."""


class Arranging(Selecting):
    """Keeps the widths that a person chose, and holds the first columns at the edge."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("underscore", "fit", _("Fit the width to what is seen"), show=False),
        Binding("less_than_sign", "widen(-1)", _("Narrower column"), show=False),
        Binding("greater_than_sign", "widen(1)", _("Wider column"), show=False),
        Binding(
            "z,ctrl+f3",
            "freeze",
            _("Freeze the columns up to here, or none"),
            show=False,
            key_display="z Ctrl+F3",
        ),
    ]

    _held_border: tuple[int, int] | None = None
    """The column whose right border is dragged, and where it began when that was taken hold of."""

    def action_widen(self, cells: int) -> None:
        """Make the selected columns wider by so many cells, narrower if it is negative."""
        widest = max(self.room.width - self.numbers_width, NARROWEST)
        widths = self.ruler.widths
        self.set_widths(
            {
                place: min(max(widths[place] + cells, NARROWEST), widest)
                for place in self.selection.columns
                if place < len(widths)
            }
        )
        self.reveal(*self.cursor)

    def action_fit(self) -> None:
        """Make the selected columns as wide as their names and the cells that are seen."""
        seen = self.seen.places
        self.set_widths({p: self._fitting(p) for p in self.selection.columns if p in seen})
        self.reveal(*self.cursor)

    def action_freeze(self) -> None:
        """Let the columns up to the cursor's stay at the edge; again on the last one lets go."""
        if not self.ruler.widths:
            return
        turned = isinstance(self.view, MirroredView)
        count = len(self.ruler.widths) - self.cursor_column if turned else self.cursor_column + 1
        if count == self.seen.frozen:
            self.freeze(0)
            self.notify(_("All columns move again."))
            return
        self.freeze(count)
        if self.seen.frozen < count:
            self.freeze(0)
            self.notify(
                _("The columns up to here are too wide to stay; make them narrower with <."),
                severity="warning",
            )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a column's border in the header; otherwise select."""
        border = self.seen.separator_at(event.x - self.numbers_width) if event.y == 0 else None
        if event.button == 1 and border is not None and event.x >= self.numbers_width:
            event.prevent_default()
            self._held_border = border, self.numbers_width + self.seen.start(border)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the border that is held follow the mouse."""
        if self._held_border is None:
            return
        event.prevent_default()
        column, start = self._held_border
        self.set_widths({column: max(event.x - start, NARROWEST)})

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the border."""
        if self._held_border is not None:
            event.prevent_default()
            self._held_border = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Fit a column whose border is clicked twice."""
        border = self.seen.separator_at(event.x - self.numbers_width) if event.y == 0 else None
        if event.chain == 2 and border is not None:
            event.prevent_default()
            self.set_widths({border: self._fitting(border)})

    def _fitting(self, place: int) -> int:
        """Return the width that a column needs, within what there is."""
        column: Column = self.ruler.columns[place]
        width = measure(column.name)
        for row in self.seen_rows:
            read = self.blocks.row(row, place) if self.blocks is not None else None
            if read is not None:
                width = max(width, measure(read.cells[place % BAND]))
        return min(max(width, NARROWEST), max(self.room.width - self.numbers_width, NARROWEST))
