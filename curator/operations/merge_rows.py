"""Merge neighbouring rows into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _
from curator.operations.base import Operation, option
from curator.operations.separator import separator
from curator.tables import Patch, Rows, Table, Value
from curator.values import plain, stored


@dataclass(frozen=True)
class MergeRows(Operation):
    """Make one row of neighbouring `rows`, such as the lines into which a cell was broken."""

    name = "merge-rows"
    title = _("Merge rows")

    rows: tuple[int, ...] = option(_("the rows, such as 3:4"), "rows")
    separator: str = option(
        _("what comes between the values of a column; \\n is a line break"), default=" "
    )
    once: bool = option(_("values that are alike are taken once"), "switch", False)

    def apply(self, table: Table) -> Iterator[Patch]:
        """Blanks are passed over; a single value stays what it is, a number a number.

        The new row names all rows of which it is made; their ink is its ink.
        """
        rows = self._neighbours(table)
        names = [column.name for column in table.columns]
        cells = [values for _row_id, values in table.cells(names, rows)]
        merged = [self._merged(values) for values in zip(*cells, strict=True)]
        yield Rows(added=[(rows[-1], merged)], removed=rows, parents=[rows])

    def describe(self) -> str:
        """Say how many."""
        return _("{count} rows merged into one").format(count=len(self.rows))

    def _neighbours(self, table: Table) -> list[int]:
        """Return the rows from top to bottom; raises OperationError where others are between."""
        found = {row_id: table.position(row_id) for row_id in self.rows}
        places = sorted(
            (position, row_id) for row_id, position in found.items() if position is not None
        )
        if len(places) < 2:
            raise OperationError(_("Give two rows or more that shall become one."))
        if places[-1][0] - places[0][0] >= len(places):
            raise OperationError(_("Only rows that stand one below the other can be merged."))
        return [row_id for _position, row_id in places]

    def _merged(self, values: Sequence[Value]) -> Value:
        known = [value for value in values if value is not None]
        if self.once:
            known = list({plain(value): value for value in reversed(known)}.values())[::-1]
        if len(known) < 2:
            return known[0] if known else None
        return stored(separator(self.separator).join(map(plain, known)))
