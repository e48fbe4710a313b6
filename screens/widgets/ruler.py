"""Where a grid's columns stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

from curator.tables import Column, Value
from screens.widgets.cells import measure
from screens.widgets.headings import told_apart

NARROWEST = 4
WIDEST = 40


class Ruler:
    """The widths of columns, each followed by one cell for the separator."""

    def __init__(self, columns: Sequence[Column] = (), known: Ruler | None = None) -> None:
        """`known` lends its widths to the columns it shares, so that nothing jumps."""
        self.columns = columns
        self._chosen: dict[int, int] = dict(known._chosen) if known is not None else {}
        self._sampled: dict[int, int] = dict(known._sampled) if known is not None else {}
        self._measure()

    def _measure(self) -> None:
        self.widths = [self._width(column) for column in self.columns]
        self.starts = [0, *accumulate(width + 1 for width in self.widths)]
        self.names = told_apart([column.name for column in self.columns], self.widths)

    def _width(self, column: Column) -> int:
        if column.id in self._chosen:
            return self._chosen[column.id]
        width = max(measure(column.name), self._sampled.get(column.id, 0))
        return min(max(width, NARROWEST), WIDEST)

    def choose(self, column: int, width: int) -> None:
        """Give a column a width that estimates do not change."""
        self.choose_all({column: width})

    def choose_all(self, widths: Mapping[int, int]) -> None:
        """Give columns, by their places, widths that estimates do not change."""
        for column, width in widths.items():
            self._chosen[self.columns[column].id] = max(width, 1)
        self._measure()

    def knows(self, column: int) -> bool:
        """Return whether the column's width was estimated or chosen."""
        key = self.columns[column].id
        return key in self._sampled or key in self._chosen

    def sample(
        self, places: range, rows: Sequence[Sequence[Value]], signed: Collection[int] = ()
    ) -> bool:
        """Estimate the widths of columns from the first rows seen; later ones change nothing.

        Args:
            rows: with a cell for each of `places`.
            signed: columns that need room for a sign besides.

        Returns:
            Whether anything was estimated.
        """
        fresh = False
        if not rows:
            return fresh
        for number, place in enumerate(places):
            key = self.columns[place].id
            if key not in self._sampled:
                widest = max(measure(row[number]) for row in rows)
                self._sampled[key] = widest + (place in signed)
                fresh = True
        if fresh:
            self._measure()
        return fresh
