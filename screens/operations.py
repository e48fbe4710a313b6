"""Choosing an operation."""

from __future__ import annotations

import inspect
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from curator.operations import OPERATIONS, Operation, SetCells


class OperationsScreen(ModalScreen[type[Operation] | None]):
    """Lists the operations of the registry; dismissed with the one chosen."""

    DEFAULT_CSS = """
    OperationsScreen { align: center middle; }
    OperationsScreen OptionList { height: auto; max-height: 18; border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        """Lay out the list; cells are set in the grid, so that operation is not in it."""
        offered = [operation for operation in OPERATIONS if operation is not SetCells]
        with Vertical(classes="dialog"):
            yield Static("Operations", classes="dialog-title")
            yield OptionList(*(Option(_line(each), id=each.name) for each in offered))
        yield Footer()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go back with the operation."""
        event.stop()
        self.dismiss(OPERATIONS[str(event.option.id)])


def _line(operation: type[Operation]) -> Text:
    words = (inspect.getdoc(operation) or "").splitlines()[0].replace("`", "")
    return Text.assemble((f"{operation.title}\n", "bold"), (f"  {words}", ""))
