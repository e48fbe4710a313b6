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
from screens.keyboard.active import by_purpose, live_actions
from screens.keyboard.keyed import Keyed
from screens.overlay import Overlay

_PARTS = _(
    "\nTab and Shift+Tab go from part to part. What has no key here is in the palette (F8) and in the"
    " menu (F10); under “Keys” there, each action can be given other keys."
)


class HelpScreen(Keyed, Overlay, ModalScreen[None]):
    """Shows a screen's help and the keys that are active on it."""

    PLACE = _("Help")
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
        for group, actions in by_purpose(live_actions(place)):
            self.keys.add_row("", Text(group.title, "bold underline"))
            for each in actions:
                if each.keys:
                    self.keys.add_row(Text(each.keys, "bold"), Text(each.does))

    def compose(self) -> ComposeResult:
        """Lay out the words and the keys."""
        with VerticalScroll():
            yield Markdown(self.words)
            yield Static(self.keys)
            yield Static(_PARTS, markup=False)
        yield Footer()
