"""Drop columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _, joined
from curator.operations.base import Operation, option
from curator.tables import Columns, Patch, Table


@dataclass(frozen=True)
class DropColumns(Operation):
    """Take columns out of the dataset; history keeps them, and undo brings them back."""

    name = "drop-columns"
    title = _("Drop columns")

    columns: tuple[str, ...] = option(_("the columns"), "columns")

    def apply(self, table: Table) -> Iterator[Patch]:
        """One column that can be seen must stay."""
        gone = [table.column(name) for name in self.columns]
        if not gone:
            raise OperationError(_("Give the columns that shall go."))
        kept = [known for known in table.columns if known not in gone]
        if all(known.hidden for known in kept):
            raise OperationError(_("One column that can be seen must stay."))
        yield Columns(table.columns, kept)

    def describe(self) -> str:
        """Name the columns."""
        return _("{columns} dropped").format(columns=joined(self.columns))
