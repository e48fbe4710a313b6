"""Set a cell, or a block of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from curator.errors import OperationError
from curator.language import _, joined, ngettext
from curator.operations.base import Operation, option
from curator.tables import Patch, Table, Value, Values
from curator.values import one_line, plain, stored


@dataclass(frozen=True)
class SetCells(Operation):
    """Give the cells where `rows` and `columns` cross new values."""

    name = "set-cells"
    title = _("Set cells")

    rows: tuple[int, ...] = option(_("the rows, such as 3 or 3:8"), "rows")
    columns: tuple[str, ...] = option(_("the columns"), "columns")
    values: tuple[tuple[Value, ...], ...] = option(
        _('JSON: a list of rows, each a list with a value a column, such as [["1", null]]'), "block"
    )

    def apply(self, table: Table) -> Iterator[Patch]:
        """A block smaller than the place is refused, never repeated."""
        if len(self.values) != len(self.rows) or any(
            len(row) != len(self.columns) for row in self.values
        ):
            height, width = len(self.rows), len(self.columns)
            raise OperationError(
                _("The block of values does not fit {rows} × {columns}.").format(
                    rows=ngettext("{count} row", "{count} rows", height).format(count=height),
                    columns=ngettext("{count} column", "{count} columns", width).format(
                        count=width
                    ),
                )
            )
        if len(set(self.rows)) < len(self.rows) or len(set(self.columns)) < len(self.columns):
            raise OperationError(_("A row or a column is named twice."))
        for place, column in enumerate(self.columns):
            values = [cleaned(row[place]) for row in self.values]
            yield Values(table.column(column).name, self.rows, values)

    def describe(self) -> str:
        """Name the value where there is one."""
        if len(self.rows) == len(self.columns) == 1:
            value = self.values[0][0]
            if value is None:
                return _("{column} made blank").format(column=self.columns[0])
            shown = one_line(plain(value))
            return _("{column} set to “{value}”").format(column=self.columns[0], value=shown)
        return _("{rows} × {columns} cells set in {names}").format(
            rows=len(self.rows), columns=len(self.columns), names=joined(self.columns)
        )


def cleaned(value: Value) -> Value:
    """Return a value as a store keeps it; raises OperationError where no cell can hold it."""
    if isinstance(value, str):
        return stored(value)
    fits = value is None or (
        not isinstance(value, bool) and isfinite(value) and -(2**63) <= value < 2**63
    )
    if not fits:
        raise OperationError(
            _("{value!r} cannot stand in a cell; give it as text.").format(value=value)
        )
    return value
