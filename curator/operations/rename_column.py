"""Give a column another name or title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curator.language import _
from curator.operations.base import Operation, free_name, option
from curator.tables import Columns, Patch, Table
from curator.values import trimmed


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
        name = free_name(table, self.to, but=column.name)
        after = [replace(known, name=name) if known == column else known for known in table.columns]
        yield Columns(table.columns, after)

    def describe(self) -> str:
        """Give both names."""
        return _("column {column} renamed {name}").format(column=self.column, name=self.to)


@dataclass(frozen=True)
class RetitleColumn(Operation):
    """Give `column` another title, the wording that readers see; its name stays."""

    name = "retitle-column"
    title = _("Retitle column")

    column: str = option(_("the column"), "column")
    to: str = option(_("its new title; nothing takes the title away"), default="")

    def apply(self, table: Table) -> Iterator[Patch]:
        """Titles need not differ from each other; the one that was found stays in the history."""
        column = table.column(self.column)
        title = trimmed(self.to) or ""
        yield Columns(
            table.columns,
            [replace(known, title=title) if known == column else known for known in table.columns],
        )

    def describe(self) -> str:
        """Quote the title."""
        title = trimmed(self.to)
        words = _("column {column} titled “{title}”") if title else _("title of {column} gone")
        return words.format(column=self.column, title=title)
