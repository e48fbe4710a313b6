"""What the parts of the editor share: a dataset, the view that is drawn, and the grid."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import Annotation
from curator.operations import Operation
from curator.store import Dataset
from curator.views import View
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.widgets.grid import Grid, Place, Selection
from screens.widgets.mirrored import MirroredView


class GridScreen(CuratorScreen):
    """A screen on which one dataset lies open in a grid."""

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._view: View | None = None
        """What the grid draws: the rows that are shown, without hidden columns."""
        self._annotations: Sequence[Annotation] = ()

    @property
    def grid(self) -> Grid:
        """The grid itself."""
        return self.query_one(Grid)

    @property
    def straight(self) -> View | None:
        """What the grid draws, with its columns in the order of exports."""
        return self._view.straight if isinstance(self._view, MirroredView) else self._view

    @property
    def chosen(self) -> Selection:
        """The selected block, as it lies in `straight`."""
        block = self.grid.selection
        if not isinstance(self._view, MirroredView):
            return block
        first, last = self._view.across(block.columns[-1]), self._view.across(block.columns[0])
        return Selection(block.rows, range(first, last + 1))

    def across(self, place: Place) -> Place:
        """Return where a place of the grid lies in `straight`, and the other way round."""
        row, column = place
        return row, self._view.across(column) if isinstance(self._view, MirroredView) else column

    def cell_here(self) -> tuple[int, str] | None:
        """Return the row id and the column's name under the cursor; None where no row is."""
        grid = self.query_one(Grid)
        row_id = grid.current_row_id()
        if self._view is None or row_id is None:
            return None
        return row_id, self._view.columns[grid.cursor_column].name

    def rehearse(self, operation: Operation) -> None:
        """Count what an operation would change, then ask why."""
        raise NotImplementedError

    def tell_status(self) -> None:
        """Write the status line."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say something that is no error."""
        self.notify(words, markup=False)
