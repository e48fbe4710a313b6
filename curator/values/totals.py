"""Sum, least and greatest of the numbers among cells, exactly as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact, InvalidOperation

from curator.tables import Value
from curator.values.dialect import Dialect

_EXACT = Context(prec=1_000, traps=[Inexact, InvalidOperation])
"""Numbers of up to 300 digits are added without rounding, or not at all."""
_SHORT = 19
"""Shorter numbers fit into 64 bits, as all that a dialect reads."""
_POINT = (Dialect(".", ""), *(Dialect(".", group) for group in (",", " ", "'", "٬")))
_COMMA = (Dialect(",", ""), *(Dialect(",", group) for group in (".", " ", "'")))
_ARABIC = (Dialect("٫", ""), *(Dialect("٫", group) for group in ("٬", ",", " ")))
READINGS = ((*_POINT, *_ARABIC), (*_COMMA, *_ARABIC))
"""The decimal mark is a point, or a comma; the Arabic one is neither's."""


@dataclass
class Sum:
    """What the numbers come to in one reading of points and commas."""

    total: Decimal = Decimal(0)
    least: Decimal | None = None
    greatest: Decimal | None = None
    count: int = 0
    """How many cells are numbers."""

    def add(self, number: Decimal) -> None:
        """Take in a number."""
        self.total = _EXACT.add(self.total, number)
        self.least = number if self.least is None else min(self.least, number)
        self.greatest = number if self.greatest is None else max(self.greatest, number)
        self.count += 1


@dataclass
class Totals:
    """Takes in cells and tells what their numbers come to."""

    sums: tuple[Sum, Sum] = field(default_factory=lambda: (Sum(), Sum()))
    """With a decimal point, and with a decimal comma."""
    filled: int = 0
    """How many cells are not blank."""
    unsure: str | None = None
    """The first text that is a different number in the two readings."""

    def add(self, values: Iterable[Value]) -> None:
        """Take in cells; blanks say nothing."""
        for value in values:
            if value is None:
                continue
            self.filled += 1
            if isinstance(value, str):
                self._add_text(value)
            else:
                number = Decimal(repr(value))
                for each in self.sums:
                    each.add(number)

    @property
    def best(self) -> Sum:
        """The reading in which more cells are numbers; with a point, if they are as many."""
        point, comma = self.sums
        return comma if comma.count > point.count else point

    @property
    def others(self) -> int:
        """How many cells hold text that is no number."""
        return self.filled - self.best.count

    @property
    def doubtful(self) -> str | None:
        """A text that may be two numbers, where nothing tells which is meant."""
        point, comma = self.sums
        return self.unsure if point.count == comma.count else None

    def _add_text(self, text: str) -> None:
        if text.isdecimal() and len(text) < _SHORT and int(text[0]):
            plain = Decimal(text)  # most numbers: digits of any script, and nothing to decide
            for each in self.sums:
                each.add(plain)
            return
        point, comma = (_read(text, dialects) for dialects in READINGS)
        for each, number in zip(self.sums, (point, comma), strict=True):
            if number is not None:
                each.add(number)
        if point != comma and None not in (point, comma):
            self.unsure = self.unsure or text


def _read(text: str, dialects: Iterable[Dialect]) -> Decimal | None:
    for dialect in dialects:
        read = dialect.read(text)
        if not isinstance(read, str):
            return Decimal(repr(read))
    return None
