"""Answering or settling an open note where it hangs, with its thread in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from curator.annotations import SPOKEN, Annotation
from curator.language import _
from screens.dialog import Dialog
from screens.note_words import event_parts
from screens.prose import Line, Prose
from screens.widgets.line_input import LineInput

_EVENTS = 6
"""How many of a thread's newest events are shown."""


@dataclass(frozen=True)
class Answered:
    """What is to become of the note."""

    event: Literal["answered", "resolved", "another"]
    """"another" leaves it as it is; a note of its own is wanted."""
    text: str | None


class AnswerScreen(Dialog[Answered | None]):
    """Asks what is to be said to an open note."""

    HELP = _("""
## Answer

The note that hangs here, and what was said to it. Type an answer; **Enter** gives it. **F5**
settles the note, with or without words. **F4** leaves it and writes another note beside it.
Escape changes nothing.
""")
    DEFAULT_CSS = """
    AnswerScreen { align: center bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "settle", _("Settle"), priority=True, key_display="F5"),
        Binding("f4", "another", _("Another note"), priority=True, key_display="F4"),
    ]

    def __init__(self, note: Annotation) -> None:
        """`note` is an open one."""
        super().__init__()
        self.note = note

    def compose(self) -> ComposeResult:
        """Lay out the thread and the line."""
        title = _("{kind} {number}, {state}").format(
            kind=SPOKEN[self.note.kind], number=self.note.number, state=SPOKEN[self.note.state]
        )
        thread = [Line(" ", event_parts(event)) for event in self.note.standing[-_EVENTS:]]
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog-title", markup=False)
            yield Static(Prose(thread))
            yield LineInput(placeholder=_("Enter answers; F5 settles, with or without words"))
        yield Footer()

    @property
    def _text(self) -> str | None:
        return self.query_one(Input).value.strip() or None

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Hand the answer on; one without words is none."""
        event.stop()
        if self._text is None:
            self.notify(_("Write an answer; F5 settles the note without words."), markup=False)
        else:
            self.dismiss(Answered("answered", self._text))

    def action_settle(self) -> None:
        """Settle the note."""
        self.dismiss(Answered("resolved", self._text))

    def action_another(self) -> None:
        """Write another note."""
        self.dismiss(Answered("another", None))
