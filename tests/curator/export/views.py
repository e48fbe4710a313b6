"""A view over rows in memory, for exporters that only ever see views."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import Annotation
from curator.tables import Column, Value
from curator.views import Row, View


class RowsView(View):
    """Shows the rows that it was given; the first row's id is 1."""

    def __init__(
        self, names: Sequence[str], rows: Sequence[Sequence[Value]], dataset: str = "cities"
    ) -> None:
        self.dataset = dataset
        self.revision = 1
        self.columns = [Column(number, name, name) for number, name in enumerate(names, 1)]
        self.row_count = len(rows)
        self._rows = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)]

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        found = self._rows[first : first + count]
        if columns is None:
            return found
        return [Row(row.id, tuple(row.cells[place] for place in columns)) for row in found]

    def locate(self, row_id: int) -> int | None:
        return row_id - 1 if 1 <= row_id <= self.row_count else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        return ()


def quiet(_done: int, _total: int | None) -> None:
    pass
