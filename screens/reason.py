"""The line that asks why, before a change is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from curator.language import _
from curator.operations import Operation
from curator.values import one_line
from screens.keyboard.keyed import Keyed
from screens.widgets.typing_input import TypingInput


class ReasonInput(Keyed, Horizontal):
    """Asks for the reason of an operation; Enter without one goes on."""

    PLACE = _("Reason")
    DEFAULT_CSS = """
    ReasonInput { height: 1; background: $panel; }
    ReasonInput Static { width: auto; padding: 0 1; text-style: bold; }
    ReasonInput Input, ReasonInput Input:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(1)", _("An earlier reason"), key_display="↑"),
        Binding("down", "recall(-1)", _("A later reason"), show=False),
        Binding("escape", "take_back", _("Back to the cell"), key_display="Esc"),
    ]

    @dataclass
    class Given(Message):
        """The change may be kept."""

        operation: Operation
        why: str | None

    @dataclass
    class TakenBack(Message):
        """The person goes back; nothing was changed."""

        operation: Operation

    def __init__(self, operation: Operation, size: str = "", earlier: Sequence[str] = ()) -> None:
        """Ask why.

        Args:
            size: how much it changes, in words.
            earlier: reasons that can be given again, the newest last.
        """
        super().__init__()
        self.operation = operation
        self.size_words = size
        self._earlier = earlier
        self._back = 0
        """How many reasons ago the one was given that stands in the line; 0 is one's own."""
        self._own = ""

    def compose(self) -> ComposeResult:
        """Name the change and ask."""
        size = f" ({self.size_words})" if self.size_words else ""
        what = one_line(self.operation.describe(), 34 - len(size) // 2)
        yield Static(_("{what}{size} — why?").format(what=what, size=size), markup=False)
        again = _("Enter keeps it; ↑ brings an earlier reason back")
        yield TypingInput(placeholder=again if self._earlier else _("Enter keeps it"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer earlier reasons where there are some."""
        return action != "recall" or bool(self._earlier)

    def action_recall(self, back: int) -> None:
        """Put a reason in the line that was given before, or what was typed here."""
        line = self.query_one(Input)
        if not self._back:
            self._own = line.value
        self._back = min(max(self._back + back, 0), len(self._earlier))
        line.value = self._earlier[-self._back] if self._back else self._own
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def give(self, event: Input.Submitted) -> None:
        """Hand on the change with its reason."""
        event.stop()
        self.post_message(self.Given(self.operation, event.value.strip() or None))

    def action_take_back(self) -> None:
        """Go back to the cell."""
        self.post_message(self.TakenBack(self.operation))
