"""A question with one line for the answer."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from curator.language import _
from screens.dialog import Dialog
from screens.widgets.line_input import LineInput


class AskScreen(Dialog[str | None]):
    """Asks for a line of text; dismissed with it, or with None where the person went back."""

    HELP = _("""
## A question

Type an answer; Enter gives it, Escape goes back without one.
""")
    DEFAULT_CSS = """
    AskScreen { align: center bottom; }
    """

    def __init__(self, question: str, words: str, value: str = "", placeholder: str = "") -> None:
        """`words` explain the question; Enter accepts what stands in the line."""
        super().__init__()
        self.question = question
        self.words = words
        self.value = value
        self.placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical(classes="dialog"):
            yield Static(self.question, classes="dialog-title", markup=False)
            yield Static(self.words, markup=False)
            yield self.line()
        yield Footer()

    def line(self) -> LineInput:
        """Return the line to type in."""
        return LineInput(self.value, placeholder=self.placeholder)

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Go back with the answer."""
        event.stop()
        self.dismiss(event.value)
