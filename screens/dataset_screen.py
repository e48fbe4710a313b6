"""What a dataset's screen knows of scripts: its characters, and the direction of its columns."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.language import _
from curator.settings import BIDI
from curator.store import Dataset
from curator.views import View
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.inspector import Inspected, InspectorScreen
from screens.widgets.grid import Grid
from screens.widgets.mirrored import MirroredView
from screens.widgets.scripts import has_rtl

SAMPLE = 50
"""The rows that are read to see whether a dataset is written from right to left."""


class DatasetScreen(CuratorScreen):
    """A screen with a grid over one dataset.

    Terminals send Shift+F6 and Shift+F7 as F18 and F19.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,f19", "inspect", _("Inspect characters"), show=False, key_display="Shift+F7"),
        Binding(
            "r,f18",
            "turn_columns",
            _("Columns from right to left"),
            show=False,
            key_display="Shift+F6",
        ),
    ]

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._view: View | None = None

    @abstractmethod
    def draw_view(self, view: View) -> None:
        """Draw a view in the grid."""

    def directed(self, view: View) -> View:
        """Return `view` with its columns in the direction that was chosen for the dataset."""
        return MirroredView(view) if self.dataset.name in self.desk.leftward else view

    def action_turn_columns(self) -> None:
        """Put the first column at the other side; the cursor stays on its cell."""
        view, grid = self._view, self.query_one(Grid)
        if view is None:
            return
        row, column = grid.cursor
        self.desk.leftward ^= {self.dataset.name}
        self._view = self.directed(view.straight if isinstance(view, MirroredView) else view)
        self.draw_view(self._view)
        grid.move_to(row, len(view.columns) - 1 - column)
        leftward = self.dataset.name in self.desk.leftward
        self.notify(
            _("The first column stands at the right. Exports keep their order.")
            if leftward
            else _("The first column stands at the left."),
            markup=False,
        )

    def action_inspect(self) -> None:
        """Show what the cell under the cursor is made of."""
        view, grid = self._view, self.query_one(Grid)
        row_id = grid.current_row_id()
        if view is None or row_id is None:
            return
        row, column = grid.cursor
        head, value = view.columns[column], grid.value_at_cursor()
        self.do(
            lambda: self.dataset.origin(row_id, head.name),
            lambda origin: self.app.push_screen(
                InspectorScreen(Inspected.of(row + 1, head, value, origin))
            ),
        )

    def ask_once(self) -> None:
        """Tell of the choice who orders text, where there is such text and nobody chose yet."""
        if BIDI.given() is None:
            self.look(self._is_rtl, self._tell_of_order)

    def _is_rtl(self) -> bool:
        view = self.dataset.view()
        texts = [column.title for column in view.columns]
        texts += [str(value) for row in view.window(0, SAMPLE) for value in row.cells]
        return any(map(has_rtl, texts))

    def _tell_of_order(self, is_rtl: bool) -> None:
        if is_rtl:
            self.notify(
                _("Is it written as it is read? If not: F8, then “Which line reads right?”"),
                title=_("From right to left"),
                timeout=15,
                markup=False,
            )
            with suppress(OSError):  # it comes again the next time, which harms nobody
                BIDI.keep(BIDI.usual)
