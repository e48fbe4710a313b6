"""A view of chosen rows in another order: eight bytes a row, made in the background."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from curator.annotations import Annotation
from curator.arrangement import Arrangement
from curator.store.pace import Pace
from curator.store.ranges import without
from curator.store.scan import RowIds, Scan
from curator.store.stored_view import StoredView
from curator.tables import Progress
from curator.views import Row, Sign, View

_STRETCH = 65_536
"""Rows that are searched before other threads get their turn."""
_SEARCHED = 1024
"""Rows in which a sign is looked for at a time."""
_PLACED = 64
"""Up to so many blocks of new rows find their neighbours; more of them stand at the end."""


class ArrangedView(View):
    """Shows rows of `whole` as an arrangement has them; each keeps the number it has there."""

    def __init__(
        self,
        whole: StoredView,
        arrangement: Arrangement,
        rows: RowIds,
        *,
        complete: bool,
        since: int | None = None,
    ) -> None:
        """Show `rows`, which are ids.

        Args:
            complete: whether these are all, and in their last order.
            since: the revision as of which they were arranged; None is that of `whole`.
        """
        self.whole = whole
        self.arrangement = arrangement
        self.complete = complete
        self.since = whole.revision if since is None else since
        self.dataset = whole.dataset
        self.revision = whole.revision
        self.columns = whole.columns
        self.row_count = len(rows)
        self._rows = rows

    @property
    def last_number(self) -> int:
        """The greatest number that a row of the whole has."""
        return self.whole.row_count

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` rows from position `first` (0 is the top)."""
        first = max(first, 0)
        return self.whole.rows_of(self._rows[first : first + max(count, 0)], columns)

    def locate(self, row_id: int) -> int | None:
        """Return a row's position from 0, None if the view does not show it."""
        for start in range(0, len(self._rows), _STRETCH):
            try:
                return self._rows.index(row_id, start, start + _STRETCH)
            except ValueError:
                continue
        return None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return what hangs on the rows of a window, on their cells, on columns and the dataset."""
        first = max(first, 0)
        return self.whole.annotations_in(
            [(row_id, row_id) for row_id in self._rows[first : first + max(count, 0)]]
        )

    def signs(
        self, rows: Sequence[Row], columns: Sequence[int] | None = None
    ) -> Mapping[tuple[int, int], Sign]:
        """Return the signs of cells in a window, by (row id, column id)."""
        return self.whole.signs(rows, columns)

    def next_signed(
        self, sign: Sign, place: tuple[int, int], step: Literal[1, -1] = 1
    ) -> Iterator[tuple[int, int] | None]:
        """Search for the next cell with a sign, in the order that is shown."""
        columns = {column.id: number for number, column in enumerate(self.columns)}
        row = place[0]
        while 0 <= row < self.row_count:
            first = row if step > 0 else max(row - _SEARCHED + 1, 0)
            rows = self.window(first, _SEARCHED if step > 0 else row - first + 1)
            positions = {each.id: first + number for number, each in enumerate(rows)}
            found = (
                (positions[row_id], columns[column])
                for (row_id, column), told in self.signs(rows).items()
                if told == sign and column in columns
            )
            beyond = [cell for cell in found if (cell > place if step > 0 else cell < place)]
            if beyond:
                yield min(beyond) if step > 0 else max(beyond)
                return
            yield None
            row = first + _SEARCHED if step > 0 else first - 1

    def number(self, position: int, row_id: int | None) -> int | None:
        """Return the number that the row has in the whole; its id tells."""
        place = None if row_id is None else self.whole.locate(row_id)
        return None if place is None else place + 1

    def row_id(self, number: int) -> int:
        """Return the id of the row with this number in the whole, shown here or not."""
        return self.whole.row_id(number)

    def in_sight(self) -> ArrangedView:
        """Return this view without its hidden columns."""
        return ArrangedView(
            self.whole.in_sight(),
            self.arrangement,
            self._rows,
            complete=self.complete,
            since=self.since,
        )

    def carried(self, whole: StoredView) -> ArrangedView:
        """Return the same rows in the same order over another revision.

        Rows that were deleted since are gone; a block of rows that came stands below the row under
        which it came, or else at the end.
        """
        rows = self._rows
        if whole.order is not self.whole.order:
            before, after = self.whole.order.data_ranges(), whole.order.data_ranges()
            gone = {row for lo, hi in without(before, after) for row in range(lo, hi + 1)}
            if gone:
                rows = array("q", (row for row in rows if row not in gone))
            rows = self._with_new(whole, rows, list(without(after, before)))
        return ArrangedView(whole, self.arrangement, rows, complete=self.complete, since=self.since)

    def _with_new(self, whole: StoredView, rows: RowIds, came: Sequence[tuple[int, int]]) -> RowIds:
        rows = rows[:] if came else rows
        for number, (lo, hi) in enumerate(came):
            place = len(rows)
            above = (whole.locate(lo) or 0) - 1
            if number < _PLACED and above >= 0:
                ((neighbour, _same),) = whole.order.ranges(above, 1)
                if neighbour in rows:
                    place = rows.index(neighbour) + 1
            rows[place:place] = array("q", range(lo, hi + 1))
        return rows


def arranged(
    whole: StoredView, arrangement: Arrangement, progress: Progress
) -> Iterator[ArrangedView]:
    """Yield what is known of an arrangement, soon its first rows, at last all of it.

    Args:
        progress: told of rows; raises Cancelled to stop.

    Raises:
        UnknownNameError: the arrangement names a column that the view has not.
    """
    pace = Pace(progress, whole.row_count)
    with whole.scanning(pace.stops) as connection:
        scan = Scan(connection, whole, arrangement)
        for rows, complete in scan.sorted(pace) if arrangement.keys else scan.found(pace):
            yield ArrangedView(whole, arrangement, rows, complete=complete)
