"""Questions that are answered with yes or no."""

from __future__ import annotations

import sys

import click


def confirmed(question: str, *, default: bool = False) -> bool:
    """Ask on stderr, and return the answer; keys that came before the question are none.

    Args:
        default: what Enter alone means.
    """
    _drop_typed_ahead()
    return click.confirm(question, default=default, err=True)


def _drop_typed_ahead() -> None:
    """Forget keys that were meant for something else; lines of a pipe are all answers."""
    if not sys.stdin.isatty():
        return
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
