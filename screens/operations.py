"""Choosing an operation."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from curator.language import _
from curator.operations import OPERATIONS, Operation, PasteBlock, SetCells
from curator.operations.option_words import without_names
from screens.dialog import Dialog

OFFERED = tuple(each for each in OPERATIONS if each not in (SetCells, PasteBlock))
"""The operations that have forms; cells are set in the grid."""


class OperationsScreen(Dialog[type[Operation] | None]):
    """Lists the operations of the registry; dismissed with the one chosen."""

    HELP = _("""
## Operations

The only ways in which a dataset changes. ↑ and ↓ choose, Enter opens the form. Each is kept as a
revision of the history and can be taken back.
""")
    DEFAULT_CSS = """
    OperationsScreen { align: center bottom; }
    OperationsScreen OptionList { height: auto; max-height: 14; border: none; }
    OperationsScreen #what { height: 4; border-top: solid $primary; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog"):
            yield Static(_("Operations"), classes="dialog-title")
            yield OptionList(*(Option(each.title, id=each.name) for each in OFFERED))
            yield Static("", id="what", markup=False)
        yield Footer()

    @on(OptionList.OptionHighlighted)
    def describe(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the operation under the cursor does."""
        event.stop()
        words = without_names(OPERATIONS[str(event.option.id)].explain())
        self.query_one("#what", Static).update(words)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go back with the operation."""
        event.stop()
        self.dismiss(OPERATIONS[str(event.option.id)])
