"""Split rows whose cells hold several values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from curator.errors import OperationError
from curator.language import _, joined
from curator.operations.base import Operation, option
from curator.operations.left import left_rows
from curator.operations.separator import splitter
from curator.tables import Patch, Rows, Table, Value, Values


@dataclass(frozen=True)
class SplitRows(Operation):
    """Make several rows of each row whose cells in `columns` hold several values.

    The row itself keeps the first value of each of these cells; new rows below it take the others.
    """

    name = "split-rows"
    title = _("Split rows")

    columns: tuple[str, ...] = option(_("the columns whose cells hold several values"), "columns")
    separator: str = option(_("what stands between the values; \\n is a line break"), default="\\n")
    others: str = option(
        _("the other cells of the new rows"),
        "choice",
        "copy",
        {"copy": _("as in the row that is split"), "blank": _("blank")},
    )

    def apply(self, table: Table) -> Iterator[Patch]:
        """Rows of which two cells hold different numbers of values are left.

        Each new row names the row that it was split from, whose ink is its ink.
        """
        split = splitter(self.separator)
        chosen = list(dict.fromkeys(table.column(name).name for name in self.columns))
        if not chosen:
            raise OperationError(_("Give the columns whose cells hold several values."))
        names = [column.name for column in table.columns]
        places = [names.index(name) for name in chosen]
        uneven: list[tuple[int, int]] = []
        first = 0
        for row_ids, columns in table.chunks(names):
            pieces: dict[int, list[Sequence[Value]]] = {}
            for number, row in enumerate(zip(*columns, strict=True), first):
                rows = self._split(row, places, split)
                if rows is None:
                    uneven.append((number, row_ids[number - first]))
                elif len(rows) > 1:
                    pieces[row_ids[number - first]] = rows
            first += len(row_ids)
            yield from _patches(chosen, places, pieces)
        if uneven:
            yield left_rows(uneven, _("cells that hold different numbers of values"))

    def describe(self) -> str:
        """Name the columns and the separator."""
        words = _("rows split at “{separator}” in {columns}")
        return words.format(separator=self.separator, columns=joined(self.columns))

    def _split(
        self,
        row: Sequence[Value],
        places: Sequence[int],
        split: Callable[[str], list[str | None]],
    ) -> list[Sequence[Value]] | None:
        """Return the rows that become of one; None where its cells do not agree how many."""
        parts: dict[int, list[str | None]] = {}
        for place in places:
            cell = row[place]
            if isinstance(cell, str) and len(found := split(cell)) > 1:
                parts[place] = found
        counts = {len(found) for found in parts.values()}
        if len(counts) != 1:
            return None if counts else [row]
        others: Sequence[Value] = row if self.others == "copy" else (None,) * len(row)
        pieces: list[Sequence[Value]] = []
        for number in range(counts.pop()):
            cells = list(others if number else row)
            for place, found in parts.items():
                cells[place] = found[number]
            pieces.append(cells)
        return pieces


def _patches(
    names: Sequence[str], places: Sequence[int], pieces: dict[int, list[Sequence[Value]]]
) -> Iterator[Patch]:
    """Yield the first pieces as new values of the rows themselves, the others as new rows."""
    if not pieces:
        return
    for name, place in zip(names, places, strict=True):
        yield Values(name, list(pieces), [rows[0][place] for rows in pieces.values()])
    yield Rows(
        added=[(row_id, cells) for row_id, rows in pieces.items() for cells in rows[1:]],
        parents=list(
            chain.from_iterable([[row_id]] * (len(rows) - 1) for row_id, rows in pieces.items())
        ),
    )
