"""The part of the editor that knows of scripts: the direction of columns, and characters."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.language import _
from curator.settings import BIDI
from curator.views import View
from screens.grid_screen import GridScreen
from screens.inspector import Inspected, InspectorScreen
from screens.widgets.scripts import has_rtl

SAMPLE = 50
"""The rows that are read to see whether a dataset is written from right to left."""


class Directing(GridScreen):
    """Turns the columns of its grid, and shows what a cell is made of.

    Terminals send Shift+F7 as F19, and Ctrl+F6 as F30.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "i,f19,shift+f7",
            "inspect",
            _("Inspect characters"),
            show=False,
            key_display="i Shift+F7",
        ),
        Binding(
            "m,f30,ctrl+f6",
            "turn_columns",
            _("Columns from right to left"),
            show=False,
            key_display="m Ctrl+F6",
        ),
    ]

    @abstractmethod
    def draw_again(self) -> None:
        """Draw what is shown once more, as `directed` has it now."""

    def directed(self, view: View) -> View:
        """Return `view` with its columns in the direction that was chosen for the dataset."""
        return self.desk.directed(self.dataset.name, view)

    def action_turn_columns(self) -> None:
        """Put the first column at the other side; the cursor stays on its cell."""
        view = self._view
        if view is None:
            return
        row, column = self.grid.cursor
        self.desk.leftward ^= {self.dataset.name}
        self.draw_again()
        place = row, len(view.columns) - 1 - column
        self.grid.move_to(*place)
        self.grid.reveal(*place)
        leftward = self.dataset.name in self.desk.leftward
        self.tell(
            _("The first column stands at the right. Exports keep their order.")
            if leftward
            else _("The first column stands at the left.")
        )

    def action_inspect(self) -> None:
        """Show what the cell under the cursor is made of."""
        view, row_id = self._view, self.grid.current_row_id()
        if view is None or row_id is None:
            return
        row, column = self.grid.cursor
        number = view.number(row, row_id) or 0
        head, value = view.columns[column], self.grid.value_at_cursor()
        self.do(
            lambda: self.dataset.origins(row_id, head.name),
            lambda origins: self.app.push_screen(
                InspectorScreen(Inspected.of(number, head, value, origins))
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
