"""An application whose keys are as the person chose them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import App
from textual.binding import Binding

from curator.errors import KeysError
from curator.keymaps import KeyChoice
from screens.keyboard.catalogue import Action, catalogue
from screens.keyboard.keyed import NO_KEY, Keyed
from screens.keyboard.keymap import keymap


class KeyedApp(Keyed, App[None]):
    """Applies the person's keys, also while it runs."""

    EDITING: ClassVar[type]
    """The screen on whose grid letters can be typed."""

    key_choice: KeyChoice
    keyboard_layout: str
    """The layout by which letters of other scripts are read as Latin ones."""

    def on_mount(self) -> None:
        """Take the keys that were kept; the usual ones where they cannot be read."""
        try:
            choice = KeyChoice.kept()
        except KeysError as error:
            choice = KeyChoice()
            self.notify(str(error), severity="warning", timeout=20, markup=False)
        self.use_keys(choice)

    def actions(self) -> Mapping[str, Action]:
        """Return every action of every place."""
        return catalogue(self.EDITING)

    def use_keys(self, choice: KeyChoice) -> None:
        """Let these keys hold from now on."""
        self.key_choice = choice
        self.keyboard_layout = choice.preferred_layout()
        self.set_keymap(keymap(self.actions(), choice))

    def get_key_display(self, binding: Binding) -> str:
        """Write function keys as they stand on keyboards, and nothing where there is no key."""
        if binding.key.startswith(NO_KEY):
            return ""
        words = super().get_key_display(binding)
        return words.upper() if words[:1] == "f" and words[1:].isdigit() else words
