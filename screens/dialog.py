"""What every dialog shares: help, and the way back."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from curator.language import _
from screens.help import HelpScreen
from screens.keyboard.keyed import Keyed
from screens.overlay import Overlay

Result = TypeVar("Result")


class Dialog(Keyed, Overlay, ModalScreen[Result]):
    """Asks for something over another screen; `HELP` says in Markdown what for."""

    PLACE = _("Every dialog")
    HELP: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", _("Help"), key_display="F1"),
        Binding("escape", "dismiss", _("Back")),
    ]

    def action_help(self) -> None:
        """Say what is asked for, and list the keys."""
        self.app.push_screen(HelpScreen(self))
