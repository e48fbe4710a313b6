"""Put a block of cells into a table whose rows may end before the block does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _, joined, ngettext
from curator.operations.base import Operation, option
from curator.operations.set_cells import SetCells, cleaned
from curator.tables import Patch, Rows, Table, Value


@dataclass(frozen=True)
class PasteBlock(Operation):
    """Set cells, and add the block's further rows below the last of `rows`."""

    name = "paste-block"
    title = _("Paste a block")

    rows: tuple[int, ...] = option(_("the rows, such as 3 or 3:8"), "rows")
    columns: tuple[str, ...] = option(_("the columns"), "columns")
    values: tuple[tuple[Value, ...], ...] = option(
        _('JSON: a list of rows, each a list with a value a column, such as [["1", null]]'), "block"
    )

    def apply(self, table: Table) -> Iterator[Patch]:
        """The cells of rows that are added are blank in the other columns."""
        if not self.rows and table.row_count:
            raise OperationError(_("Say in which row the block begins."))
        within, beyond = self.values[: len(self.rows)], self.values[len(self.rows) :]
        yield from SetCells(self.rows, self.columns, within).apply(table)
        if any(len(row) != len(self.columns) for row in beyond):
            raise OperationError(_("Each row of the block needs a value for each column."))
        places = {column.name: place for place, column in enumerate(table.columns)}
        after = self.rows[-1] if self.rows else None
        added = []
        for row in beyond:
            values: list[Value] = [None] * len(table.columns)
            for name, value in zip(self.columns, row, strict=True):
                values[places[name]] = cleaned(value)
            added.append((after, values))
        if added:
            yield Rows(added=added)

    def describe(self) -> str:
        """Say how large the block is, and how much of it is new rows."""
        added = max(len(self.values) - len(self.rows), 0)
        pasted = _("{rows} × {columns} cells pasted into {names}").format(
            rows=len(self.values), columns=len(self.columns), names=joined(self.columns)
        )
        if not added:
            return pasted
        rows = ngettext("{count} row added", "{count} rows added", added).format(count=added)
        return joined((pasted, rows))
