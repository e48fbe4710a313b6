"""Capital and small letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from curator.language import _
from curator.operations.base import Operation, listed, option, text_changes
from curator.tables import Patch, Table

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\u0300-\u036f])*")
"""A letter, then letters, combining marks and apostrophes: O'Brien's is one word."""


def _titled(text: str) -> str:
    """Return `text` with each word's first letter a capital, or as titles have it (ǆ is ǅ)."""
    return _WORD.sub(lambda word: word[0][0].title() + word[0][1:].lower(), text)


_CHANGES: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": _titled,
}
_SAID = {
    "upper": _("text in upper case in {columns}"),
    "lower": _("text in lower case in {columns}"),
    "title": _("text in title case in {columns}"),
}


@dataclass(frozen=True)
class ChangeCase(Operation):
    """Write the text of `columns` in capitals, in small letters, or with capital first letters.

    Unicode's own rules hold, whatever the language; scripts without case stay as they are.
    """

    name = "change-case"
    title = _("Change case")

    to: str = option(
        _("how letters are written"),
        "choice",
        choices={
            "upper": _("CAPITALS"),
            "lower": _("small letters"),
            "title": _("Each Word With a Capital"),
        },
    )
    columns: tuple[str, ...] = option(_("the columns; none is all"), "columns", ())

    def apply(self, table: Table) -> Iterator[Patch]:
        """Numbers and blanks are left."""
        yield from text_changes(table, self.columns, _CHANGES[self.to])

    def describe(self) -> str:
        """Say how, and name the columns."""
        return _SAID[self.to].format(columns=listed(self.columns))
