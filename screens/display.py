"""How an application shows text and colours: as the person wishes and the terminal can."""

from __future__ import annotations

import os
from collections.abc import Sequence

from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.filter import LineFilter
from textual.widgets.option_list import Option

from curator.language import _
from curator.settings import BIDI, THEME, Setting
from screens.overlay import Overlay
from screens.terminals import colours, who_orders
from screens.themes import THEMES, Colourless, suited
from screens.widgets.reading_order import ReadingOrder
from screens.widgets.scripts import Rtl

EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
"""ECMA-48's bidirectional support mode: who orders right-to-left text, the program or the terminal.

Terminals that order text themselves (VTE, mintty) know it; the others ignore it.
"""


class Palette(Overlay, CommandPalette):
    """Every action by its name."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("What do you want to do?"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say that nothing fits in the curator's language; Textual says it in English."""
        self._stop_no_matches_countdown()
        if search_value:
            self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, self._tell_none)

    def _tell_none(self) -> None:
        told = Option(_("Nothing is called so."), disabled=True, id=self._NO_MATCHES)
        self.query_one(CommandList).add_option(told)
        self._list_visible = True


class Display(App[None]):
    """An application in curator's themes that orders right-to-left text."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = ReadingOrder(rtl_wished(BIDI.value()))
        self._colourless = Colourless()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[suited(THEME.value(), colours(os.environ))].name

    @property
    def rtl(self) -> Rtl:
        """Who orders right-to-left text."""
        return self._reading.rtl

    @property
    def mode(self) -> str:
        """What tells the terminal whether it is the one that orders text."""
        return IMPLICIT if self.rtl == "terminal" else EXPLICIT

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes before it is sent."""
        own: list[LineFilter] = [self._reading]
        if self.theme == THEMES["monochrome"].name:
            own.append(self._colourless)
        return [*super().get_line_filters(), *own]

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def let_order(self, wish: str) -> None:
        """Let somebody else order text from now on, and remember it."""
        self._reading = ReadingOrder(rtl_wished(wish))
        if self._driver is not None:
            self._driver.write(self.mode)
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        self._keep_choice(BIDI, wish)

    def look(self, name: str) -> None:
        """Show everything in a theme from now on, and remember it."""
        self.theme = THEMES[name].name
        self._keep_choice(THEME, name)

    def action_use_theme(self, name: str) -> None:
        """Show everything in a theme, now and the next time."""
        self.look(name)

    def _keep_choice(self, setting: Setting, value: str) -> None:
        try:
            setting.keep(value)
        except OSError as error:
            self.notify(
                _("Your choice could not be kept: {strerror}.").format(strerror=error.strerror),
                markup=False,
            )


def rtl_wished(wish: str) -> Rtl:
    """Return who orders text if the setting says `wish`."""
    match wish:
        case "app" | "words" | "terminal":
            return wish
        case _:
            return who_orders(os.environ)
