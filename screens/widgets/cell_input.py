"""The input that stands over a cell while it is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message

from curator.language import _
from curator.tables import Value
from curator.values import plain
from screens.keyboard.keyed import Keyed
from screens.widgets.scripts import pictured, unpictured
from screens.widgets.typing_input import TypingInput

ROOM = 30
"""The fewest columns that a value is edited in, where the screen has them."""


class CellInput(Keyed, TypingInput):
    """Edits one cell's text in its place; mount it on the screen that holds the grid.

    Enter commits, Escape cancels; losing the focus does neither. Line breaks and other controls
    are edited as their pictures and put back on commit.
    """

    PLACE = _("Cell that is edited")
    DEFAULT_CSS = """
    CellInput, CellInput:focus {
        overlay: screen;
        position: absolute;
        height: 1;
        border: none;
        padding: 0;
        background: $surface-lighten-1;
        text-style: none;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", _("Cancel"), show=True),
    ]

    @dataclass
    class Committed(Message):
        """The curator accepted what stands in the input."""

        cell_input: CellInput
        value: str | None
        """None when the cell was emptied."""

        @property
        def control(self) -> CellInput:
            """The input that it happened in."""
            return self.cell_input

    @dataclass
    class Cancelled(Message):
        """The curator wants the cell as it was."""

        cell_input: CellInput

        @property
        def control(self) -> CellInput:
            """The input that it happened in."""
            return self.cell_input

    def __init__(
        self,
        value: Value,
        region: Region,
        screen: Size,
        *,
        typed: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Stand over a cell.

        Args:
            value: the cell as it is.
            region: where the cell stands on the screen.
            screen: the size of the screen.
            typed: what was typed over the cell already; None: start from the value.
        """
        self._pasted = typed or ""
        self._original = "" if value is None else plain(value)
        text = pictured(self._original if typed is None else typed)
        super().__init__(text, id=id, compact=True, select_on_focus=False)
        width = min(max(region.width + 1, ROOM), screen.width)
        self.styles.width = width
        self.styles.offset = (max(min(region.x, screen.width - width), 0), region.y)

    def on_mount(self) -> None:
        """Take the keys, with the cursor at the end."""
        self.focus()
        self.cursor_position = len(self.value)

    async def action_submit(self) -> None:
        """Commit."""
        self.is_given = True
        value = unpictured(self.value, self._original + self._pasted)
        self.post_message(self.Committed(self, value or None))

    def action_cancel(self) -> None:
        """Leave the cell as it was."""
        self.post_message(self.Cancelled(self))

    def _on_paste(self, event: events.Paste) -> None:
        """Take in all that was pasted; line breaks stand as their pictures until the commit."""
        event.stop()
        event.prevent_default()
        text = event.text.removesuffix("\n").replace("\r\n", "\n").replace("\r", "\n")
        self._pasted += text
        self.replace(pictured(text), *self.selection)

    def on_blur(self, event: events.Blur) -> None:
        """Keep what was typed; only Enter and Escape end the edit."""
        event.stop()
