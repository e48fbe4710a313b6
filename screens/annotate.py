"""Writing an annotation: what kind it is, what it hangs on, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from curator.annotations import KINDS, SPOKEN
from curator.language import _
from screens.dialog import Dialog
from screens.widgets.line_input import LineInput


@dataclass(frozen=True)
class Written:
    """An annotation as it was written."""

    kind: str
    text: str
    on_row: bool
    on_column: bool


class AnnotateScreen(Dialog[Written | None]):
    """Asks for an annotation on the cell under the cursor, its row, its column or the dataset."""

    HELP = _("""
## Annotate

A **doubt**, **question**, **source**, **decision** or **harm** beside what the cursor stands on.
↑ chooses the kind, ↓ what it hangs on: the cell, its row, its column or the dataset. Type what is
to be said; Enter writes it. Escape writes nothing.
""")
    DEFAULT_CSS = """
    AnnotateScreen { align: center bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,f4", "kind(1)", _("Kind"), priority=True, key_display="↑"),
        Binding("down,f6", "place(1)", _("Place"), priority=True, key_display="↓"),
    ]

    def __init__(self, row: int, column: str) -> None:
        """`row` is the row's number as shown."""
        super().__init__()
        self.places = [
            (_("row {row}, {column}").format(row=row, column=column), True, True),
            (_("row {row}").format(row=row), True, False),
            (_("column {column}").format(column=column), False, True),
            (_("the dataset"), False, False),
        ]
        self._kind = 0
        self._place = 0

    def compose(self) -> ComposeResult:
        """Lay out the two choices and the text."""
        with Vertical(classes="dialog"):
            yield Static(_("Annotate"), classes="dialog-title")
            yield Static("", id="kind", markup=False)
            yield Static("", id="place", markup=False)
            yield LineInput(placeholder=_("What is to be said; Enter writes it"))
        yield Footer()

    def on_mount(self) -> None:
        """Show the choices."""
        self._show()

    def _show(self) -> None:
        kinds = "  ".join(
            f"[{SPOKEN[kind]}]" if place == self._kind else f" {SPOKEN[kind]} "
            for place, kind in enumerate(KINDS)
        )
        self.query_one("#kind", Static).update(_("↑ kind:  {kinds}").format(kinds=kinds))
        self.query_one("#place", Static).update(
            _("↓ on:    {place}").format(place=self.places[self._place][0])
        )

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
            self.notify(_("Write what is to be said, or go back with Escape."), markup=False)
            return
        _words, on_row, on_column = self.places[self._place]
        self.dismiss(Written(KINDS[self._kind], text, on_row, on_column))
