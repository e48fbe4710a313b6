"""Stores of any length, to measure the grid and the screens on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plain import values
from curator.operations.base import Operation
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Store
from curator.tables import Patch, Rows, Table

DATASET, WHO, COLUMNS = "bench", "bench", 20


@dataclass(frozen=True)
class Scatter(Operation):
    """Delete rows and insert as many, `count` edits in all, spread over the whole."""

    name = "scatter"
    title = "Scatter"

    count: int = 0

    def apply(self, table: Table) -> Iterator[Patch]:
        """The same rows every time."""
        chance = random.Random(2)
        ids = range(12, table.row_count + 2)
        chosen = chance.sample(ids, min(self.count, len(ids)))
        removed, after = chosen[::2], chosen[1::2]
        blank = (None,) * len(table.columns)
        yield Rows(added=[(row_id, blank) for row_id in after], removed=removed)

    def describe(self) -> str:
        """Say how many."""
        return f"{self.count} scattered deletes and inserts"


def build(path: Path, rows: int, scatter: int = 0) -> None:
    """Make a store with one dataset; row 1 begins with "row-1"."""
    part, note = path.with_suffix(".part"), path.with_suffix(".txt")
    for each in path.parent.glob(f"{part.name}*"):
        each.unlink()
    note.write_text(f"{rows} rows made by a benchmark\n")
    head = TableHead(column_count=COLUMNS, header_count=1)
    with Store.open(part) as store:
        table = ExtractedTable(Source.of(note, "text/plain"), head, _batches(rows))
        dataset = store.add(table, note, WHO, DATASET)
        if scatter:
            dataset.apply(Scatter(scatter), WHO)
    for each in path.parent.glob(f"{part.name}*"):
        each.replace(path.with_name(path.name + each.name.removeprefix(part.name)))


def _batches(rows: int, size: int = 4096) -> Iterator[Batch]:
    yield Batch([[f"column_{number}" for number in range(1, COLUMNS + 1)]])
    for first in range(1, rows + 1, size):
        yield Batch([values(rid, COLUMNS) for rid in range(first, min(first + size, rows + 1))])
