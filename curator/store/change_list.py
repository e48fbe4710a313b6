"""The cells that one revision changed, as a list of any length that is read in windows."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from curator.history import Change
from curator.store.changes import STATE
from curator.store.connection import Connections
from curator.store.packs import unpacked
from curator.tables import Value


class _Piece(NamedTuple):
    """Changes that are stored together: a pack, or all the rows of the log."""

    pack: int | None
    """The pack's row id; None for rows of the log."""
    column: int
    block: int
    size: int


class ChangeList:
    """Tells by column and row id what a large revision changed, by row and column a small one.

    Of each pack only its size is kept, so that a window unpacks no more than it shows.
    """

    def __init__(
        self,
        connections: Connections,
        dataset: int,
        revision: int,
        pieces: Sequence[_Piece],
        names: Mapping[int, str],
    ) -> None:
        """`names` are those of all columns that the dataset ever had, by their ids."""
        self._connections = connections
        self._place = (dataset, revision)
        self._pieces = pieces
        self._names = names
        self._starts = list(accumulate((piece.size for piece in pieces), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def read(self, first: int, count: int) -> list[Change]:
        """Return up to `count` changes from the one at `first`, 0 is the first."""
        first = max(first, 0)
        end = min(first + count, len(self))
        found: list[Change] = []
        with self._connections.reading() as connection:
            place = bisect_right(self._starts, first) - 1
            while first < end:
                skipped = first - self._starts[place]
                changes = self._read(connection, self._pieces[place])
                lot = changes[skipped : skipped + end - first]
                found += (Change(row, self._names[col], old, new) for row, col, old, new in lot)
                first, place = self._starts[place + 1], place + 1
        return found

    def _read(
        self, connection: sqlite3.Connection, piece: _Piece
    ) -> list[tuple[int, int, Value, Value]]:
        if piece.pack is None:
            return connection.execute(
                "SELECT rid, col, old, new FROM chg INDEXED BY chg_rev"
                " WHERE ds = ? AND rev = ? AND col > 0 ORDER BY rid, col",
                self._place,
            ).fetchall()
        (data,) = connection.execute(
            "SELECT data FROM pack WHERE rowid = ?", (piece.pack,)
        ).fetchone()
        lot = zip(*unpacked(piece.block, data), strict=True)
        return [(row_id, piece.column, old, new) for row_id, old, new in lot]


def pieces_of(connection: sqlite3.Connection, dataset: int, revision: int) -> list[_Piece]:
    """Return where the cells that a revision changed are stored, in the order of the list."""
    return [*_logged(connection, dataset, revision), *_packed(connection, dataset, revision)]


def _logged(connection: sqlite3.Connection, dataset: int, revision: int) -> Iterator[_Piece]:
    (size,) = connection.execute(
        "SELECT count(*) FROM chg INDEXED BY chg_rev WHERE ds = ? AND rev = ? AND col > 0",
        (dataset, revision),
    ).fetchone()
    if size:
        yield _Piece(None, STATE, 0, size)


def _packed(connection: sqlite3.Connection, dataset: int, revision: int) -> Iterator[_Piece]:
    yield from map(
        _Piece._make,
        connection.execute(
            "SELECT rowid, col, block, n FROM pack WHERE ds = ? AND rev = ? AND col > 0"
            " ORDER BY col, block",
            (dataset, revision),
        ),
    )
