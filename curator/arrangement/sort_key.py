"""What rows are sorted by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from curator.language import _
from curator.tables import Value
from curator.values import folded, is_number, natural_key, number_of

Kind = Literal["text", "natural", "numeric"]
Comparable = int | float | str
"""Two are compared as SQLite does: numbers by size, before texts by their code points."""

KINDS: Mapping[Kind, str] = {
    "text": _("as text"),
    "natural": _("naturally"),
    "numeric": _("as numbers"),
}
"""The kinds of sorting, with what they are called."""


def _number_or_text(text: str) -> Comparable:
    number = number_of(text)
    return folded(text) if number is None else number


_KEYS: Mapping[Kind, Callable[[str], Comparable]] = {
    "text": folded,
    "natural": natural_key,
    "numeric": _number_or_text,
}


@dataclass(frozen=True)
class SortKey:
    """One column to sort by; rows that are equal in it stay in the order they have."""

    column: str
    kind: Kind = "text"
    descending: bool = False

    @property
    def reverses(self) -> bool:
        """Whether a greater comparable comes first; as numbers are sorted, it tells that itself."""
        return self.descending and self.kind != "numeric"

    def comparable(self, value: Value) -> Comparable | None:
        """Return what a cell is compared by; None, a blank, always comes last.

        Cells that hold numbers come before text. Text that is no number comes after the numbers
        among which it stands, alphabetically either way.
        """
        key = _KEYS[self.kind](value) if isinstance(value, str) else value
        if self.descending and not self.reverses and not isinstance(key, str | None):
            return -key
        return key

    def words(self) -> str:
        """Say it in words, with an arrow."""
        arrow = "▼" if self.descending else "▲"
        return _("{arrow} {column} {kind}").format(
            arrow=arrow, column=self.column, kind=KINDS[self.kind]
        )


def likely_kind(values: Iterable[Value]) -> Kind:
    """Return how a column with such values is best sorted: as most of them are."""
    filled = [value for value in values if value is not None]
    numbers = sum(not isinstance(value, str) or is_number(value) for value in filled)
    if numbers * 2 > len(filled):
        return "numeric"
    numbered = sum(isinstance(value, str) and any(map(str.isdigit, value)) for value in filled)
    return "natural" if numbered * 2 > len(filled) else "text"
