"""What a cell, or what is known of it, must be like for its row to be shown."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Literal

from curator.tables import Value
from curator.values import folded, number_of, plain

Sign = Literal["=", "!=", "<", "<=", ">", ">="]

SIGNS: Mapping[Sign, Callable[[Any, Any], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}

_BARE_BOUND = re.compile(r"[\w+\-](?:[\w.,:+\-]*\w)?")
"""A bound that stands without quotes beside the two points."""


class Condition(ABC):
    """A condition; `words` is the expression that means it."""

    @abstractmethod
    def words(self) -> str:
        """Return the condition as it is written in an expression."""


class CellCondition(Condition):
    """A condition that a cell's value alone decides."""

    @abstractmethod
    def holds(self, value: Value) -> bool:
        """Return whether a cell with this value is wanted."""


@dataclass(frozen=True)
class Blank(CellCondition):
    """Nothing stands in the cell."""

    def holds(self, value: Value) -> bool:
        """Return whether it is blank."""
        return value is None

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return "blank"


@dataclass(frozen=True)
class Is(CellCondition):
    """The cell holds exactly this text: 001 is not 1."""

    text: str

    def holds(self, value: Value) -> bool:
        """Return whether it is this text."""
        return value is not None and plain(value) == self.text

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"is {quoted(self.text)}"


@dataclass(frozen=True)
class Has(CellCondition):
    """The cell has this text in it, whatever the case, the accents, the yeh or the joiners."""

    text: str

    @cached_property
    def _part(self) -> str:
        return folded(self.text)

    def holds(self, value: Value) -> bool:
        """Return whether the text is in it."""
        return value is not None and self._part in folded(plain(value))

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"has {quoted(self.text)}"


@dataclass(frozen=True)
class Starts(CellCondition):
    """The cell begins with this text, in the same sense as `Has`."""

    text: str

    @cached_property
    def _beginning(self) -> str:
        return folded(self.text)

    def holds(self, value: Value) -> bool:
        """Return whether it begins so."""
        return value is not None and folded(plain(value)).startswith(self._beginning)

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"starts {quoted(self.text)}"


@dataclass(frozen=True)
class Matches(CellCondition):
    """A regular expression is found in the cell."""

    pattern: re.Pattern[str]

    def holds(self, value: Value) -> bool:
        """Return whether it is found."""
        return value is not None and self.pattern.search(plain(value)) is not None

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"/{self.pattern.pattern}/{'i' if self.pattern.flags & re.IGNORECASE else ''}"


@dataclass(frozen=True)
class Compared(CellCondition):
    """The cell compares so with a number, or alphabetically with a text.

    A cell that is no number compares with no number, and a blank with nothing; both are unequal.
    """

    sign: Sign
    bound: str

    @cached_property
    def _number(self) -> int | float | None:
        return number_of(self.bound)

    @cached_property
    def _text(self) -> str:
        return folded(self.bound)

    def holds(self, value: Value) -> bool:
        """Return whether it compares so."""
        compare = SIGNS[self.sign]
        if self._number is not None:
            number = number_of(value) if isinstance(value, str) else value
            return self.sign == "!=" if number is None else compare(number, self._number)
        if value is None:
            return self.sign == "!="
        return compare(folded(plain(value)), self._text)

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"{self.sign} {quoted(self.bound)}"


@dataclass(frozen=True)
class Between(CellCondition):
    """The cell lies between two bounds, both included."""

    lowest: str
    highest: str

    @cached_property
    def _bounds(self) -> tuple[Compared, Compared]:
        return Compared(">=", self.lowest), Compared("<=", self.highest)

    def holds(self, value: Value) -> bool:
        """Return whether it lies between them."""
        low, high = self._bounds
        return low.holds(value) and high.holds(value)

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return "..".join(
            quoted(bound) if _BARE_BOUND.fullmatch(bound) else f'"{bound}"'
            for bound in (self.lowest, self.highest)
        )


@dataclass(frozen=True)
class Not(CellCondition):
    """Another condition does not hold."""

    other: CellCondition

    def holds(self, value: Value) -> bool:
        """Return whether it does not."""
        return not self.other.holds(value)

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"not {self.other.words()}"


@dataclass(frozen=True)
class Noted(Condition):
    """An open annotation hangs on the cell."""

    kind: str | None = None
    """Of this kind; None for any."""

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"noted {self.kind}" if self.kind else "noted"


@dataclass(frozen=True)
class Flagged(Condition):
    """What was found in the cell was doubtful."""

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return "flagged"


@dataclass(frozen=True)
class Changed(Condition):
    """The cell was changed after a revision."""

    since: int = 1

    def words(self) -> str:
        """Return the condition as it is written in an expression."""
        return f"changed since {self.since}"


def quoted(text: str) -> str:
    """Return `text` as it stands in an expression, in quotes where its ends would be lost."""
    bare = text.strip() == text and not text.startswith('"') and ".." not in text
    return text if text and bare else f'"{text}"'
