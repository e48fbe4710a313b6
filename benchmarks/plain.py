"""A view over one plain SQLite table, to measure the grid without the store.

Its display order is a list of runs of row ids, as a store keeps it, so that deletes and inserts
cost no renumbering.
"""

from __future__ import annotations

import random
import sqlite3
import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from curator.annotations import Annotation
from curator.tables import Column
from curator.views import Row, View

Run = tuple[int, int]
"""The first row id of a run and how many follow on."""

WORDS = ("Lahijan", "Rasht", "Pokhara", "Lyon", "Kerman", "Biratnagar", "Tabriz", "Zahedan")


class PlainView(View):
    """The table `t` of a file that `build` made."""

    def __init__(self, path: Path, *, scatter: int = 0) -> None:
        """`scatter` is how many rows to delete and how many to insert, spread over the whole."""
        self.dataset, self.revision = path.stem, 1
        self._path = path
        self._local = threading.local()
        names = [row[1] for row in self._database().execute("PRAGMA table_info(t)")][1:]
        self.columns = [Column(number, name, name) for number, name in enumerate(names, 1)]
        (count,) = self._database().execute("SELECT max(rid) FROM t").fetchone()
        self._runs = list(_scattered(count, scatter))
        self._ends = list(accumulate(length for _, length in self._runs))
        self.row_count = self._ends[-1]

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return the rows of a window."""
        places = range(len(self.columns)) if columns is None else columns
        names = "".join(f', "{self.columns[place].name}"' for place in places)
        rows: list[Row] = []
        run = bisect_right(self._ends, first)
        skip = first - (self._ends[run - 1] if run else 0)
        while count > len(rows) and run < len(self._runs):
            rid, length = self._runs[run]
            taken = min(length - skip, count - len(rows))
            found = self._database().execute(
                f"SELECT rid{names} FROM t WHERE rid BETWEEN ? AND ? ORDER BY rid",
                (rid + skip, rid + skip + taken - 1),
            )
            rows.extend(Row(row_id, tuple(cells)) for row_id, *cells in found)
            run, skip = run + 1, 0
        return rows

    def locate(self, row_id: int) -> int | None:
        """Return a row's position."""
        before = 0
        for first, length in self._runs:
            if first <= row_id < first + length:
                return before + row_id - first
            before += length
        return None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return none: the plain table has no annotations."""
        return ()

    def _database(self) -> sqlite3.Connection:
        if not hasattr(self._local, "database"):
            self._local.database = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)
        database: sqlite3.Connection = self._local.database
        return database


def build(path: Path, rows: int, columns: int = 20) -> None:
    """Make a table of text, numbers in text and blanks; row ids from 1, the same every time."""
    names = ", ".join(f"column_{number}" for number in range(1, columns + 1))
    slots = ", ".join("?" * (columns + 1))
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    database = sqlite3.connect(part)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"CREATE TABLE t (rid INTEGER PRIMARY KEY, {names})")
    made = ((rid, *values(rid, columns)) for rid in range(1, rows + 1))
    database.executemany(f"INSERT INTO t VALUES ({slots})", made)
    database.commit()
    database.close()
    part.replace(path)


def values(rid: int, columns: int = 20) -> list[str | None]:
    """Return the cells of a row: text, numbers in text and blanks."""
    cells: list[str | None] = [f"row-{rid}"]
    for number in range(1, columns):
        seed = rid * 7919 + number * 104729
        if seed % 17 == 0:
            cells.append(None)
        elif number % 3 == 0:
            cells.append(str(seed % 1_000_003))
        else:
            cells.append(f"{WORDS[seed % 8]} {seed % 977}")
    return cells


def _scattered(count: int, scatter: int) -> Iterator[Run]:
    """Yield the runs after `scatter` rows were deleted and others put elsewhere."""
    chance = random.Random(2)
    if not scatter:
        yield 1, count
        return
    places = sorted(chance.sample(range(2, count), min(2 * scatter, count // 4)))
    start = 1
    for number, place in enumerate(places):
        if place > start:
            yield start, place - start
        if number % 2:
            yield chance.randrange(1, count + 1), 1
            start = place
        else:
            start = place + 1
    yield start, count + 1 - start
