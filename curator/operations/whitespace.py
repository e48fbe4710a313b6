"""Trim and collapse white space."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from curator.operations.base import Operation, chosen, listed, option
from curator.tables import Patch, Table, Values
from curator.values import collapsed, trimmed


@dataclass(frozen=True)
class TrimWhitespace(Operation):
    """Take white space off both ends of each cell; a cell of nothing else becomes blank."""

    name = "trim-whitespace"
    title = "Trim white space"

    columns: tuple[str, ...] = option("the columns; none is all", "columns", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Only text changes; numbers and blanks are left."""
        yield from _texts(table, self.columns, trimmed)

    def describe(self) -> str:
        """Name the columns."""
        return f"white space trimmed in {listed(self.columns)}"


@dataclass(frozen=True)
class CollapseWhitespace(Operation):
    """Make each run of white space, line breaks included, one space, and trim the ends."""

    name = "collapse-whitespace"
    title = "Collapse white space"

    columns: tuple[str, ...] = option("the columns; none is all", "columns", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Only text changes; numbers and blanks are left."""
        yield from _texts(table, self.columns, collapsed)

    def describe(self) -> str:
        """Name the columns."""
        return f"white space collapsed in {listed(self.columns)}"


def _texts(
    table: Table, columns: Sequence[str], change: Callable[[str], str | None]
) -> Iterator[Patch]:
    for column in chosen(table, columns):
        for row_ids, (values,) in table.chunks([column]):
            changed = [change(value) if isinstance(value, str) else value for value in values]
            yield Values(column, row_ids, changed)
