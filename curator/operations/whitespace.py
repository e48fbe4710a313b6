"""Trim and collapse white space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.language import _
from curator.operations.base import Operation, listed, option, text_changes
from curator.tables import Patch, Table
from curator.values import collapsed, trimmed


@dataclass(frozen=True)
class TrimWhitespace(Operation):
    """Take white space off both ends of each cell; a cell of nothing else becomes blank."""

    name = "trim-whitespace"
    title = _("Trim white space")

    columns: tuple[str, ...] = option(_("the columns; none is all"), "columns", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Only text changes; numbers and blanks are left."""
        yield from text_changes(table, self.columns, trimmed)

    def describe(self) -> str:
        """Name the columns."""
        return _("white space trimmed in {columns}").format(columns=listed(self.columns))


@dataclass(frozen=True)
class CollapseWhitespace(Operation):
    """Make each run of white space, line breaks included, one space, and trim the ends."""

    name = "collapse-whitespace"
    title = _("Collapse white space")

    columns: tuple[str, ...] = option(_("the columns; none is all"), "columns", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Only text changes; numbers and blanks are left."""
        yield from text_changes(table, self.columns, collapsed)

    def describe(self) -> str:
        """Name the columns."""
        return _("white space collapsed in {columns}").format(columns=listed(self.columns))
