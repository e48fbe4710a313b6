"""Find and replace text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curator.errors import OperationError
from curator.operations.base import Operation, chosen, listed, option
from curator.tables import Patch, Table, Values
from curator.values import stored


@dataclass(frozen=True)
class FindReplace(Operation):
    """Replace every occurrence of `find` in the text of `columns` with `replace`."""

    name = "find-replace"
    title = "Find and replace"

    find: str = option("the text, or regular expression, to look for")
    replace: str = option("what to put in its place; \\1 is a group of the expression", default="")
    columns: tuple[str, ...] = option("the columns; none is all", "columns", ())
    regex: bool = option("`find` is a regular expression (Python's)", "switch", False)
    ignore_case: bool = option("capital and small letters are alike", "switch", False)

    def apply(self, table: Table) -> Iterator[Patch]:
        """Numbers and blanks are left; a cell that ends up empty becomes blank."""
        change = self._change()
        for column in chosen(table, self.columns):
            for row_ids, (values,) in table.chunks([column]):
                changed = [
                    stored(change(value)) if isinstance(value, str) else value for value in values
                ]
                yield Values(column, row_ids, changed)

    def describe(self) -> str:
        """Quote both texts."""
        return f"“{self.find}” replaced with “{self.replace}” in {listed(self.columns)}"

    def _change(self) -> Callable[[str], str]:
        if not self.find:
            raise OperationError("There is nothing to look for: give the text to find.")
        if not self.regex and not self.ignore_case:
            return lambda text: text.replace(self.find, self.replace)
        pattern = self._pattern()
        replacement = self.replace if self.regex else self.replace.replace("\\", "\\\\")
        try:
            re.compile(f"{pattern.pattern}|", pattern.flags).sub(replacement, "")
        except (re.error, IndexError) as error:
            raise OperationError(
                f"The replacement {self.replace!r} does not fit: {error}."
            ) from error
        return lambda text: pattern.sub(replacement, text)

    def _pattern(self) -> re.Pattern[str]:
        flags = re.IGNORECASE if self.ignore_case else 0
        try:
            return re.compile(self.find if self.regex else re.escape(self.find), flags)
        except re.error as error:
            raise OperationError(f"{self.find!r} is no regular expression: {error}.") from error
