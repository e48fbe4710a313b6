"""What a grid shows at one moment, and its header and rows drawn from that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from rich.style import Style
from textual.strip import Strip

from curator.tables import Value
from curator.views import Sign
from screens.widgets.blocks import Signs
from screens.widgets.cells import Pending, fit
from screens.widgets.rows import Cell, Look, draw
from screens.widgets.ruler import Ruler
from screens.widgets.seen import Seen

Marks = Mapping[tuple[int | None, int | None], str]
"""(row id, column id) → a sign for that cell; without a row id for the column's header, without a
column id for the row's number."""

SIGNS: Mapping[Sign, str] = {"changed": "•", "flagged": "~"}
"""How signs are drawn at a cell's edge where no annotation stands."""
NO_SIGNS: Signs = {}

Place = tuple[int, int]
"""(row position, column position), both from 0."""


@dataclass(frozen=True)
class Selection:
    """A block of cells, by position."""

    rows: range
    columns: range

    def at(self, row: int) -> range:
        """Return the columns that are selected in a row; none if only one cell is selected."""
        many = len(self.rows) > 1 or len(self.columns) > 1
        return self.columns if many and row in self.rows else range(0)


@dataclass(frozen=True)
class Scene:
    """What lines are drawn from, besides the cells."""

    ruler: Ruler
    look: Look
    marks: Marks
    cursor: Place
    selection: Selection
    seen: Seen
    gutter: int
    """The width of the row numbers."""
    origin: int
    """The screen's column, from 0, at which lines begin."""
    width: int

    def header(self) -> Strip:
        """Draw the columns' names."""
        names = self.ruler.names
        cells = [self._cell(names[place], place, None, None) for place in self.seen.places]
        return self._line((" " * self.gutter, self.look.header), cells, self.look.header)

    def row(
        self,
        position: int,
        told: int | None,
        row_id: int | None,
        values: Sequence[Value | Pending],
        signs: Signs = NO_SIGNS,
    ) -> Strip:
        """Draw a row.

        Args:
            position: from 0.
            told: its number, None if it is not known yet.
            row_id: None if it is not known yet.
            values: one for each column that is seen.
        """
        look, selected = self.look, self.selection.at(position)
        cells = []
        for place, value in zip(self.seen.places, values, strict=True):
            over = look.blank if value is None else None
            if (position, place) == self.cursor:
                over = look.cursor
            elif place in selected:
                over = look.selected
            cells.append(self._cell(value, place, row_id, over, signs))
        mark = self.marks.get((row_id, None), "") if row_id is not None else ""
        number = str("" if told is None else told).rjust(self.gutter - 1) + (mark[:1] or " ")
        base = look.odd if position % 2 else look.even
        if position == self.cursor[0]:
            base = look.current
        return self._line((number, look.gutter), cells, base)

    def _cell(
        self,
        value: Value | Pending,
        place: int,
        row_id: int | None,
        over: Style | None,
        signs: Signs = NO_SIGNS,
    ) -> Cell:
        """Dress a value as a cell; the last one that is seen may have less room than it wants."""
        width = self.seen.width(place)
        cell = (row_id, self.ruler.columns[place].id)
        mark = self.marks.get(cell, "")
        if not mark and signs and (sign := signs.get(cast(tuple[int, int], cell))):
            mark = SIGNS[sign]
        mark = mark if len(mark) < width else ""
        text = fit(value, width - len(mark))
        return Cell(text, width, mark, over, at_frozen=place == self.seen.border)

    def _line(self, gutter: tuple[str, Style], cells: Sequence[Cell], base: Style) -> Strip:
        return draw(gutter, cells, base, self.look.mark, self.origin, self.width)
