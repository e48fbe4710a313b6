"""Letters of another script: what stands in Latin on their key runs, where they run nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.events import Key
from textual.screen import Screen

from curator.keymaps import latin
from screens.keyboard.words import character


def read_as_latin(event: Key, screen: Screen[Any]) -> None:
    """Make the event that of the Latin key, where that runs an action and its own does not.

    Called by what has the focus and types nothing itself; what it does not handle travels on to
    the bindings. Terminals tell Textual no base-layout key, so the tables of `keymaps` stand in.
    """
    *modifiers, bare = event.key.split("+")
    found = _table(screen).get(character(bare) or "")
    if found is None:
        return
    active = screen.active_bindings
    if event.key in active:
        return
    for key in active:
        *held, named = key.split("+")
        if held == modifiers and character(named) == found:
            event.key, event.character = key, None if modifiers else found
            return


def _table(screen: Screen[Any]) -> Mapping[str, str]:
    return latin(str(getattr(screen.app, "keyboard_layout", "fa")))
