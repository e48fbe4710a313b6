"""Say which rows are the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from curator.errors import OperationError
from curator.language import _, ngettext
from curator.operations.base import Operation, option
from curator.tables import Columns, Header, Patch, Table, Value
from curator.values import column_names


@dataclass(frozen=True)
class SetHeaderRows(Operation):
    """Make the first `count` rows the header; rows that were header beyond it become data.

    The columns' names and titles are made anew from the header, so names given by hand give way.
    """

    name = "set-header-rows"
    title = _("Set header rows")

    count: int = option(_("how many of the first rows are the header"), "number")

    def apply(self, table: Table) -> Iterator[Patch]:
        """A header cell that the source drew over several columns counts for each of them."""
        known = len(table.header()) + table.row_count
        rows = self._first_rows(table) if 0 <= self.count <= known else []
        if not 0 <= self.count <= len(rows):
            raise OperationError(
                ngettext(
                    "{count} header row does not fit {table}.",
                    "{count} header rows do not fit {table}.",
                    self.count,
                ).format(count=self.count, table=_table_words(known))
            )
        chosen = rows[: self.count]
        yield Header([row_id for row_id, _values in chosen])
        names = column_names(spread(chosen, table.spans()), len(table.columns))
        after = [
            replace(column, name=name, title=title)
            for column, (name, title) in zip(table.columns, names, strict=True)
        ]
        yield Columns(table.columns, after)

    def describe(self) -> str:
        """Say how many."""
        words = ngettext(
            "header set to the first {count} row",
            "header set to the first {count} rows",
            self.count,
        )
        return words.format(count=self.count)

    def _first_rows(self, table: Table) -> list[tuple[int, tuple[Value, ...]]]:
        rows = list(table.header())
        names = [column.name for column in table.columns]
        for row_ids, columns in table.chunks(names, size=max(self.count, 1)):
            rows.extend(zip(row_ids, zip(*columns, strict=True), strict=True))
            break
        return list(islice(rows, max(self.count, 0)))


def spread(
    header: Sequence[tuple[int, Sequence[Value]]], spans: Iterable[tuple[int, int, int]]
) -> list[list[Value]]:
    """Carry each label of a header over the blank cells that its own cell covers.

    Args:
        header: (row id, a value a column), topmost first.
        spans: (row id, position of the first column, width) of cells that cover several columns.
    """
    rows = {row_id: list(values) for row_id, values in header}
    for row_id, first, width in spans:
        row = rows.get(row_id)
        if row is None:
            continue
        for place in range(first, min(first + width, len(row))):
            if row[place] is None:
                row[place] = row[first]
    return list(rows.values())


def _table_words(rows: int) -> str:
    return ngettext("a table of {count} row", "a table of {count} rows", rows).format(count=rows)
