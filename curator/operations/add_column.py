"""Add a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.language import _, joined
from curator.operations.base import Operation, free_name, option
from curator.operations.placing import PLACES, place_words, placed
from curator.tables import Column, Columns, Patch, Table, Values
from curator.values import one_line, stored


@dataclass(frozen=True)
class AddColumn(Operation):
    """Add a column called `to`, blank or with one value in every row."""

    name = "add-column"
    title = _("Add a column")

    to: str = option(_("its name"))
    value: str = option(_("what stands in every row; nothing leaves them blank"), default="")
    place: str = option(_("where it goes"), "choice", "last", PLACES)
    beside: str = option(_("the column before or after which it goes"), "column", "")

    def apply(self, table: Table) -> Iterator[Patch]:
        """It has no title and no ink: nothing was found for it."""
        name = free_name(table, self.to)
        fresh = Column(0, name, "")
        yield Columns(table.columns, placed(table, [fresh], self.place, self.beside))
        value = stored(self.value)
        if value is None:
            return
        for row_ids, _values in table.chunks([]):
            yield Values(name, row_ids, [value] * len(row_ids))

    def describe(self) -> str:
        """Name it, its place and its value."""
        added = _("column {column} added {place}").format(
            column=self.to, place=place_words(self.place, self.beside)
        )
        if not self.value:
            return added
        return joined((added, _("“{value}” in every row").format(value=one_line(self.value))))
