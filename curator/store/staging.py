"""The changes of a revision in the making, by column and block of rows.

They lie in memory; of a revision that changes very many cells, all but the newest lie packed in a
temporary table.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, groupby
from operator import itemgetter, not_

from curator.errors import OperationError
from curator.language import _
from curator.store.changes import write_changes, write_packs
from curator.store.packs import FROM, SHIFT, CellChange, Lot, Pack, packed, unpacked
from curator.store.rows import read_cells, read_column
from curator.tables import Value

_LOT = 10_000
"""How many cells are compared at a time."""
_HELD = 200_000
"""How many changes lie in memory before they are put aside."""
_WIDEST = 500
"""How many cells one statement changes at most."""
_ASIDE = (
    "temp.staged(col INTEGER, block INTEGER, n INTEGER, data BLOB, PRIMARY KEY(col, block))"
    " STRICT, WITHOUT ROWID"
)
Key = tuple[int, int]
"""Column id, or 0 for the rows' states, and block."""


class Staging:
    """Changes are compared with the table, counted, carried into it, and logged."""

    def __init__(self, connection: sqlite3.Connection, dataset: int) -> None:
        self.connection = connection
        self.dataset = dataset
        self._blocks: dict[Key, Lot] = {}
        self._held = 0
        self._sizes: dict[Key, int] = {}
        """How many changes each block holds, those put aside included."""

    def add(
        self, column: int, row_ids: Sequence[int], olds: Sequence[Value], news: Sequence[Value]
    ) -> None:
        """Take in changes of one column, or with column 0 of rows' states.

        Where a cell was given a value before, the later one holds.
        """
        if not row_ids:
            return
        ordered = sorted(row_ids)
        if ordered != list(row_ids):
            row_ids, olds, news = _in_order(row_ids, olds, news)
        first = 0
        while first < len(row_ids):
            block = row_ids[first] >> SHIFT
            end = bisect_left(row_ids, (block + 1) << SHIFT, first)
            self._put((column, block), (row_ids[first:end], olds[first:end], news[first:end]))
            first = end
        if self._held > _HELD:
            self._put_aside()

    def add_values(self, column: int, row_ids: Sequence[int], values: Sequence[Value]) -> None:
        """Take in new values for cells, those only that differ from what the table holds.

        Raises:
            OperationError: the dataset never had such a row.
        """
        for first in range(0, len(row_ids), _LOT):
            lot = row_ids[first : first + _LOT]
            olds = self._today(column, lot)
            news = values[first : first + _LOT]
            if len(news) != len(lot):
                raise ValueError("A value is needed for each row.")
            differ = [
                old != new or type(old) is not type(new)
                for old, new in zip(olds, news, strict=True)
            ]
            self.add(column, *_chosen((lot, olds, news), differ))

    def restore(self, column: int, lots: Iterable[Lot]) -> Iterator[int]:
        """Take in the old values of one column's changes, and yield the rows changed since.

        A cell is restored if it still holds what the change gave it.
        """
        for row_ids, olds, news in lots:
            standing = [
                now == new and type(now) is type(new)
                for now, new in zip(self._today(column, row_ids), news, strict=True)
            ]
            self.add(column, *_chosen((row_ids, news, olds), standing))
            yield from compress(row_ids, map(not_, standing))

    def counts(self) -> dict[int, int]:
        """Return how many cells changed in each column; column 0 counts rows."""
        counts: dict[int, int] = {}
        for (column, _block), size in self._sizes.items():
            if size:
                counts[column] = counts.get(column, 0) + size
        return counts

    def carry(self) -> None:
        """Write the new values into the table, block by block."""
        by_block = sorted(self._sizes, key=itemgetter(1, 0))
        for _block, keys in groupby(by_block, key=itemgetter(1)):
            columns, lots = [], []
            for key in keys:
                columns.append(key[0])
                lots.append(self._lot(key))
            if len(columns) == 1:
                ((row_ids, _olds, news),) = lots
                self._update(columns, zip(news, row_ids, strict=True))
            else:
                self._carry_rows(columns, lots)

    def log(self, number: int) -> bytes:
        """Write the changes into the log as revision `number`, and return their digest."""
        keys = sorted(key for key, size in self._sizes.items() if size)
        if sum(self._sizes.values()) < FROM:
            few = [
                CellChange(column, *change)
                for column, block in keys
                for change in zip(*self._lot((column, block)), strict=True)
            ]
            return write_changes(self.connection, self.dataset, number, few)
        digest = write_packs(self.connection, self.dataset, number, map(self._pack, keys))
        if len(self._blocks) < len(self._sizes):
            self.connection.execute("DELETE FROM temp.staged")
        return digest

    def _put(self, key: Key, lot: Lot) -> None:
        if key in self._sizes:
            lot = _merged(self._lot(key), lot)
            self._held -= len(self._blocks[key][0]) if key in self._blocks else 0
        self._blocks[key] = lot
        self._sizes[key] = len(lot[0])
        self._held += len(lot[0])

    def _put_aside(self) -> None:
        if len(self._sizes) == len(self._blocks):
            self.connection.execute(f"CREATE TABLE IF NOT EXISTS {_ASIDE}")
            self.connection.execute("DELETE FROM temp.staged")  # what was stopped left some
        packs = (packed(*key, lot) for key, lot in self._blocks.items() if lot[0])
        self.connection.executemany(
            "INSERT OR REPLACE INTO temp.staged VALUES (?, ?, ?, ?)",
            ((pack.column, pack.block, pack.size, pack.data) for pack in packs),
        )
        self._blocks.clear()
        self._held = 0

    def _lot(self, key: Key) -> Lot:
        if key in self._blocks:
            return self._blocks[key]
        return unpacked(key[1], self._aside(key)) if self._sizes[key] else ((), (), ())

    def _pack(self, key: Key) -> Pack:
        if key in self._blocks:
            return packed(*key, self._blocks[key])
        return Pack(*key, self._sizes[key], self._aside(key))

    def _aside(self, key: Key) -> bytes:
        (data,) = self.connection.execute(
            "SELECT data FROM temp.staged WHERE col = ? AND block = ?", key
        ).fetchone()
        return bytes(data)

    def _today(self, column: int, row_ids: Sequence[int]) -> Sequence[Value]:
        lo, hi = row_ids[0], row_ids[-1]
        if hi - lo + 1 == len(row_ids):
            found, (values,) = read_cells(self.connection, self.dataset, [column], [(lo, hi)])
            if found == list(row_ids):
                return values
        today = read_column(self.connection, self.dataset, column, row_ids)
        try:
            return [today[row_id] for row_id in row_ids]
        except KeyError as error:
            raise OperationError(
                _("There is no row with the id {error}.").format(error=error)
            ) from None

    def _carry_rows(self, columns: Sequence[int], lots: Sequence[Lot]) -> None:
        """Write each row of a block once: a wide row costs as much for one cell as for all."""
        rows: dict[int, tuple[list[int], list[Value]]] = {}
        for column, (row_ids, _olds, news) in zip(columns, lots, strict=True):
            for row_id, new in zip(row_ids, news, strict=True):
                touched, values = rows.setdefault(row_id, ([], []))
                touched.append(column)
                values.append(new)
        for row_id, (touched, values) in rows.items():
            for first in range(0, len(touched), _WIDEST):
                part = slice(first, first + _WIDEST)
                self._update(touched[part], [(*values[part], row_id)])

    def _update(self, columns: Collection[int], rows: Iterable[tuple[Value, ...]]) -> None:
        cells = ", ".join(f"c{column} = ?" if column else "live = ?" for column in columns)
        self.connection.executemany(f"UPDATE d{self.dataset} SET {cells} WHERE rid = ?", rows)


def _chosen(changes: Lot, which: Sequence[bool]) -> Lot:
    row_ids, olds, news = changes
    return list(compress(row_ids, which)), list(compress(olds, which)), list(compress(news, which))


def _in_order(row_ids: Sequence[int], olds: Sequence[Value], news: Sequence[Value]) -> Lot:
    """Sort changes by row id; where a row comes twice, its last value holds."""
    known = dict(zip(row_ids, zip(olds, news, strict=True), strict=True))
    ordered = sorted(known)
    changes = [known[row_id] for row_id in ordered]
    return ordered, [old for old, _new in changes], [new for _old, new in changes]


def _merged(before: Lot, after: Lot) -> Lot:
    """Return the changes of both in one block; those that lead back to where they began go."""
    if before[0] and before[0][-1] < after[0][0]:
        return [*before[0], *after[0]], [*before[1], *after[1]], [*before[2], *after[2]]
    known = {row_id: (old, new) for row_id, old, new in zip(*before, strict=True)}
    for row_id, old, new in zip(*after, strict=True):
        first = known[row_id][0] if row_id in known else old
        if first == new and type(first) is type(new):
            known.pop(row_id, None)
        else:
            known[row_id] = first, new
    ordered = sorted(known)
    changes = [known[row_id] for row_id in ordered]
    return ordered, [old for old, _new in changes], [new for _old, new in changes]
