"""The history's list, what is told of one step, and the cells that it changed, before and after."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from curator.history import Change
from curator.language import _
from screens.changes_view import ChangesView
from screens.list_pane import Lines, ListPane
from screens.widgets.grid import Grid


class Cells(Grid):
    """The cells that a revision changed; Enter goes to one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", _("Go there"), key_display="Enter")
    ]


class StepPane(ListPane):
    """A list of steps; the changed cells stand under the words where there are several."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    StepPane #step { height: 9; layout: vertical; }
    StepPane.-cells #step { height: 12; }
    StepPane #details { height: 1fr; }
    StepPane Cells { display: none; height: 7; border-left: solid $primary; }
    StepPane Cells:focus { border-left: heavy $primary; }
    StepPane.-cells Cells { display: block; }
    .-wide StepPane #step { height: 1fr; width: 45%; }
    .-wide StepPane #details { width: 1fr; border-left: solid $primary; }
    .-wide StepPane.-cells #details { height: auto; min-height: 6; max-height: 50%; }
    .-wide StepPane Cells { height: 1fr; border-top: solid $primary; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the list, the words and the cells."""
        yield Lines()
        with Vertical(id="step"):
            with VerticalScroll(id="details"):
                yield Static(self._waiting, id="words", markup=False)
            yield Cells()

    @property
    def cells(self) -> Cells:
        """The changed cells."""
        return self.query_one(Cells)

    def show_cells(self, view: ChangesView | None) -> None:
        """List changed cells; None, or a list of one, which the words tell, takes no room."""
        shown = view is not None and view.row_count > 1
        self.set_class(shown, "-cells")
        if view is not None and shown:
            self.cells.show(view, keep_cursor=False)

    def change(self) -> Change | None:
        """Return the changed cell under the cursor of the list of cells."""
        view = self.cells.view
        assert isinstance(view, ChangesView)
        return view.change(self.cells.cursor_row)
