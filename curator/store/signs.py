"""Which cells differ from revision 1, and which were flagged when their source was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from curator.store.packs import SHIFT, unpacked
from curator.store.past import older_cells
from curator.store.rows import IdRange
from curator.views import Row, Sign

_LOT = 256


def read_signs(
    connection: sqlite3.Connection, dataset: int, columns: Sequence[int], rows: Sequence[Row]
) -> dict[tuple[int, int], Sign]:
    """Return the signs of cells by (row id, column id).

    A cell that was flagged and has been changed since counts as changed.

    Args:
        columns: the ids of the columns that `rows` were read with.
    """
    ranges = id_ranges(row.id for row in rows)
    older = older_cells(connection, dataset, 1, columns, ranges)
    signs: dict[tuple[int, int], Sign] = dict.fromkeys(
        flagged_cells(connection, dataset, ranges), "flagged"
    )
    for row in rows if older else ():
        was = older.get(row.id, {})
        for column, cell in zip(columns, row.cells, strict=True):
            if column in was and was[column] != cell:
                signs[row.id, column] = "changed"
    return signs


def flagged_cells(
    connection: sqlite3.Connection, dataset: int, ranges: Sequence[IdRange]
) -> Iterator[tuple[int, int]]:
    """Yield (row id, column id) of the cells that were flagged."""
    for lo, hi in ranges:
        yield from connection.execute(
            "SELECT rid, col FROM ink WHERE ds = ? AND rid BETWEEN ? AND ? AND flags IS NOT NULL",
            (dataset, lo, hi),
        )


def signed_rows(
    connection: sqlite3.Connection, dataset: int, sign: Sign, ranges: Sequence[IdRange]
) -> Iterator[list[int]]:
    """Yield, in lots and in the order of `ranges`, the rows that may have a cell with a sign."""
    packed = sign == "changed" and _is_packed(connection, dataset)
    found = (
        row_id
        for bounds in ranges
        for row_id in sorted(
            {row_id for row_id, _ in flagged_cells(connection, dataset, [bounds])}
            if sign == "flagged"
            else _logged(connection, dataset, *bounds)
            | (_packed(connection, dataset, *bounds) if packed else set())
        )
    )
    while lot := list(islice(found, _LOT)):
        yield lot


def id_ranges(row_ids: Iterator[int]) -> list[IdRange]:
    """Return row ids as ranges, in their order."""
    ranges: list[IdRange] = []
    for row_id in row_ids:
        if ranges and ranges[-1][1] + 1 == row_id:
            ranges[-1] = ranges[-1][0], row_id
        else:
            ranges.append((row_id, row_id))
    return ranges


def _is_packed(connection: sqlite3.Connection, dataset: int) -> bool:
    """Whether a large revision changed cells at all; if not, no range is asked for packs."""
    found = connection.execute(
        "SELECT 1 FROM pack WHERE ds = ? AND col > 0 AND rev > 1 LIMIT 1", (dataset,)
    )
    return found.fetchone() is not None


def _logged(connection: sqlite3.Connection, dataset: int, lo: int, hi: int) -> set[int]:
    rows = connection.execute(
        "SELECT rid FROM chg WHERE ds = ? AND rid BETWEEN ? AND ? AND col > 0 AND rev > 1",
        (dataset, lo, hi),
    )
    return {row_id for (row_id,) in rows}


def _packed(connection: sqlite3.Connection, dataset: int, lo: int, hi: int) -> set[int]:
    packs = connection.execute(
        "SELECT block, data FROM pack WHERE ds = :ds AND col IN"
        " (SELECT col FROM dcol WHERE ds = :ds) AND block BETWEEN :lo AND :hi AND rev > 1",
        {"ds": dataset, "lo": lo >> SHIFT, "hi": hi >> SHIFT},
    )
    return {
        row_id for block, data in packs for row_id in unpacked(block, data)[0] if lo <= row_id <= hi
    }
