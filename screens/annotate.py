"""Writing an annotation: what kind it is, what it hangs on, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from curator.annotations import KINDS
from screens.dialog import Dialog


@dataclass(frozen=True)
class Written:
    """An annotation as it was written."""

    kind: str
    text: str
    on_row: bool
    on_column: bool


class AnnotateScreen(Dialog[Written | None]):
    """Asks for an annotation on the cell under the cursor, its row, its column or the dataset."""

    HELP = """
## Annotate

A **doubt**, **question**, **source**, **decision** or **harm** beside what the cursor stands on.
↑ chooses the kind, ↓ what it hangs on: the cell, its row, its column or the dataset. Type what is
to be said; Enter writes it. Escape writes nothing.
"""
    DEFAULT_CSS = """
    AnnotateScreen { align: center bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,f4", "kind(1)", "Kind", priority=True, key_display="↑"),
        Binding("down,f6", "place(1)", "Place", priority=True, key_display="↓"),
    ]

    def __init__(self, row: int, column: str) -> None:
        """`row` is the row's number as shown."""
        super().__init__()
        self.places = [
            (f"row {row}, {column}", True, True),
            (f"row {row}", True, False),
            (f"column {column}", False, True),
            ("the dataset", False, False),
        ]
        self._kind = 0
        self._place = 0

    def compose(self) -> ComposeResult:
        """Lay out the two choices and the text."""
        with Vertical(classes="dialog"):
            yield Static("Annotate", classes="dialog-title")
            yield Static("", id="kind", markup=False)
            yield Static("", id="place", markup=False)
            yield Input(placeholder="What is to be said; Enter writes it")
        yield Footer()

    def on_mount(self) -> None:
        """Show the choices."""
        self._show()

    def _show(self) -> None:
        kinds = "  ".join(
            f"[{kind}]" if place == self._kind else f" {kind} " for place, kind in enumerate(KINDS)
        )
        self.query_one("#kind", Static).update(f"↑ kind:  {kinds}")
        self.query_one("#place", Static).update(f"↓ on:    {self.places[self._place][0]}")

    def action_kind(self, step: int) -> None:
        """Choose the next kind."""
        self._kind = (self._kind + step) % len(KINDS)
        self._show()

    def action_place(self, step: int) -> None:
        """Choose the next place."""
        self._place = (self._place + step) % len(self.places)
        self._show()

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Hand the annotation on; one without a text is none."""
        event.stop()
        text = event.value.strip()
        if not text:
            self.notify("Write what is to be said, or go back with Escape.", markup=False)
            return
        _, on_row, on_column = self.places[self._place]
        self.dismiss(Written(KINDS[self._kind], text, on_row, on_column))
