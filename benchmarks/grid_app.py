"""The grid alone: `python -m benchmarks.grid_app FILE.db [SCATTER]` or `… FILE.curator`."""

from __future__ import annotations

import sys
from pathlib import Path

from textual import on
from textual.app import App, ComposeResult

from benchmarks.plain import PlainView
from curator.store import Store
from curator.tables import Value
from curator.views import View
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid


class GridApp(App[None]):
    """One grid, and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("ctrl+q", "quit", "Quit")]

    def __init__(self, view: View) -> None:
        super().__init__()
        self.table = view
        self.committed: list[Value] = []

    def compose(self) -> ComposeResult:
        """Lay out the grid."""
        yield Grid(self.table)

    @on(Grid.EditRequested)
    def edit(self, event: Grid.EditRequested) -> None:
        """Open the cell."""
        self.screen.mount(CellInput(event.value, event.region, self.size, typed=event.typed))

    @on(CellInput.Committed)
    @on(CellInput.Cancelled)
    def close(self, event: CellInput.Committed | CellInput.Cancelled) -> None:
        """Close the cell; the plain table is only read."""
        event.control.remove()
        self.query_one(Grid).focus()


def main() -> None:
    """Show the file that was named."""
    path = Path(sys.argv[1])
    if path.suffix == ".curator":
        with Store.read(path) as store:
            GridApp(store.dataset("bench").view()).run()
        return
    scatter = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    GridApp(PlainView(path, scatter=scatter)).run()


if __name__ == "__main__":
    main()
