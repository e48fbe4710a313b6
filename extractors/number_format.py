"""Render numbers and dates as a spreadsheet shows them: the format codes of ECMA-376, 18.8.30."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from extractors.date_format import is_date_code, render_date

Moment = dt.date | dt.time | dt.timedelta

LONGEST = 300
"""Longer codes are not rendered; spreadsheets take 255 characters."""
PLACES = 30
"""No more decimals are shown."""
DIGITS = 21
"""Numbers of more digits are not rendered."""
BREAK = "\0"
"""Stands between the parts of digits that signs interrupt."""

_SECTION = re.compile(r"(?:\\.|\"[^\"]*\"|\[[^\]]*\]|[^;])*")
_PIECE = re.compile(
    r"\"([^\"]*)\"|\\(.)|_(.)|\*(.)|\[([^\]]*)\]"
    r"|((?:[0#?]+\s+)?[0#?]+\s*/\s*[0#?\d]+|[0#?.][0#?,.]*(?:[eE][+-][0#?]+)?)|(.)"
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)")


def render(value: float | Moment, code: str) -> str | None:
    """Return what a cell with this value and format code shows; None if that cannot be told."""
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return render_date(value, _sections(code)[0]) if is_date_code(code) else None
    if len(code) > LONGEST or is_date_code(code):
        return None
    return _compiled(code).render(float(value))


@dataclass(frozen=True)
class _Part:
    """One section of a code: what stands before and behind the digits, and how they are shown."""

    before: str
    digits: str | None
    after: str
    percent: int
    general: bool


@dataclass(frozen=True)
class _Code:
    parts: tuple[_Part, ...]
    conditions: tuple[tuple[str, float] | None, ...]

    def render(self, value: float) -> str | None:
        number = self._chosen(value)
        if number is None:
            return None
        part = self.parts[number]
        own_sign = number > 0 or self.conditions[0] is not None
        shown = _digits(abs(value), part)
        if shown is None:
            return None
        minus = (
            "-" if value < 0 and not own_sign and any(one in "123456789" for one in shown) else ""
        )
        return f"{minus}{part.before}{shown}{part.after}".strip()

    def _chosen(self, value: float) -> int | None:
        if any(self.conditions):
            for number, condition in enumerate(self.conditions):
                if condition is None or _meets(value, *condition):
                    return number
            return None
        if value < 0 and len(self.parts) > 1:
            return 1
        return 2 if value == 0 and len(self.parts) > 2 else 0


@lru_cache(maxsize=2048)
def _compiled(code: str) -> _Code:
    sections = _sections(code)[:4]
    numeric = [one for one in sections if "@" not in _plain(one)] or ["General"]
    parts = tuple(_part(one) for one in numeric[:3])
    return _Code(parts, tuple(_condition(one) for one in numeric[:3]))


@lru_cache(maxsize=2048)
def _sections(code: str) -> Sequence[str]:
    found, place = [], 0
    while place <= len(code):
        match = _SECTION.match(code, place)
        assert match is not None
        found.append(match[0])
        place = match.end() + 1
    return found


def _plain(section: str) -> str:
    return re.sub(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.", "", section)


def _part(section: str) -> _Part:
    before, after, digits, percent = "", "", None, 0
    plain = _plain(section)
    if "general" in plain.lower():
        head, _sep, tail = re.split(r"(general)", section, maxsplit=1, flags=re.IGNORECASE)
        return _Part(_literal(head), "", _literal(tail), 0, True)
    for piece in _PIECE.finditer(section):
        quoted, escaped, skipped, filler, bracket, number, other = piece.groups()
        text = quoted or escaped or other or ""
        if skipped is not None or filler is not None:
            text = " " if skipped is not None else ""
        if bracket is not None:
            currency = _CURRENCY.match(bracket)
            text = currency[1] if currency else ""
        percent += other == "%"
        if number is not None:
            digits = number if digits is None else f"{digits}{BREAK}{after}{BREAK}{number}"
            after = ""
        elif digits is None:
            before += text
        else:
            after += text
    return _Part(before, digits, after, percent, False)


def _literal(text: str) -> str:
    part = _part(text)
    return part.before + part.after


def _condition(section: str) -> tuple[str, float] | None:
    for bracket in re.findall(r"\[([^\]]*)\]", section):
        found = _CONDITION.fullmatch(bracket.strip())
        if found:
            return found[1], float(found[2])
    return None


def _meets(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound,
        ">": value > bound,
        "=": value == bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "<>": value != bound,
    }[sign]


def _digits(value: float, part: _Part) -> str | None:
    """Return the digits of a value that is not negative; None for what cannot be told."""
    if part.general:
        return general(value)
    if part.digits is None:
        return ""
    if not part.percent and value.is_integer() and value < 1e15 and not part.digits.strip("0#"):
        return (
            str(int(value)).rjust(part.digits.count("0"), "0")
            if value or "0" in part.digits
            else ""
        )
    number = Decimal(repr(value)) * 100**part.percent
    if number.adjusted() >= DIGITS:
        return None
    code = part.digits
    if BREAK in code:
        return _broken(number, code.split(BREAK))
    if "/" in code:
        return _fraction(number, code)
    if "e" in code.lower():
        return _scientific(number, code)
    scale = len(code) - len(code.rstrip(","))
    number /= Decimal(1000) ** scale
    return _decimal(number, code.rstrip(","))


def general(value: float) -> str:
    """Return a number as the format General shows it where there is room: up to 15 digits."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    shown = f"{value:.15g}"
    return shown if "e" not in shown else shown.replace("e", "E")


def _decimal(number: Decimal, code: str) -> str:
    whole, _dot, places = code.partition(".")
    places = places.replace(",", "")[:PLACES]
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    digits, _point, rest = f"{rounded:f}".partition(".")
    least = sum(one in "0" for one in whole)
    digits = "" if digits == "0" and not least else digits.rjust(least, "0")
    if "," in whole and digits:
        digits = _grouped(digits)
    while rest and places[len(rest) - 1] in "#?" and rest[-1] == "0":
        rest = rest[:-1]
    return f"{digits}.{rest}" if rest else digits


def _grouped(digits: str) -> str:
    first = len(digits) % 3 or 3
    return ",".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])


def _broken(number: Decimal, pieces: Sequence[str]) -> str | None:
    """Return the digits with the signs that the code puts between them, such as 021-5551234."""
    codes, signs = pieces[0::2], [*pieces[1::2]]
    if any(code.strip("0#?") for code in codes):
        return None
    digits = str(int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
    digits = digits.rjust(sum(map(len, codes)), "0")
    shown = ""
    for code, sign in zip(reversed(codes[1:]), reversed(signs), strict=True):
        shown = sign + digits[-len(code) :] + shown
        digits = digits[: -len(code)]
    return digits + shown


def _scientific(number: Decimal, code: str) -> str:
    mantissa, sign, exponent = re.split(r"[eE]([+-])", code)
    power = number.adjusted() if number else 0
    shown = _decimal(number.scaleb(-power), mantissa)
    if shown.startswith("10"):
        power += 1
        shown = _decimal(number.scaleb(-power), mantissa)
    mark = "-" if power < 0 else "+" if sign == "+" else ""
    return f"{shown}E{mark}{str(abs(power)).rjust(len(exponent), '0')}"


def _fraction(number: Decimal, code: str) -> str | None:
    found = re.fullmatch(r"(?:([0#?]+)\s+)?[0#?]+\s*/\s*([0#?]+|\d+)", code)
    below = re.search(r"/\s*([0#?]+|\d+)$", code)
    if below is None:
        return None
    fixed = below[1].isdecimal() and below[1].strip("0") != ""
    if fixed:
        parts, bottom = round(number * int(below[1])), int(below[1])
    else:
        near = Fraction(number).limit_denominator(10 ** len(below[1]) - 1)
        parts, bottom = near.numerator, near.denominator
    if found is not None and found[1] is None and " " not in code:
        return f"{parts}/{bottom}"
    whole, top = divmod(parts, bottom)
    if not top:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"
