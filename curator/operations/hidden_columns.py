"""Hide columns from the screens, and show them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curator.errors import OperationError
from curator.language import _, joined
from curator.operations.base import Operation, option
from curator.tables import Columns, Patch, Table


@dataclass(frozen=True)
class HideColumns(Operation):
    """Leave columns out of the screens; they stay in the dataset and are exported all the same."""

    name = "hide-columns"
    title = _("Hide columns")

    columns: tuple[str, ...] = option(_("the columns"), "columns")

    def apply(self, table: Table) -> Iterator[Patch]:
        """One column must stay in sight."""
        gone = [table.column(name) for name in self.columns]
        if not gone:
            raise OperationError(_("Give the columns that shall be hidden."))
        after = [replace(known, hidden=known.hidden or known in gone) for known in table.columns]
        if all(known.hidden for known in after):
            raise OperationError(_("One column that can be seen must stay."))
        yield Columns(table.columns, after)

    def describe(self) -> str:
        """Name the columns."""
        return _("{columns} hidden").format(columns=joined(self.columns))


@dataclass(frozen=True)
class UnhideColumns(Operation):
    """Show hidden columns again, at the places where they stand."""

    name = "unhide-columns"
    title = _("Show hidden columns")

    columns: tuple[str, ...] = option(_("the columns; none is all that are hidden"), "hidden", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Columns that can be seen already stay so."""
        shown = [table.column(name) for name in self.columns] or table.columns
        yield Columns(
            table.columns,
            [replace(known, hidden=known.hidden and known not in shown) for known in table.columns],
        )

    def describe(self) -> str:
        """Name the columns."""
        names = joined(self.columns) or _("all hidden columns")
        return _("{columns} shown again").format(columns=names)
