"""Fill blank cells from above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.language import _
from curator.operations.base import Operation, chosen, listed, option
from curator.tables import Patch, Table, Value, Values


@dataclass(frozen=True)
class FillDown(Operation):
    """Give each blank cell of `columns` the nearest value above it."""

    name = "fill-down"
    title = _("Fill down")

    columns: tuple[str, ...] = option(_("the columns; none is all"), "columns", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Leading blanks, which have nothing above them, stay blank."""
        for column in chosen(table, self.columns):
            above: Value = None
            for row_ids, (values,) in table.chunks([column]):
                filled = [above := value if value is not None else above for value in values]
                yield Values(column, row_ids, filled)

    def describe(self) -> str:
        """Name the columns."""
        words = _("blank cells filled from above in {columns}")
        return words.format(columns=listed(self.columns))
