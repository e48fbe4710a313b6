"""Questions and answers a line each, on a terminal or through pipes; nothing is drawn."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

import click

from curator.cli.session import flat
from curator.errors import UnknownNameError
from curator.language import _
from curator.tables import Progress

PATIENCE = 10.0
"""Seconds after which long work says how far it is."""


class Conversation:
    """What is asked is read from stdin, what is said goes to stdout.

    EOFError means that nobody is there any more: the input has ended or the terminal is gone.
    """

    def __init__(self) -> None:
        self.terminal = sys.stdin.isatty()
        """Whether somebody is there who can be asked."""
        self.number = 0
        """Counts the lines that were read."""
        self._waiting = False
        self._gone = False

    @contextmanager
    def held(self, words: Callable[[str], Sequence[str]]) -> Iterator[None]:
        """Converse within; a terminal that hangs up ends the input, never the work on a change.

        Args:
            words: returns the words of which Tab completes a beginning.
        """
        if self.terminal:
            _edit_lines(words)
        with suppress(AttributeError, ValueError):  # Windows has no SIGHUP, text may be its own
            sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr] # a text file
        hang_up = getattr(signal, "SIGHUP", None)
        if hang_up is None:
            yield
            return
        before = signal.signal(hang_up, self._hang_up)
        try:
            yield
        finally:
            signal.signal(hang_up, before)

    def ask(self, question: str) -> str:
        """Return the next line; the question is written where somebody can answer it.

        Raises:
            EOFError: there is none.
            UnknownNameError: it is no UTF-8.
        """
        if self._gone:
            raise EOFError
        self._waiting = True
        try:
            text = self._read(question)
        except OSError as error:  # what reading from a terminal that is gone gives
            self._gone = True
            raise EOFError from error
        finally:
            self._waiting = False
        self.number += 1
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise UnknownNameError(_("What was typed is no UTF-8."))
        return text.removeprefix("\ufeff")

    def say(self, text: str) -> None:
        """Write one line; right-to-left text stays in the order in which it is read.

        Raises:
            EOFError: nobody is there to hear it.
        """
        try:
            click.echo(flat(text))
        except OSError as error:
            self._gone = True
            _close_output()
            raise EOFError from error

    def progress(self, what: str) -> Progress:
        """Return a progress that says now and then how far long work is, if somebody waits."""
        if not self.terminal:
            return lambda _done, _total: None
        said = time.monotonic()

        def tell(done: int, total: int | None) -> None:
            nonlocal said
            if time.monotonic() - said < PATIENCE:
                return
            said = time.monotonic()
            words = _("{what}: {done:,} of {total:,}") if total else _("{what}: {done:,}")
            self.say(words.format(what=what, done=done, total=total))

        return tell

    def _read(self, question: str) -> str:
        if self.terminal and sys.stdout.isatty():
            return input(question)
        if self.terminal:
            click.echo(question, nl=False, err=True)
        text = sys.stdin.readline()
        if not text:
            raise EOFError
        return text.rstrip("\r\n")

    def _hang_up(self, _signal: int, _frame: FrameType | None) -> None:
        self._gone = True
        if self._waiting:
            raise EOFError


def _edit_lines(words: Callable[[str], Sequence[str]]) -> None:
    """Let arrows, Home, Ctrl+A and Tab edit the line, where that takes no terminal but a plain one.

    Without readline, and on a dumb terminal, the system's own line editing does.
    """
    if os.environ.get("TERM", "dumb") == "dumb":
        return
    try:
        import readline
    except ImportError:
        return
    readline.parse_and_bind("set enable-bracketed-paste off")  # it writes control sequences
    readline.parse_and_bind("tab: complete")
    readline.set_completer_delims(" ")

    def complete(start: str, place: int) -> str | None:
        found = words(start)
        return found[place] if place < len(found) else None

    readline.set_completer(complete)


def _close_output() -> None:
    """Let what is still to be written go nowhere, so that leaving does not stumble over it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
