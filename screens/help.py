"""Help: what the place one is in is for, and every key that works there."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Markdown, Static

from curator.language import _
from screens.overlay import Overlay


class HelpScreen(Overlay, ModalScreen[None]):
    """Shows a screen's help and the keys that are active on it."""

    DEFAULT_CSS = """
    HelpScreen { align: center bottom; }
    HelpScreen > VerticalScroll {
        width: 100%; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape,f1,q", "dismiss", _("Close"))]

    def __init__(self, place: Screen[Any]) -> None:
        """`place` is the screen that help is asked for; it is read, never changed."""
        super().__init__()
        self.words = str(getattr(place, "HELP", "") or "")
        self.keys = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        for key, what in active_keys(place):
            self.keys.add_row(Text(key, "bold"), Text(what))

    def compose(self) -> ComposeResult:
        """Lay out the words and the keys."""
        with VerticalScroll():
            yield Markdown(self.words)
            yield Static(self.keys)
        yield Footer()


def active_keys(place: Screen[Any]) -> list[tuple[str, str]]:
    """Return (key, what it does) for every action that works on a screen, several keys joined."""
    found: dict[str, list[str]] = {}
    for active in place.active_bindings.values():
        binding = active.binding
        if binding.description and active.enabled:
            keys = found.setdefault(binding.description, [])
            keys.append(place.app.get_key_display(binding))
    return [(" ".join(dict.fromkeys(keys)), what) for what, keys in found.items()]
