"""Stores of any length, to measure the grid and the screens on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plain import values
from curator.annotations import Place
from curator.operations.base import Operation
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store
from curator.tables import Patch, Rows, Table

DATASET, WHO, COLUMNS = "bench", "bench", 20
NOTES = 500
"""Annotations of a dataset that has some: on its first rows and spread over all."""
PERSIAN = ("لاهیجان", "رشت", "شیراز", "خراسان رضوی", "کرمان (شهر)", "می‌خواهم", "تبریز", "۱۲٬۳۴۵")
"""What every third column holds then."""


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


def build(path: Path, rows: int, scatter: int = 0, *, full: bool = False) -> None:
    """Make a store with one dataset; row 1 begins with "row-1".

    Args:
        full: with Persian columns and annotations.
    """
    part, note = path.with_suffix(".part"), path.with_suffix(".txt")
    for each in path.parent.glob(f"{part.name}*"):
        each.unlink()
    note.write_text(f"{rows} rows made by a benchmark\n")
    head = TableHead(column_count=COLUMNS, header_count=1)
    with Store.open(part) as store:
        table = ExtractedTable(Source.of(note, "text/plain"), head, _batches(rows, full))
        dataset = store.add(table, note, WHO, DATASET)
        if scatter:
            dataset.apply(Scatter(scatter), WHO)
        if full:
            _annotate(dataset, rows)
    for each in path.parent.glob(f"{part.name}*"):
        each.replace(path.with_name(path.name + each.name.removeprefix(part.name)))


def _annotate(dataset: Dataset, rows: int) -> None:
    """Write a doubt on every second of the first rows, and on rows spread over the rest."""
    near = range(2, NOTES + 2, 2)
    far = range(NOTES, rows, max(1, rows // (NOTES // 2)))
    for row_id in [*near, *far][:NOTES]:
        place = Place(row_id=row_id, column=f"column_{row_id % 5 + 2}")
        dataset.annotate(place, "doubt", f"Is row {row_id} right?", WHO)


def _batches(rows: int, full: bool, size: int = 4096) -> Iterator[Batch]:
    yield Batch([[f"column_{number}" for number in range(1, COLUMNS + 1)]])
    for first in range(1, rows + 1, size):
        numbers = range(first, min(first + size, rows + 1))
        yield Batch([_persian(rid) if full else values(rid, COLUMNS) for rid in numbers])


def _persian(rid: int) -> list[str | None]:
    row = list(values(rid, COLUMNS))
    for place in range(1, COLUMNS, 3):
        row[place] = PERSIAN[(rid + place) % len(PERSIAN)]
    return row
