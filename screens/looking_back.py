"""What the screens that show the past share: a grid that is only read, and says so."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Footer, Static

from curator.language import _
from curator.store import Dataset
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.widgets.grid import Grid

_EDITING = (
    "delete,ctrl+d,ctrl+delete,insert,minus,f4,a,f9,t,e,f,u,D,I,R,ctrl+z,ctrl+y,ctrl+v,ctrl+x"
)
"""Keys with which one changes or annotates in the editor."""


class LookingBack(CuratorScreen):
    """A grid with a pane; a double line at its edge and its title say that it is the past."""

    DEFAULT_CSS = """
    LookingBack #desk { height: 1fr; layout: vertical; }
    LookingBack Grid { height: 1fr; width: 1fr; border-left: double $warning; }
    LookingBack #status { background: $warning-muted; color: $foreground; text-style: bold; }
    LookingBack.-wide #desk { layout: horizontal; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", _("Back"), key_display="Esc"),
        Binding(_EDITING, "refuse", show=False),
    ]

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset

    def pane(self) -> Widget:
        """Return what stands beside the grid."""
        raise NotImplementedError

    def refusal(self) -> str:
        """Return in one sentence why nothing can be changed here."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the title, the grid and the pane."""
        yield Static("", id="status", classes="line", markup=False)
        with Container(id="desk"):
            yield Grid()
            yield self.pane()
        yield Footer(compact=True)

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one(Grid)

    @on(Grid.EditRequested)
    def refuse_edit(self, event: Grid.EditRequested) -> None:
        """Say that nothing is edited here."""
        event.stop()
        self.action_refuse()

    def action_refuse(self) -> None:
        """Say that nothing is changed here."""
        self.notify(self.refusal(), severity="warning", markup=False)
