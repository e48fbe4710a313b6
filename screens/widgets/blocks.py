"""A view's cells, read in blocks and kept while they are in use."""

from __future__ import annotations

from collections import ChainMap, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from curator.tables import Value
from curator.views import Row, Sign, View
from screens.widgets.cells import Pending

ROWS = 256
"""Rows of a block."""
BAND = 32
"""Columns of a block: a table of 500 columns is not read for the 13 that are seen."""

Signs = Mapping[tuple[int, int], Sign]
"""(row id, column id) → what is to be told of a cell."""

Key = tuple[int, int]
"""Which block from the top, and which band of columns from the left."""


class Blocks:
    """The blocks of one view that were read last.

    The screen's thread looks at them and says what it wants; another thread takes the wishes one
    by one and loads them.
    """

    def __init__(self, view: View, former: Blocks | None = None, capacity: int = 64) -> None:
        """`former` lends its cells for drawing until there is nothing left to load."""
        self.view = view
        self._former = former
        if former is not None:
            former._former = None
        self._capacity = capacity
        self._kept: OrderedDict[Key, Sequence[Row]] = OrderedDict()
        self._signs: dict[Key, Signs] = {}
        self._wanted: list[Key] = []
        self._lock = Lock()
        self._loading = False

    def want(self, keys: Sequence[Key]) -> bool:
        """Replace the wishes by `keys`, most urgent first.

        Returns:
            Whether a thread must be started that takes and loads until there is nothing to take.
        """
        with self._lock:
            self._wanted = [key for key in keys if key not in self._kept]
            start = bool(self._wanted) and not self._loading
            self._loading = self._loading or start
        return start

    def take(self) -> Key | None:
        """Return the most urgent wish, None if there is none; the thread then ends."""
        with self._lock:
            while self._wanted:
                key = self._wanted.pop(0)
                if key not in self._kept:
                    return key
            self._loading = False
            self._former = None
            return None

    def close(self) -> None:
        """Drop the wishes, so that the thread ends after the block it is reading."""
        with self._lock:
            self._wanted = []

    def load(self, key: Key) -> None:
        """Read a block; called off the screen's thread."""
        block, band = key
        rows = self.view.window(block * ROWS, ROWS, self.band(band))
        signs = self.view.signs(rows, self.band(band))
        with self._lock:
            self._kept[key] = rows
            self._signs[key] = signs
            while len(self._kept) > self._capacity:
                del self._signs[self._kept.popitem(last=False)[0]]

    def keys(self, positions: range, columns: range) -> Iterator[Key]:
        """Yield the blocks that hold these cells, from the top, whether read or not."""
        if not positions or not columns or positions.start >= self.view.row_count:
            return
        last = min(positions.stop, self.view.row_count) - 1
        for block in range(max(positions.start, 0) // ROWS, last // ROWS + 1):
            for band in range(columns.start // BAND, (columns.stop - 1) // BAND + 1):
                yield block, band

    def around(
        self, rows: range, columns: Sequence[range], cursor: tuple[int, int], *, ends: bool
    ) -> list[Key]:
        """Return the blocks to wish for: those that are seen, the cursor's, two pages around.

        Args:
            rows: the positions that are seen.
            columns: the stretches of columns that are seen.
            cursor: row and column.
            ends: whether the last block comes first, to estimate widths from.
        """
        row, column = cursor
        count, page = self.view.row_count, len(rows)
        stretches = [range(count - 1, count)] if ends else []
        stretches += [rows, range(rows.start - 2 * page, rows.stop + 2 * page)]
        keys = [key for each in stretches for some in columns for key in self.keys(each, some)]
        keys.extend(self.keys(range(row, row + 1), range(column, column + 1)))
        return list(dict.fromkeys(keys))

    def sample(self, key: Key) -> tuple[range, list[tuple[Value, ...]], set[int]]:
        """Return a band's columns, cells to estimate their widths from, and columns with signs.

        The cells are those of the block and, if it was read, of the last one: what counts up is
        longest there.
        """
        band = self.band(key[1])
        last = (max(self.view.row_count - 1, 0) // ROWS, key[1])
        rows = [*(self.rows(key) or ()), *(self.rows(last) or ())]
        signed = {column for _row_id, column in self._signs.get(key, ())}
        places = {place for place in band if self.view.columns[place].id in signed}
        return band, [row.cells for row in rows], places

    def band(self, number: int) -> range:
        """Return the columns of a band."""
        return range(number * BAND, min((number + 1) * BAND, len(self.view.columns)))

    def row(self, position: int, column: int) -> Row | None:
        """Return the row at `position`, cells only of the band of `column`; None: not read yet."""
        rows = self.rows((position // ROWS, column // BAND))
        place = position % ROWS
        return rows[place] if rows is not None and place < len(rows) else None

    def cells(
        self, position: int, columns: Sequence[int]
    ) -> tuple[int | None, list[Value | Pending]]:
        """Return a row's id and its cells in `columns`, for drawing.

        The id is None if nothing of the row was read yet; a former view's row may still stand in.
        """
        row_id = None
        cells: list[Value | Pending] = []
        rows: dict[int, Row | None] = {}
        for column in columns:
            band = column // BAND
            if band not in rows:
                rows[band] = self._drawn(position, column)
            row = rows[band]
            if row is None:
                cells.append(Pending.PENDING)
            else:
                row_id = row.id
                cells.append(row.cells[column % BAND])
        return row_id, cells

    def signs(self, position: int, columns: Sequence[int]) -> Signs:
        """Return the signs of the blocks that hold a row's cells in `columns`."""
        keys = dict.fromkeys((position // ROWS, column // BAND) for column in columns)
        told = [signs for key in keys if (signs := self._signs.get(key))]
        return ChainMap(*map(dict, told)) if len(told) > 1 else told[0] if told else {}

    def _drawn(self, position: int, column: int) -> Row | None:
        row = self.row(position, column)
        if row is None and self._former is not None:
            row = self._former.row(position, column)
        return row

    def rows(self, key: Key) -> Sequence[Row] | None:
        """Return a block, None if it was not read yet or is no longer kept."""
        with self._lock:
            rows = self._kept.get(key)
            if rows is not None:
                self._kept.move_to_end(key)
            return rows
