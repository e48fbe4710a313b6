"""What a workbook's own files tell of a sheet beyond what calamine does."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from curator.errors import ExtractionError
from curator.language import _, ngettext
from curator.sources import letters
from extractors.values import Found, as_seen, flag_of, is_error, raw_of

AREA = 40_000_000
"""So many places, cells and gaps together, can be held at once."""
UNSTORED = "formula without a stored value"
"""The flag of a blank cell whose formula nobody has calculated."""
COMMON = 0.25
"""A colour or stroke on a larger share of a sheet's cells is decoration, and flags nothing."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""((top, left), (bottom, right)) in the sheet, from 0, the last ones included."""


@dataclass(frozen=True)
class Style:
    """How a cell is shown, as far as it tells something."""

    code: str | None = None
    """The number format; None for General and for text."""
    colour: str | None = None
    """What fills the cell, such as "FFFF00" or "theme 4"."""
    struck: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """What the look of the cell says, in words."""
        coloured = (f"coloured {self.colour}",) if self.colour else ()
        return (*coloured, "struck through") if self.struck else coloured


PLAIN = Style()


class Comment(NamedTuple):
    """A comment on a cell; `row` and `column` count from 0."""

    row: int
    column: int
    author: str
    text: str


class Seen(NamedTuple):
    """A cell of which calamine does not tell all."""

    text: str | None
    raw: str | None
    flag: str | None
    shown: str | None


@dataclass
class Facts:
    """What was seen of one sheet; rows and columns count from 0."""

    last_row: int = -1
    last_column: int = -1
    cells: int = 0
    formulas: int = 0
    noted: dict[int, dict[int, str | None]] = field(default_factory=dict)
    """By row and column: a formula's error, None for a formula without a stored value."""
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: list[Comment] = field(default_factory=list)
    protected: bool = False
    strays: list[tuple[str, str]] = field(default_factory=list)
    """Cells far from all others that are not read, as (reference, text)."""
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    """By row and column, what a cell shows, where the file keeps that itself."""
    patterns: list[dict[int, Style]] = field(default_factory=lambda: [{}])
    """The telling styles of a row by column; the first is that of a plain row."""
    rows: array[int] = field(default_factory=lambda: array("L"))
    """For each row, which of `patterns` is its own."""
    _known: dict[tuple[tuple[int, Style], ...], int] = field(default_factory=dict)
    _rare: frozenset[str] | None = None

    def refuse_far(self, file: str, sheet: str) -> None:
        """Raise ExtractionError if the sheet reaches farther than memory does."""
        area = (self.last_row + 1) * (self.last_column + 1)
        if area > AREA:
            corner = f"{letters(self.last_column + 1)}{self.last_row + 1}"
            cells = ngettext("{count:,} cell", "{count:,} cells", area).format(count=area)
            raise ExtractionError(
                _(
                    "Sheet {sheet!r} of {file} reaches as far as {corner}, {cells} of which "
                    "{filled:,} are filled; delete the stray ones, or split it, and read it again."
                ).format(sheet=sheet, file=file, corner=corner, cells=cells, filled=self.cells)
            )

    def note_style(self, row: int, column: int, style: Style, count: int = 1) -> None:
        """Take note of a telling style, cell by cell in order; `count` cells in a row have it."""
        self.note_row(
            row,
            {**self.pattern(row), **dict.fromkeys(range(column, column + count), style)},
        )

    def note_row(self, row: int, pattern: dict[int, Style]) -> None:
        """Give a row the telling styles of `pattern`."""
        if len(self.rows) <= row:
            self.rows.extend([0] * (row + 1 - len(self.rows)))
        key = tuple(pattern.items())
        if key not in self._known:
            self._known[key] = len(self.patterns)
            self.patterns.append(pattern)
        self.rows[row] = self._known[key]

    def pattern(self, row: int) -> Mapping[int, Style]:
        """Return the telling styles of a row, by column."""
        return self.patterns[self.rows[row]] if row < len(self.rows) else {}

    def marks(self) -> Counter[str]:
        """Count the cells that each colour or stroke marks."""
        found: Counter[str] = Counter()
        for place, rows in Counter(self.rows).items():
            for style in self.patterns[place].values():
                for mark in style.marks:
                    found[mark] += rows
        return found

    def rare(self) -> frozenset[str]:
        """Return the marks that are few enough to mean something."""
        if self._rare is None:
            most = max(self.cells * COMMON, 1)
            self._rare = frozenset(one for one, count in self.marks().items() if count <= most)
        return self._rare

    def put_errors(self, number: int, row: list[Found]) -> None:
        """Put the errors of a row, which calamine leaves out, into their places."""
        for column, error in self.noted.get(number, {}).items():
            if error is not None and 0 <= column < len(row):
                row[column] = error

    def seen(
        self, number: int, row: Sequence[Found], texts: Sequence[str | None], beneath: bool = False
    ) -> Iterator[tuple[int, Seen]]:
        """Yield the cells of a row of which `texts` do not tell all, by column.

        Args:
            beneath: whether the text of a cell is the value beneath, not what its format shows.
        """
        pattern = self.pattern(number)
        noted = self.noted.get(number, {})
        own = self.texts.get(number, {})
        places = [
            place
            for place, (value, text) in enumerate(zip(row, texts, strict=True))
            if type(value) is not float and (value is not text or text[0] in "#E")
        ]  # of most other cells there is nothing more to say
        if pattern or own:
            places = sorted({*places, *pattern, *own})
        for place in places:
            if place >= len(row):
                break
            text = texts[place]
            seen = self._cell(row[place], text, pattern.get(place, PLAIN), own.get(place))
            if beneath and seen.text != text:
                seen = Seen(text, None, seen.flag, seen.text)
            if text is None and place in noted:
                seen = seen._replace(flag=UNSTORED)
            if seen != (text, None, None, None):
                yield place, seen

    def _cell(self, value: Found, text: str | None, style: Style, own: str | None) -> Seen:
        flag = flag_of(value, text)
        if style.colour or style.struck:
            flags = [flag, *(one for one in style.marks if one in self.rare())]
            flag = "; ".join(one for one in flags if one) or None
        if text is None or is_error(text):
            return Seen(text, None, flag, None)
        shown, seen = as_seen(value, text, style.code, own)
        return Seen(shown, raw_of(value, text, shown), flag, seen if seen != shown else None)
