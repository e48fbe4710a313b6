"""Asking for a key: the next one that is pressed."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, Static

from curator.errors import KeysError
from curator.keymaps import KeyChoice
from curator.language import _
from screens.dialog import Dialog
from screens.keyboard.keymap import Clash
from screens.keyboard.words import shown

Try = Callable[[str], KeyChoice | Clash]
"""What comes of giving the key to the action; raises KeysError where it cannot be given."""


class PressKeyScreen(Dialog[KeyChoice | None]):
    """Takes the next key that is pressed; dismissed with the choice in which the action has it."""

    HELP = _("""
## A key for an action

Press the key that shall do it. If it does something else there already, you are told, and asked
whether it shall be taken from there. Escape leaves all keys as they are.
""")
    DEFAULT_CSS = """
    PressKeyScreen { align: center bottom; }
    """

    def __init__(self, does: str, attempt: Try, take: Callable[[Clash], KeyChoice]) -> None:
        """`does` is what the action does; `take` gives it a key that another one loses."""
        super().__init__()
        self.does = does
        self._attempt = attempt
        self._take = take
        self._clash: Clash | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Static(
                _("Which key shall do “{does}”?").format(does=self.does),
                classes="dialog-title",
                markup=False,
            )
            yield Static(_("Press it now; Escape leaves all as it is."), id="told", markup=False)
        yield Footer()

    def on_key(self, event: events.Key) -> None:
        """Try the key, or take it from where it is."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        try:
            if self._clash is not None and event.key == "enter":
                self.dismiss(self._take(self._clash))
                return
            outcome = self._attempt(event.key)
        except KeysError as error:
            self._tell(str(error))
            return
        if isinstance(outcome, KeyChoice):
            self.dismiss(outcome)
        else:
            self._ask(outcome)

    def _ask(self, clash: Clash) -> None:
        self._clash = clash
        self._tell(
            _("{clash} Enter takes {key} from there; press another key, or Escape.").format(
                clash=clash, key=shown(clash.key)
            )
        )

    def _tell(self, words: str) -> None:
        self.query_one("#told", Static).update(words)
