"""A view whose first column stands at the right."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import Annotation
from curator.views import Row, View


class MirroredView(View):
    """Another view with its columns from right to left.

    For drawing only: whatever is done by a column's name or id is done to the same column, and
    nothing that is exported knows of it.
    """

    def __init__(self, straight: View) -> None:
        """`straight` is the view as it is read and exported."""
        self.straight = straight
        self.dataset, self.revision = straight.dataset, straight.revision
        self.columns = list(reversed(straight.columns))
        self.row_count = straight.row_count

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return rows with the cells of `columns`, which count from the left."""
        last = len(self.columns) - 1
        chosen = range(last + 1) if columns is None else columns
        return self.straight.window(first, count, [last - place for place in chosen])

    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None if it is not shown."""
        return self.straight.locate(row_id)

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return what hangs on the rows of a window."""
        return self.straight.annotations(first, count)
