"""Which rows are shown, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from curator.arrangement.conditions import Condition
from curator.arrangement.sort_key import SortKey


@dataclass(frozen=True)
class Filter:
    """Shows the rows whose cell in a column, or in any column, meets a condition."""

    column: str | None
    """None is any column, and what concerns the row as a whole."""
    condition: Condition

    def words(self) -> str:
        """Return the filter as it is written."""
        return f"{'*' if self.column is None else self.column} {self.condition.words()}"


@dataclass(frozen=True)
class Arrangement:
    """Rows that meet every filter, sorted by the first key, among equal ones by the next.

    Rows that are equal in all keys stay in the dataset's own order.
    """

    keys: tuple[SortKey, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        """Whether it arranges anything."""
        return bool(self.keys or self.filters)

    def words(self) -> str:
        """Say all of it on one line."""
        parts = [*(key.words() for key in self.keys), *(each.words() for each in self.filters)]
        return " · ".join(" ".join(part.split()) for part in parts)
