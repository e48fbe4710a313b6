"""Writing an annotation: what kind it is, what it hangs on, and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from curator.annotations import KINDS, SPOKEN, Place
from curator.language import _
from curator.store import Dataset
from screens.dialog import Dialog
from screens.widgets.line_input import LineInput
from screens.widgets.scripts import pictured


@dataclass(frozen=True)
class Target:
    """What an annotation can hang on."""

    words: str
    place: Place
    dataset: Dataset
    """The dataset that it then belongs to."""


@dataclass(frozen=True)
class Written:
    """An annotation as it was written."""

    kind: str
    text: str
    target: Target


def cell_targets(dataset: Dataset, row: int, row_id: int, column: str) -> list[Target]:
    """Return what a note beside a cell can hang on; `row` is the row's number as shown."""
    places = (Place(row_id, column), Place(row_id), Place(column=column), Place())
    return [Target(place.words(row), place, dataset) for place in places]


class AnnotateScreen(Dialog[Written | None]):
    """Asks for an annotation on one of several places."""

    HELP = _("""
## Annotate

A **doubt**, **question**, **source**, **decision** or **harm** beside what the cursor stands on.
↑ chooses the kind, ↓ what it hangs on where there is a choice: the cell, its row, its column or the
dataset; of a page, the dataset that was made from it. Type what is to be said; Enter writes it.
Escape writes nothing.
""")
    DEFAULT_CSS = """
    AnnotateScreen { align: center bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,f4", "kind(1)", _("Kind"), priority=True, key_display="↑"),
        Binding("down,f6", "place(1)", _("Place"), priority=True, key_display="↓"),
    ]

    def __init__(self, targets: Sequence[Target]) -> None:
        """`targets` are what it can hang on; the first unless another is chosen."""
        super().__init__()
        self.targets = targets
        self._kind = 0
        self._target = 0

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
        where = self.targets[self._target].words
        label = _("↓ on:    {place}") if len(self.targets) > 1 else _("on:      {place}")
        self.query_one("#place", Static).update(label.format(place=pictured(where)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a choice of places only where there is one."""
        return action != "place" or len(self.targets) > 1

    def action_kind(self, step: int) -> None:
        """Choose the next kind."""
        self._kind = (self._kind + step) % len(KINDS)
        self._show()

    def action_place(self, step: int) -> None:
        """Choose the next place."""
        self._target = (self._target + step) % len(self.targets)
        self._show()

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Hand the annotation on; one without a text is none."""
        event.stop()
        text = event.value.strip()
        if not text:
            self.notify(_("Write what is to be said, or go back with Escape."), markup=False)
            return
        self.dismiss(Written(KINDS[self._kind], text, self.targets[self._target]))
