"""What the parts of the editor share: a dataset, the view that is drawn, and the grid."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import Annotation
from curator.operations import Operation
from curator.store import ArrangedView, Dataset, StoredView
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.widgets.grid import Grid


class GridScreen(CuratorScreen):
    """A screen on which one dataset lies open in a grid."""

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._view: StoredView | ArrangedView | None = None
        """What the grid draws: the rows that are shown, without hidden columns."""
        self._annotations: Sequence[Annotation] = ()

    @property
    def grid(self) -> Grid:
        """The grid itself."""
        return self.query_one(Grid)

    def rehearse(self, operation: Operation) -> None:
        """Count what an operation would change, then ask why."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say something that is no error."""
        self.notify(words, markup=False)
