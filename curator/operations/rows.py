"""Insert, delete and restore rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _, ngettext
from curator.operations.base import Operation, option
from curator.tables import Patch, Rows, Table


@dataclass(frozen=True)
class DeleteRows(Operation):
    """Take rows out of the dataset; history keeps them, and undo brings them back."""

    name = "delete-rows"
    title = _("Delete rows")

    rows: tuple[int, ...] = option(_("the rows, such as 3 or 3:8"), "rows")

    def apply(self, table: Table) -> Iterator[Patch]:
        """Rows that are gone already are left."""
        yield Rows(removed=self.rows)

    def describe(self) -> str:
        """Say how many."""
        count = len(self.rows)
        return ngettext("{count} row deleted", "{count} rows deleted", count).format(count=count)


@dataclass(frozen=True)
class RestoreRows(Operation):
    """Bring deleted rows back to the places where they stood."""

    name = "restore-rows"
    title = _("Restore deleted rows")

    rows: tuple[int, ...] = option(_("ids of deleted rows"), "deleted")

    def apply(self, table: Table) -> Iterator[Patch]:
        """They come back as data with the cells that they had."""
        for row_id in self.rows:
            if not table.is_deleted(row_id):
                raise OperationError(
                    _("There is no deleted row with the id {row_id}.").format(row_id=row_id)
                )
        yield Rows(restored=self.rows)

    def describe(self) -> str:
        """Say how many."""
        count = len(self.rows)
        words = ngettext("{count} deleted row restored", "{count} deleted rows restored", count)
        return words.format(count=count)


@dataclass(frozen=True)
class InsertRows(Operation):
    """Insert blank rows below a row, or at the top."""

    name = "insert-rows"
    title = _("Insert rows")

    below: tuple[int, ...] = option(_("the row below which they come; none is the top"), "rows", ())
    count: int = option(_("how many"), "number", 1)

    def apply(self, table: Table) -> Iterator[Patch]:
        """New rows have no ink: nothing was found for them."""
        if len(self.below) > 1:
            raise OperationError(_("Rows are inserted below one row; give one."))
        if self.count < 1:
            raise OperationError(
                ngettext(
                    "{count} row cannot be inserted; give 1 or more.",
                    "{count} rows cannot be inserted; give 1 or more.",
                    self.count,
                ).format(count=self.count)
            )
        blank = (None,) * len(table.columns)
        after = self.below[0] if self.below else None
        yield Rows(added=[(after, blank)] * self.count)

    def describe(self) -> str:
        """Say how many."""
        words = ngettext("{count} blank row inserted", "{count} blank rows inserted", self.count)
        return words.format(count=self.count)
