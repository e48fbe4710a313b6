"""Read the numbers in a column's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from curator.errors import OperationError
from curator.language import _, joined
from curator.operations.base import Operation, option
from curator.operations.left import left_rows
from curator.tables import Column, Columns, Patch, Table, Value, Values
from curator.values import Dialect, Evidence, Percent, Reading, Refusal, dialects, plain

DECIMALS: Mapping[str, str | None] = {
    "auto": None,
    "point": ".",
    "comma": ",",
    "arabic": "٫",
    "slash": "/",
}
GROUPS: Mapping[str, str | None] = {
    "auto": None,
    "none": "",
    "comma": ",",
    "point": ".",
    "space": " ",
    "apostrophe": "'",
    "arabic": "٬",
}
PERCENTS: Mapping[str, Percent] = {"leave": "leave", "strip": "strip", "divide": "divide"}
_REASONS: Mapping[Refusal, str] = {
    "no number": _("{column} has no number as the others are written"),
    "a percentage": _("{column} has a percentage"),
    "leading zeros": _("{column} has leading zeros, as codes have them"),
    "too long": _("{column} has more digits than a number keeps exactly"),
}


@dataclass(frozen=True)
class ParseNumber(Operation):
    """Make numbers of the text in `column`, all of it read in one way.

    Digits may be Latin, Persian, Arabic-Indic or Devanagari; a minus may stand before or behind,
    and parentheses mean less than nothing. What is no number stays text and is told.
    """

    name = "parse-number"
    title = _("Parse numbers")

    column: str = option(_("the column"), "column")
    decimal: str = option(
        _("the mark before decimals"),
        "choice",
        "auto",
        {
            "auto": _("as the column's numbers tell"),
            "point": _("point: 1.5"),
            "comma": _("comma: 1,5"),
            "arabic": _("Arabic decimal mark: ۱٫۵"),
            "slash": _("slash: ۱/۵"),
        },
    )
    group: str = option(
        _("the mark between thousands"),
        "choice",
        "auto",
        {
            "auto": _("as the column's numbers tell"),
            "none": _("none: 1000"),
            "comma": _("comma: 1,000"),
            "point": _("point: 1.000"),
            "space": _("space: 1 000"),
            "apostrophe": _("apostrophe: 1'000"),
            "arabic": _("Arabic thousands mark: ۱٬۰۰۰"),
        },
    )
    percent: str = option(
        _("what becomes of 25%"),
        "choice",
        "leave",
        {
            "leave": _("stays as it is, and is told"),
            "strip": _("25"),
            "divide": _("0.25"),
        },
    )
    leading_zeros: bool = option(_("007 is the number 7, not a code"), "switch", False)

    def apply(self, table: Table) -> Iterator[Patch]:
        """The column's type becomes integer, or number where there are decimals.

        A number that a float would not keep to the last digit is left.
        """
        column = table.column(self.column)
        dialect = self._dialect(table, column)
        types: set[type] = set()
        left: dict[Refusal, list[tuple[int, int]]] = {}
        first = 0
        for row_ids, (values,) in table.chunks([column.name]):
            parsed: dict[int, Value] = {}
            for number, (row_id, value) in enumerate(zip(row_ids, values, strict=True), first):
                read = self._read(dialect, value)
                if isinstance(read, str):
                    left.setdefault(read, []).append((number, row_id))
                elif read is not None:
                    types.add(type(read))
                    if read is not value:
                        parsed[row_id] = read
            first += len(row_ids)
            yield Values(column.name, list(parsed), list(parsed.values()))
        yield from self._told(table, column, types, left)

    def describe(self) -> str:
        """Name the column and the marks that were given."""
        marks = ((_("decimal {mark}"), self.decimal), (_("thousands {mark}"), self.group))
        given = joined(what.format(mark=mark) for what, mark in marks if mark != "auto")
        words = (
            _("numbers parsed in {column} ({marks})") if given else _("numbers parsed in {column}")
        )
        return words.format(column=self.column, marks=given)

    def _read(self, dialect: Dialect, value: Value) -> int | float | Refusal | None:
        if not isinstance(value, str):
            return value
        return dialect.read(value, PERCENTS[self.percent], self.leading_zeros)

    def _told(
        self,
        table: Table,
        column: Column,
        types: set[type],
        left: Mapping[Refusal, list[tuple[int, int]]],
    ) -> Iterator[Patch]:
        """Yield the column's type and what was left, one reason after the other."""
        if not types:
            raise OperationError(
                _("No text in column {column!r} is a number as it would be read.").format(
                    column=column.name
                )
            )
        kind = "number" if float in types else "integer"
        after = [replace(known, type=kind) if known == column else known for known in table.columns]
        yield Columns(table.columns, after)
        for refusal, rows in left.items():
            yield left_rows(rows, _REASONS[refusal].format(column=column.name))

    def _dialect(self, table: Table, column: Column) -> Dialect:
        """Return the dialect that is given, or the one that all of the column's numbers tell."""
        possible = dialects(DECIMALS[self.decimal], GROUPS[self.group])
        if not possible:
            raise OperationError(
                _("One mark cannot both come before decimals and stand between thousands.")
            )
        if len(possible) == 1:
            return possible[0]
        evidence = Evidence(possible, self.leading_zeros)
        for _row_ids, (values,) in table.chunks([column.name]):
            for text in dict.fromkeys(values):
                if isinstance(text, str):
                    evidence.add(text)
        verdict = evidence.verdict()
        if isinstance(verdict, Dialect):
            return verdict
        if verdict is None:
            one, other = evidence.clash()
            raise OperationError(
                _(
                    "The numbers in column {column!r} are not all written in one way:"
                    " “{one}” and “{other}”. Choose the marks, and what does not fit is left."
                ).format(column=column.name, one=one, other=other)
            )
        raise OperationError(_ambiguous(column, verdict))


def _ambiguous(column: Column, reading: Reading) -> str:
    one, other = (plain(dialect.read(reading.text, "strip")) for dialect in reading.dialects)
    return _(
        "“{text}” in column {column!r} can be read as {one} or as {other}, and no other number"
        " there decides it. Choose the mark before decimals."
    ).format(text=reading.text, column=column.name, one=one, other=other)
