"""Put columns elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _, joined
from curator.operations.base import Operation, option
from curator.operations.placing import PLACES, place_words, placed
from curator.tables import Columns, Patch, Table


@dataclass(frozen=True)
class MoveColumns(Operation):
    """Put `columns` together at another place, in the order in which they are given."""

    name = "move-columns"
    title = _("Move columns")

    columns: tuple[str, ...] = option(_("the columns"), "columns")
    place: str = option(_("where they go"), "choice", "first", PLACES)
    beside: str = option(_("the column before or after which they go"), "column", "")

    def apply(self, table: Table) -> Iterator[Patch]:
        """Only the order changes; names, cells and ink stay with their columns."""
        moved = [table.column(name) for name in dict.fromkeys(self.columns)]
        if not moved:
            raise OperationError(_("Give the columns that shall move."))
        yield Columns(table.columns, placed(table, moved, self.place, self.beside))

    def describe(self) -> str:
        """Name the columns and the place."""
        return _("{columns} moved {place}").format(
            columns=joined(self.columns), place=place_words(self.place, self.beside)
        )
