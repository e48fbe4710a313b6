"""The changes of a revision in the making: in memory while they are few, else in a temporary table."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, groupby, islice, repeat
from operator import itemgetter, not_

from curator.errors import OperationError
from curator.language import _
from curator.store.changes import write_changes, write_packs
from curator.store.packs import FROM, SHIFT, CellChange, Lot
from curator.store.rows import read_cells, read_column
from curator.tables import Value

WIDE = 8
"""With more columns touched than this, the table is written row by row."""
_LOT = 10_000
"""How many cells are compared at a time."""
_STAGED = (
    "temp.staged(col INTEGER, rid INTEGER, old ANY, new ANY, PRIMARY KEY(col, rid))"
    " STRICT, WITHOUT ROWID"
)


class Staging:
    """Changes are compared with the table, counted, carried into it, and logged."""

    def __init__(self, connection: sqlite3.Connection, dataset: int) -> None:
        self.connection = connection
        self.dataset = dataset
        self._few: dict[tuple[int, int], CellChange] = {}
        self._many = False

    def add(self, changes: Iterable[tuple[int, int, Value, Value]]) -> None:
        """Take in changes: (column id or 0, row id, old, new)."""
        changes = iter(changes)
        if not self._many:
            for change in islice(changes, FROM):
                self._few[change[:2]] = CellChange(*change)
            if len(self._few) >= FROM:
                self._spill()
        if self._many:
            self.connection.executemany("INSERT INTO temp.staged VALUES (?, ?, ?, ?)", changes)

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
            differ = (
                old != new or type(old) is not type(new)
                for old, new in zip(olds, news, strict=True)
            )
            self.add(compress(zip(repeat(column), lot, olds, news, strict=False), differ))

    def restore(self, column: int, lots: Iterable[Lot]) -> Iterator[int]:
        """Take in the old values of one column's changes, and yield the rows changed since.

        A cell is restored if it still holds what the change gave it.
        """
        for row_ids, olds, news in lots:
            standing = [
                now == new and type(now) is type(new)
                for now, new in zip(self._today(column, row_ids), news, strict=True)
            ]
            back = zip(repeat(column), row_ids, news, olds, strict=False)
            self.add(compress(back, standing))
            yield from compress(row_ids, map(not_, standing))

    def counts(self) -> dict[int, int]:
        """Return how many cells changed in each column; column 0 counts rows."""
        if self._many:
            counted = "SELECT col, count(*) FROM temp.staged GROUP BY col"
            return dict(self.connection.execute(counted).fetchall())
        counts: dict[int, int] = {}
        for column, _row_id in self._few:
            counts[column] = counts.get(column, 0) + 1
        return counts

    def carry(self, columns: Collection[int]) -> None:
        """Write the new values of these columns into the table."""
        if not self._many:
            self._carry_rows(sorted(self._few.values(), key=itemgetter(1)))
        elif len(columns) > WIDE:
            staged = "SELECT col, rid, old, new FROM temp.staged ORDER BY rid, col"
            self._carry_rows(self.connection.execute(staged))
        else:
            for column in columns:
                self.connection.execute(
                    f"UPDATE d{self.dataset} SET {_cell(column)} = s.new FROM temp.staged s"
                    f" WHERE s.col = ? AND s.rid = d{self.dataset}.rid",
                    (column,),
                )

    def log(self, number: int) -> bytes:
        """Write the changes into the log as revision `number`, and return their digest."""
        if self._many:
            digest = write_packs(self.connection, self.dataset, number, self._blocks())
            self.connection.execute("DELETE FROM temp.staged")
            return digest
        few = sorted(self._few.values(), key=itemgetter(0, 1))
        return write_changes(self.connection, self.dataset, number, few)

    def _blocks(self) -> Iterator[tuple[int, int, Lot]]:
        """Yield the staged changes of each column's blocks."""
        select = self.connection.execute
        blocks = select("SELECT DISTINCT col, rid >> ? FROM temp.staged ORDER BY 1, 2", (SHIFT,))
        for column, block in blocks.fetchall():
            first = block << SHIFT
            rows = select(
                "SELECT rid, old, new FROM temp.staged WHERE col = ? AND rid BETWEEN ? AND ?"
                " ORDER BY rid",
                (column, first, first + (1 << SHIFT) - 1),
            ).fetchall()
            row_ids, olds, news = zip(*rows, strict=True)
            yield column, block, (row_ids, olds, news)

    def _today(self, column: int, row_ids: Sequence[int]) -> Sequence[Value]:
        lo, hi = row_ids[0], row_ids[-1]
        if hi - lo + 1 == len(row_ids):
            found, (values,) = read_cells(self.connection, self.dataset, [column], [(lo, hi)])
            if list(found) == list(row_ids):
                return values
        today = read_column(self.connection, self.dataset, column, row_ids)
        try:
            return [today[row_id] for row_id in row_ids]
        except KeyError as error:
            raise OperationError(
                _("There is no row with the id {error}.").format(error=error)
            ) from None

    def _spill(self) -> None:
        self.connection.execute(f"CREATE TABLE IF NOT EXISTS {_STAGED}")
        self.connection.execute("DELETE FROM temp.staged")  # a change that was stopped left some
        self._many = True
        self.connection.executemany(
            "INSERT INTO temp.staged VALUES (?, ?, ?, ?)", self._few.values()
        )
        self._few.clear()

    def _carry_rows(self, changes: Iterable[tuple[int, int, Value, Value]]) -> None:
        """Write each row once: a wide row costs as much for one cell as for all of them."""
        for row_id, cells in groupby(changes, key=itemgetter(1)):
            lot = [(_cell(column), new) for column, _row_id, _old, new in cells]
            for first in range(0, len(lot), 500):
                part = lot[first : first + 500]
                self.connection.execute(
                    f"UPDATE d{self.dataset} SET {', '.join(f'{cell} = ?' for cell, _ in part)}"
                    " WHERE rid = ?",
                    (*(new for _, new in part), row_id),
                )


def _cell(column: int) -> str:
    return f"c{column}" if column else "live"
