"""Switches whose state can be read without seeing colours."""

from __future__ import annotations

from textual.widgets import Checkbox, RadioButton


class Tick(Checkbox):
    """Drawn as [x] when on and [ ] when off."""

    DEFAULT_CSS = """
    Tick > .toggle--button, Tick.-on > .toggle--button {
        color: $foreground; background: transparent;
    }
    """

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"
    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Draw the new state."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()


class Choice(RadioButton):
    """Drawn as (•) when it is the chosen one and ( ) when not."""

    DEFAULT_CSS = """
    Choice > .toggle--button, Choice.-on > .toggle--button {
        color: $foreground; background: transparent;
    }
    """

    BUTTON_LEFT = "("
    BUTTON_RIGHT = ")"
    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Draw the new state."""
        self.BUTTON_INNER = "•" if self.value else " "
        super().watch_value()
