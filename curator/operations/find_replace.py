"""Find and replace text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _
from curator.operations.base import Operation, chosen, listed, option, text_changes
from curator.tables import Patch, Table, Values
from curator.values import stored


@dataclass(frozen=True)
class FindReplace(Operation):
    """Replace every occurrence of `find` in the text of `columns` with `replace`."""

    name = "find-replace"
    title = _("Find and replace")

    find: str = option(_("the text, or regular expression, to look for"))
    replace: str = option(
        _("what to put in its place; \\1 is a group of the expression"), default=""
    )
    columns: tuple[str, ...] = option(_("the columns; none is all"), "columns", ())
    regex: bool = option(_("`find` is a regular expression (Python's)"), "switch", False)
    ignore_case: bool = option(_("capital and small letters are alike"), "switch", False)

    def apply(self, table: Table) -> Iterator[Patch]:
        """Numbers and blanks are left; a cell that ends up empty becomes blank."""
        if not self.find:
            raise OperationError(_("There is nothing to look for: give the text to find."))
        if self.regex or self.ignore_case:
            yield from text_changes(table, self.columns, self._change())
            return
        for column in chosen(table, self.columns):
            for row_ids, values in table.holding(column, self.find):
                texts = [stored(str(value).replace(self.find, self.replace)) for value in values]
                yield Values(column, row_ids, texts)

    def describe(self) -> str:
        """Quote both texts."""
        return _("“{text}” replaced with “{other}” in {columns}").format(
            text=self.find, other=self.replace, columns=listed(self.columns)
        )

    def _change(self) -> Callable[[str], str | None]:
        pattern = self._pattern()
        replacement = self.replace if self.regex else self.replace.replace("\\", "\\\\")
        try:
            re.compile(f"{pattern.pattern}|", pattern.flags).sub(replacement, "")
        except (re.error, IndexError) as error:
            raise OperationError(
                _("The replacement {replacement!r} does not fit: {error}.").format(
                    replacement=self.replace, error=error
                )
            ) from error
        return lambda text: stored(pattern.sub(replacement, text)) if pattern.search(text) else text

    def _pattern(self) -> re.Pattern[str]:
        flags = re.IGNORECASE if self.ignore_case else 0
        try:
            return re.compile(self.find if self.regex else re.escape(self.find), flags)
        except re.error as error:
            raise OperationError(
                _("{text!r} is no regular expression: {error}.").format(text=self.find, error=error)
            ) from error
