"""Which lines of text are one row of a table without a grid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.pdf.ink import Rule
from extractors.pdf.numerals import is_figure, is_year
from extractors.pdf.placing import Columns, Placed, PlacedLine
from extractors.pdf.rulings import covered

RULED = 0.5
"""Of a stretch: rulings that cover more of it go all the way."""
UNDERLINED = 0.7
"""Of a cell's columns: a ruling above it that covers more sets it apart from what is above."""

_BEGINS_INSIDE = "(&/"


class Spacing:
    """What stands between the lines of a table: gaps and rulings."""

    def __init__(
        self, lines: Sequence[PlacedLine], across: Sequence[Rule], columns: Columns
    ) -> None:
        self.lines = lines
        self.columns = columns
        self._across = across
        self.height = median(one.line.height for one in lines)
        self.gaps = [b.line.top - a.line.bottom for a, b in pairwise(lines)]
        """One fewer than there are lines; negative where they overlap."""
        last = columns.count - 1
        self.ruled = [self.ruled_share(place, 0, last) > RULED for place in range(len(self.gaps))]
        """Whether a ruling goes all the way between a line and the next."""
        self.body = _first_of_body(lines, columns.count)
        """The first line that is no heading; None if figures tell of none."""

    @property
    def rulings(self) -> int:
        """How many rulings go all the way between two lines."""
        return sum(self.ruled)

    def ruled_share(self, place: int, first: int, last: int) -> float:
        """Return how much of some columns rulings cover between line `place` and the next."""
        above, below = self.lines[place].line, self.lines[place + 1].line
        start, end = self.columns.edges(first, last)
        low = above.bottom - 0.35 * above.height
        high = below.top + 0.45 * below.height
        rules = [rule for rule in self._across if low <= rule.at <= high]
        return covered(rules, start, end) / max(1.0, end - start)

    def is_underlined(self, place: int) -> bool:
        """Whether a ruling sets some cell of the next line apart."""
        cells = self.lines[place + 1].cells
        return any(self.ruled_share(place, cell.first, cell.last) > UNDERLINED for cell in cells)


def rows(spacing: Spacing) -> list[list[PlacedLine]]:
    """Return the lines of each row, from the top."""
    joins = _joins(spacing)
    groups = [[spacing.lines[0]]]
    for place, line in enumerate(spacing.lines[1:]):
        if joins[place]:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _first_of_body(lines: Sequence[PlacedLine], columns: int) -> int | None:
    for place, line in enumerate(lines):
        texts = [cell.text for cell in line.cells if cell.first > 0]
        if (
            texts
            and line.figures >= max(1, 0.5 * len(texts))
            and len(line.columns) >= 0.4 * columns
            and not all(map(is_year, texts))
        ):
            return place
    return None


def _joins(spacing: Spacing) -> list[bool]:
    """Return of each line but the last whether the next one goes on with its row."""
    join = _Joining(spacing)
    joins = [join.goes_on(place) for place in range(len(spacing.gaps))]
    for place in [*_of_paragraphs(spacing), *_of_two_spacings(spacing)]:
        if not spacing.ruled[place]:
            joins[place] = True
    return joins


class _Joining:
    """Tells of two lines whether they are one row, by what stands in them and between them."""

    def __init__(self, spacing: Spacing) -> None:
        self.spacing = spacing
        count = len(spacing.lines)
        body, rulings = spacing.body, spacing.rulings
        within = sum(spacing.ruled[body or 0 :])
        self.many_ruled = rulings >= 0.34 * (count - 1)
        self.is_ruled = rulings >= 2 and (
            body is None or within >= 0.4 * max(1, count - 1 - body) or self.many_ruled
        )
        """Whether rulings, rather than gaps, tell the rows."""

    def goes_on(self, place: int) -> bool:
        """Whether the line after line `place` goes on with its row."""
        spacing = self.spacing
        if spacing.ruled[place] or spacing.is_underlined(place):
            return False
        if self._is_heading(place):
            return self._heading_goes_on(place)
        if place + 1 == spacing.body:
            return False
        if self.is_ruled and self.many_ruled:
            return self._ruled_row_goes_on(place)
        return self._is_wrapped(place)

    def _is_heading(self, place: int) -> bool:
        spacing = self.spacing
        if spacing.body is not None:
            return place + 1 < spacing.body
        return place == 0 and not self.is_ruled and len(spacing.lines) < 3

    def _heading_goes_on(self, place: int) -> bool:
        """A heading over several columns has rows of its own below it."""
        spacing = self.spacing
        above, below = spacing.lines[place], spacing.lines[place + 1]
        gap = spacing.gaps[place]
        if not above.spans:
            return gap < 0.8 * spacing.height
        return (
            gap < 0.5 * spacing.height
            and len(below.cells) <= len(above.cells)
            and all(any(_covers(a, b) for a in above.cells) for b in below.cells)
        )

    def _ruled_row_goes_on(self, place: int) -> bool:
        """All text between two rulings is one row, unless both lines are whole rows."""
        spacing = self.spacing
        above, below = spacing.lines[place], spacing.lines[place + 1]
        whole = (
            len(above.columns) >= 2
            and above.figures >= 1
            and below.figures >= 1
            and len(below.columns) >= 0.6 * spacing.columns.count
        )
        return spacing.gaps[place] < 1.3 * spacing.height and not whole

    def _is_wrapped(self, place: int) -> bool:
        """Whether the lower line holds what was too long for the upper one."""
        spacing = self.spacing
        above, below = spacing.lines[place], spacing.lines[place + 1]
        gap, size = spacing.gaps[place], spacing.height
        text = below.cells[0].text if below.cells else ""
        if (
            gap < 0.9 * size
            and below.columns < above.columns
            and len(above.columns) >= 2
            and below.figures == 0
            and not self._begins_a_row(below, text)
        ):
            inside = sum(_begins_inside(cell.text) for cell in below.cells)
            return 0 not in below.columns or inside >= 0.5 * len(below.cells)
        if gap >= 0.6 * size:
            return False
        if above.columns == {0} and 0 in below.columns and _begins_inside(text, "("):
            return True
        return (
            len(above.columns) >= 2
            and below.columns <= above.columns
            and below.figures == 0
            and all(cell.text[:1].islower() for cell in below.cells)
        )

    def _begins_a_row(self, line: PlacedLine, text: str) -> bool:
        """A capital in the first column, with more beside it, begins one."""
        return (
            0 in line.columns
            and len(line.columns) > 1
            and self.spacing.columns.count > 2
            and text[:1].isupper()
        )


def _covers(one: Placed, other: Placed) -> bool:
    return one.first <= other.first and other.last <= one.last


def _begins_inside(text: str, signs: str = _BEGINS_INSIDE) -> bool:
    """Whether a text begins as the middle of a sentence does."""
    return bool(text) and (text[0].islower() or text[0] in signs)


def _of_paragraphs(spacing: Spacing) -> list[int]:
    """Return the places where a table of texts, ruled here and there, goes on within a row."""
    lines = spacing.lines
    cells = [cell for line in lines for cell in line.cells]
    figures = sum(line.figures for line in lines) + sum(
        cell.first == 0 and spacing.columns.count > 1 and is_figure(cell.text) for cell in cells
    )
    whole = sum(len(line.columns) >= spacing.columns.count for line in lines) / len(lines)
    if (
        figures >= 0.15 * max(1, len(cells))
        or spacing.columns.count < 2
        or spacing.rulings < 2
        or whole >= 0.6
        or len(lines) < 5
    ):
        return []
    return [place for place, gap in enumerate(spacing.gaps) if gap < 0.5 * spacing.height]


def _of_two_spacings(spacing: Spacing) -> list[int]:
    """Return the narrow gaps where gaps come in two kinds: narrow in a row, wide between rows."""
    lines, gaps, size = spacing.lines, spacing.gaps, spacing.height
    first = spacing.body or 0
    ordered = sorted(gaps[first:])
    if len(lines) < 4 or len(ordered) < 3:
        return []
    step, place = max((b - a, number) for number, (a, b) in enumerate(pairwise(ordered)))
    narrow = ordered[: place + 1]
    if (
        step <= 0.35 * size
        or narrow[-1] >= 0.45 * size
        or narrow[-1] - narrow[0] >= 0.36 * size
        or len(narrow) < 2
    ):
        return []
    inside = [n for n in range(first, len(gaps)) if gaps[n] <= narrow[-1]]
    columns = spacing.columns.count
    enough = 0.5 * max(1, columns - 1)
    whole = sum(
        len(lines[n + 1].columns) >= 0.75 * columns
        and lines[n + 1].figures >= enough
        and lines[n].figures >= enough
        for n in inside
    )
    return inside if whole <= 0.2 * len(inside) else []
