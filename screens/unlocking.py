"""Asking for the password of a locked file; it is kept for the session, in memory alone."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from curator.errors import LockedError
from curator.language import _
from screens.ask import AskScreen
from screens.widgets.line_input import LineInput


class AskPasswordScreen(AskScreen):
    """Asks for a password, of which dots are seen."""

    HELP = _("""
## A password

The file is locked. Type its password, of which dots are seen; Enter gives it, Escape goes back
without. It is written down nowhere and forgotten when the program ends.
""")

    def line(self) -> LineInput:
        """Return the line to type in."""
        return LineInput(password=True)


def ask_password(screen: Screen[object], error: LockedError, then: Callable[[str], object]) -> None:
    """Ask over `screen` for what `error` says is missing, and give the answer to `then`."""

    def take(answer: str | None) -> None:
        if answer:
            then(answer)

    screen.app.push_screen(AskPasswordScreen(_("The file is locked"), str(error)), take)
