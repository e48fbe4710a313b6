"""Rename a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curator.errors import OperationError
from curator.language import _
from curator.operations.base import Operation, option
from curator.tables import Columns, Patch, Table
from curator.values import collapsed


@dataclass(frozen=True)
class RenameColumn(Operation):
    """Give `column` another name; its title, the header's text as found, stays."""

    name = "rename-column"
    title = _("Rename column")

    column: str = option(_("the column"), "column")
    to: str = option(_("its new name"))

    def apply(self, table: Table) -> Iterator[Patch]:
        """A name that another column has, whatever the case, is refused."""
        column = table.column(self.column)
        name = collapsed(self.to)
        if name is None:
            raise OperationError(
                _("Column {column!r} needs a name of at least one letter.").format(
                    column=self.column
                )
            )
        others = [known.name for known in table.columns if known != column]
        if name.casefold() in {known.casefold() for known in others}:
            raise OperationError(_("There is a column {name!r} already.").format(name=name))
        after = [replace(known, name=name) if known == column else known for known in table.columns]
        yield Columns(table.columns, after)

    def describe(self) -> str:
        """Give both names."""
        return f"column {self.column} renamed {self.to}"
