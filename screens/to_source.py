"""Going from a cell of a dataset to where it stands in its source, and back."""

from __future__ import annotations

from collections.abc import Callable

from curator.annotations import Place
from curator.errors import NothingToDoError
from curator.language import _
from curator.store import Dataset
from screens.base import CuratorScreen
from screens.cell_source import Spot
from screens.desk import Desk
from screens.kept_source import open_kept
from screens.visit import Jump, Visit


class ToSource:
    """Opens a cell's source with the cell marked."""

    def __init__(
        self,
        screen: CuratorScreen,
        desk: Desk,
        dataset: Dataset,
        back: Callable[[Visit], object],
    ) -> None:
        """`back` is told where to go in the grid, and whether anything was changed."""
        self._screen = screen
        self._desk = desk
        self._dataset = dataset
        self._back = back

    def go(self, row_id: int, column: str) -> None:
        """Open the source of a cell."""
        self._screen.do(lambda: self._spot(row_id, column), self._open)

    def _spot(self, row_id: int, column: str) -> Spot:
        """Find where a cell stands.

        Raises:
            NothingToDoError: it stands in no source, or its row was made of others.
        """
        dataset = self._dataset
        origins = dataset.origins(row_id, column)
        added, today = dataset.view(1), dataset.view()
        if len(origins) != 1 or added.state(row_id) is None:
            raise NothingToDoError(
                _("This cell was found in no one place of a source, so there is none to go to.")
            )
        number = today.columns[today.column(column)].id
        place = next(n for n, each in enumerate(added.columns) if each.id == number)
        return Spot(origins[0], row_id, place, added, today)

    def _open(self, spot: Spot) -> None:
        source = spot.origin.source
        at = Place(source=source.name, page=spot.origin.page, sheet=spot.origin.sheet)
        open_kept(self._screen, self._desk, lambda: source.sha256, self._come_back, at, spot)

    def _come_back(self, given: list[str] | Jump | None) -> None:
        if isinstance(given, Jump):
            self._back(Visit(False, given))
