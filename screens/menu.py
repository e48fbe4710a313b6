"""The menu: what can be done at a place, in lists by purpose."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from curator.language import _
from screens.dialog import Dialog
from screens.keyboard.active import LiveAction, by_purpose, live_actions


class MenuTitle(Static):
    """A list's title in the bar; a click opens the list."""

    class Clicked(Message):
        """The list with this number is wanted."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, title: str, number: int) -> None:
        super().__init__(title, markup=False)
        self.number = number

    def on_click(self, event: events.Click) -> None:
        """Ask for the list."""
        event.stop()
        self.post_message(self.Clicked(self.number))


class MenuScreen(Dialog[LiveAction | None]):
    """Lists a place's actions with their keys; dismissed with the one chosen."""

    HELP = _("""
## The menu

Everything that can be done at this place. ← and → go from list to list, ↑ and ↓ choose, Enter does
it. The mouse does too.
""")
    DEFAULT_CSS = """
    MenuScreen { align: left top; }
    MenuScreen Horizontal { height: 1; background: $panel; }
    MenuScreen MenuTitle { width: auto; padding: 0 1; }
    MenuScreen MenuTitle.-open { text-style: reverse; }
    MenuScreen Vertical { width: 100%; height: auto; }
    MenuScreen OptionList { height: auto; max-height: 18; border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", _("Next list"), priority=True, key_display="← →"),
        Binding("right", "turn(1)", _("Next list"), show=False, priority=True),
    ]

    def __init__(self, place: Screen[Any]) -> None:
        """`place` is the screen beneath; it is read, never changed."""
        super().__init__()
        self._lists = by_purpose(live_actions(place))
        self._open = 0

    def compose(self) -> ComposeResult:
        """Lay out the bar and the list that is open."""
        with Vertical():
            with Horizontal():
                for number, (group, _actions) in enumerate(self._lists):
                    yield MenuTitle(group.title, number)
            yield OptionList()
        yield Footer()

    def on_mount(self) -> None:
        """Open the first list."""
        self.query_one(OptionList).focus()
        self._show(0)

    def action_turn(self, step: int) -> None:
        """Open the next list."""
        self._show((self._open + step) % len(self._lists))

    @on(MenuTitle.Clicked)
    def clicked(self, event: MenuTitle.Clicked) -> None:
        """Open the list whose title was clicked."""
        event.stop()
        self._show(event.number)

    def _show(self, number: int) -> None:
        self._open = number
        for title in self.query(MenuTitle):
            title.set_class(title.number == number, "-open")
        actions = self._lists[number][1]
        wide = max(cell_len(each.does) for each in actions)
        lines = self.query_one(OptionList)
        lines.clear_options()
        lines.add_options([Option(_line(each, wide)) for each in actions])
        lines.highlighted = 0

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go back with the action."""
        event.stop()
        self.dismiss(self._lists[self._open][1][event.option_index])


def _line(action: LiveAction, wide: int) -> Text:
    gap = " " * (wide - cell_len(action.does) + 3)
    return Text.assemble(action.does, gap, (action.keys, "bold"), no_wrap=True, overflow="ellipsis")
