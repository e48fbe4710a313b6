"""A question that is answered by yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Static

from curator.language import _
from screens.dialog import Dialog


class ConfirmScreen(Dialog[bool | None]):
    """Says what is about to happen; dismissed with True, or None where the person went back."""

    HELP = _("""
## A question

Enter goes on; Escape goes back, and nothing is changed.
""")
    DEFAULT_CSS = """
    ConfirmScreen { align: center bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "dismiss(True)", _("Go on"))]

    def __init__(self, question: str, words: str) -> None:
        super().__init__()
        self.question = question
        self.words = words

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Static(self.question, classes="dialog-title", markup=False)
            yield Static(self.words, markup=False)
        yield Footer()
