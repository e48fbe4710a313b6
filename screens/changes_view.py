"""The cells that a revision changed as a view: row, column, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import Annotation
from curator.history import Change
from curator.language import _
from curator.store import ChangeList
from curator.tables import Column, Value
from curator.views import Row, View

_HEADS = (_("row"), _("column"), _("before"), _("after"))


class ChangesView(View):
    """Draws a million changed cells as it draws ten; a line's id counts from 1."""

    def __init__(self, changes: ChangeList, view: View) -> None:
        """`view` is the dataset today, to tell rows' numbers by."""
        self.dataset = view.dataset
        self.revision = view.revision
        self.columns = [Column(number, name, name) for number, name in enumerate(_HEADS, 1)]
        self.row_count = len(changes)
        self._changes = changes
        self._view = view

    def change(self, position: int) -> Change | None:
        """Return the change at a position, None where there is none."""
        found = self._changes.read(position, 1)
        return found[0] if found else None

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` changes from position `first`."""
        places = range(len(_HEADS)) if columns is None else columns
        rows = []
        for number, change in enumerate(self._changes.read(first, count), first + 1):
            cells = self._cells(change)
            rows.append(Row(number, tuple(cells[place] for place in places)))
        return rows

    def locate(self, row_id: int) -> int | None:
        """Return a line's position from 0."""
        return row_id - 1 if 1 <= row_id <= self.row_count else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return none: nothing hangs on a line of the list."""
        return ()

    def _cells(self, change: Change) -> tuple[Value, ...]:
        position = self._view.locate(change.row_id)
        row = _("deleted") if position is None else position + 1
        return row, change.column, change.before, change.after
