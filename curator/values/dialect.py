"""How numbers are written: a decimal mark and a group mark, in whatever digits and signs.

Digits may be Latin, Persian, Arabic-Indic or Devanagari, mixed even within one number. Groups are
of three digits, or as in South Asia of two before the last three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Percent = Literal["leave", "strip", "divide"]
"""What becomes of 25%: it stays as it is, becomes 25, or becomes 0.25."""
Refusal = Literal["no number", "a percentage", "leading zeros", "too long"]
"""Why a text is left: none in this dialect, not asked for, looks like a code, would lose digits."""

DECIMALS = (".", ",", "٫", "/")
GROUPS = ("", ",", ".", " ", "'", "٬")
_PROPOSED = (".", ",", "٫")
"""Decimal marks that are found by themselves; a slash parts dates and fractions too."""

_FOLDED = {
    **{ord(zero) + digit: str(digit) for zero in "۰٠०" for digit in range(10)},
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "−﹣－"), "-"),
    **dict.fromkeys(map(ord, "＋"), "+"),
    **dict.fromkeys(map(ord, "’"), "'"),
    **dict.fromkeys(map(ord, "٪％"), "%"),
    **dict.fromkeys(map(ord, "\u200e\u200f\u061c"), ""),
}
"""Variants of one sign → the sign; marks of direction, which are no part of a number → nothing."""
_TO_NINES = str.maketrans("0123456789", "9999999999")
_NUMBER = re.compile(
    r"(?P<open>\()? ?(?P<lead>[+-])? ?(?P<body>9[9.,٫/٬' ]*9|9) ?(?P<trail>[+-])?"
    r" ?(?P<close>\))? ?(?P<percent>%)? ?(?P<last>\))?"
)
_NO_MARKS = str.maketrans("", "", ".,٫/٬' +-()%")
_LONGEST = 300
"""A number of more digits is no measurement; floats end at 308."""


@dataclass(frozen=True)
class Dialect:
    """A decimal mark and a group mark, "" where digits are not grouped; a space is any space."""

    decimal: str
    group: str

    def read(
        self, text: str, percent: Percent = "leave", leading_zeros: bool = False
    ) -> int | float | Refusal:
        """Return the number that `text` is: an int where no decimals are written, else a float.

        A float is returned only if it stands for exactly the decimals that are written.

        Args:
            leading_zeros: whether 007 is the number 7; otherwise it is left as a code.
        """
        folded = with_plain_signs(text)
        shape = _shape(folded)
        found = _places(shape, self.decimal, self.group)
        if found is None:
            return "no number"
        negative, places, is_percent = found
        if is_percent and percent == "leave":
            return "a percentage"
        if shape.startswith("z") and not leading_zeros and _padded(shape, self.decimal):
            return "leading zeros"
        digits = folded.translate(_NO_MARKS)
        shift = 2 if is_percent and percent == "divide" else 0
        return _number(digits, places + shift, negative)


@dataclass(frozen=True)
class Reading:
    """Numbers that are read differently in two dialects, and one text that shows it."""

    text: str
    dialects: tuple[Dialect, Dialect]


def typed(text: str | None, kind: str) -> str | int | float | None:
    """Return what a person typed into a cell as its column's type has it, or else as text.

    Args:
        kind: a Frictionless type name; numbers are typed with a point and without groups.
    """
    if text and kind in ("integer", "number"):
        read = Dialect(".", "").read(text)
        if isinstance(read, int) or (isinstance(read, float) and kind == "number"):
            return read
    return text or None


def dialects(decimal: str | None = None, group: str | None = None) -> list[Dialect]:
    """Return the dialects that are possible if a mark is given, or not (None)."""
    return [
        Dialect(mark, parts)
        for mark in ([decimal] if decimal is not None else _PROPOSED)
        for parts in ([group] if group is not None else GROUPS)
        if mark != parts
    ]


def with_plain_signs(text: str) -> str:
    """Return `text` with one sign for each meaning, without what is no part of a number."""
    return text.strip() if text.isascii() else text.strip().translate(_FOLDED).strip()


class Evidence:
    """Collects what a column's texts say of its dialect."""

    def __init__(self, possible: Iterable[Dialect], leading_zeros: bool = False) -> None:
        """`possible` are the dialects among which the texts decide."""
        self.possible = list(possible)
        self._zeros = leading_zeros
        self._shapes: dict[str, str] = {}
        """Each shape of a number that was met → the first text of that shape."""

    def add(self, text: str) -> None:
        """Take in a text; what is a number in none of the dialects says nothing."""
        shape = _shape(with_plain_signs(text))
        if shape not in self._shapes and self._readings(shape).count(None) < len(self.possible):
            self._shapes[shape] = text

    @property
    def count(self) -> int:
        """How many shapes of numbers were met."""
        return len(self._shapes)

    def verdict(self) -> Dialect | Reading | None:
        """Return the one dialect that explains every number.

        Two that read every number alike count as one. Where several do, a Reading of the two
        nearest; None where no dialect explains all of them.
        """
        columns = [self._readings(shape) for shape in self._shapes]
        fitting = [
            place
            for place in range(len(self.possible))
            if all(readings[place] is not None for readings in columns)
        ]
        if not fitting:
            return None
        first = fitting[0]
        for text, readings in zip(self._shapes.values(), columns, strict=True):
            for other in fitting[1:]:
                if readings[other] != readings[first]:
                    return Reading(text, (self.possible[first], self.possible[other]))
        return self.possible[first]

    def clash(self) -> tuple[str, str]:
        """Return two texts that no dialect explains together, or else the first and the last."""
        texts = list(self._shapes.items())
        for place, (shape, text) in enumerate(texts):
            for other, later in texts[place + 1 :]:
                pairs = zip(self._readings(shape), self._readings(other), strict=True)
                if not any(None not in pair for pair in pairs):
                    return text, later
        return texts[0][1], texts[-1][1]

    def _readings(self, shape: str) -> list[int | None]:
        """How many decimals each dialect sees; None where it sees no number."""
        found: list[int | None] = []
        for dialect in self.possible:
            places = _places(shape, dialect.decimal, dialect.group)
            code = shape.startswith("z") and not self._zeros and _padded(shape, dialect.decimal)
            found.append(None if places is None or code else places[1])
        return found


def _shape(folded: str) -> str:
    """Return a text with every digit as 9, and a z before it if the first digit is a zero."""
    nines = folded.translate(_TO_NINES)
    first = nines.find("9")
    return f"z{nines}" if first >= 0 and folded[first] == "0" else nines


@lru_cache(4096)
def _places(shape: str, decimal: str, group: str) -> tuple[bool, int, bool] | None:
    """Return (negative, number of decimals, with a percent sign) of a number's shape."""
    found = _NUMBER.fullmatch(shape.removeprefix("z"))
    if found is None or not _signs_fit(found):
        return None
    whole, mark, decimals = found["body"].partition(decimal)
    if mark and (not decimals or decimals.strip("9")):
        return None
    if whole.strip("9") and (shape.startswith("z") or not _grouped(whole, group)):
        return None
    negative = found["open"] is not None or "-" in (found["lead"], found["trail"])
    return negative, len(decimals), found["percent"] is not None


def _signs_fit(found: re.Match[str]) -> bool:
    """At most one sign, and parentheses in pairs and without one."""
    closed = (found["close"] is not None) + (found["last"] is not None)
    signs = (found["lead"] is not None) + (found["trail"] is not None)
    return closed == (found["open"] is not None) and signs + closed <= 1


def _grouped(whole: str, group: str) -> bool:
    if not group:
        return False
    first, *parts = whole.split(group)
    if not parts or parts[-1] != "999" or not first or first.strip("9"):
        return False
    thousands = len(first) <= 3 and all(part == "999" for part in parts)
    return thousands or (len(first) <= 2 and all(part == "99" for part in parts[:-1]))


def _padded(shape: str, decimal: str) -> bool:
    """Whether the zero that a number begins with is followed by further digits before the mark."""
    whole = shape.partition(decimal)[0]
    return whole.count("9") > 1


def _number(digits: str, places: int, negative: bool) -> int | float | Refusal:
    sign = "-" if negative else ""
    if not places:
        digits = digits.lstrip("0") or "0"
        number = int(sign + digits) if len(digits) < 20 else 1 << 63
        return number if -(1 << 63) <= number < 1 << 63 else "too long"
    if len(digits) > _LONGEST:
        return "too long"
    digits = digits.zfill(places + 1)
    written = f"{sign}{digits[:-places]}.{digits[-places:]}"
    read = float(written)
    # Up to 15 digits every float stands for the decimals it was read from (IEEE 754).
    if len(digits) > 15 and Decimal(repr(read)) != Decimal(written):
        return "too long"
    return read or 0.0  # SQLite keeps no sign of zero
