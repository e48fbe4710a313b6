"""What a verified CSV export costs beside Python's csv module.

Run `python -m benchmarks.export [--rows 1000000]`. Ratios are of CPU seconds in one run, the
sides in turn; wall times follow in brackets. Two bare jobs are measured: csv.writer over rows that
a bare SELECT hands out, which is the same job without history, proof and care; and csv.writer over
rows that lie in memory already, which no export can have.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.stored import COLUMNS, DATASET, WHO, build
from curator.export import Delimited, export
from curator.export.safe_folder import read_back
from curator.operations import SetCells
from curator.store import Store
from curator.tables import Value

Times = tuple[float, float]
"""CPU and wall seconds."""
TURNS = 3
AWKWARD = ('said "yes", then left', "=1+1", "a, b", "-", "two\nlines")
"""Text that needs quotes, an apostrophe, or both."""


def timed(task: Callable[[], object]) -> Times:
    """Run a task and return what it took, what the system did for it included."""
    cpu, wall = sum(os.times()[:2]), time.monotonic()
    task()
    return sum(os.times()[:2]) - cpu, time.monotonic() - wall


def write(path: Path, rows: Iterable[Sequence[Value]]) -> None:
    """Write a CSV as anybody would."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def selected(store: Path) -> Iterator[Any]:
    """Yield the rows as SQLite hands them out."""
    names = ", ".join(f"c{number}" for number in range(1, COLUMNS + 1))
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
        yield from connection.execute(f"SELECT {names} FROM d1 WHERE rid > 1 ORDER BY rid")


def quiet(_done: int, _total: int | None) -> None:
    """Tell nobody how far it is."""


class Bench:
    """The jobs, on one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.rows = list(selected(store.connections.path))

    def from_memory(self) -> None:
        """The bare job, without even reading."""
        write(self.folder / "memory.csv", self.rows)

    def from_sqlite(self) -> None:
        """The bare job."""
        write(self.folder / "bare.csv", selected(self.store.connections.path))

    def verified(self) -> None:
        """The whole export: estimated, written, synced, read back and compared, published."""
        shutil.rmtree(self.folder / "stick", ignore_errors=True)
        dataset = self.store.dataset(DATASET)
        view = dataset.view()
        facts = dataset.export_facts(view.revision)
        export(view, Delimited(), self.folder / "stick", facts, quiet)

    def read_again(self) -> None:
        """What the proof costs of that: reading and hashing once more."""
        read_back(self.folder / "stick" / DATASET / f"{DATASET}.csv")

    def tell(self, title: str) -> None:
        """Measure all in turn, and print the medians and ratios."""
        jobs = {
            "csv.writer over rows in memory": self.from_memory,
            "SELECT and csv.writer": self.from_sqlite,
            "verified export": self.verified,
            "  of that, reading back": self.read_again,
        }
        times: dict[str, list[Times]] = {name: [] for name in jobs}
        for _turn in range(TURNS):
            for name, job in jobs.items():
                times[name].append(timed(job))
        medians = {
            name: tuple(map(statistics.median, zip(*t, strict=True))) for name, t in times.items()
        }
        print(f"{title}: {len(self.rows):,} rows × {COLUMNS}")
        for name, (cpu, wall) in medians.items():
            print(f"  {name:34} {cpu:7.2f} s CPU ({wall:.2f})", flush=True)
        ours = medians["verified export"]
        for name in list(jobs)[:2]:
            cpu, wall = medians[name]
            print(
                f"  verified export / {name:32} {ours[0] / cpu:.2f} × (wall {ours[1] / wall:.2f} ×)"
            )


def awkward(store: Store, rows: int) -> None:
    """Give every twentieth row text that needs quotes or an apostrophe."""
    dataset = store.dataset(DATASET)
    name = dataset.view().columns[4].name
    ids = tuple(range(2, rows + 2, 20))
    texts = tuple((AWKWARD[place % len(AWKWARD)],) for place in range(len(ids)))
    dataset.apply(SetCells(ids, (name,), texts), WHO)


def memory(store: Path, folder: Path) -> None:
    """Export by the command line, and print the most memory that it took."""
    call = [sys.executable, "-m", "curator", "export", DATASET, folder / "cli", "--store", store]
    subprocess.run(call, check=True, capture_output=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        f"memory of `curator export`: {peak / 1024 if sys.platform != 'darwin' else peak >> 20:.0f} MB"
    )


def main() -> None:
    """Build a store, and print what an export of it costs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(dir=os.environ.get("CURATOR_BENCH_DIR")) as name:
        folder = Path(name)
        build(folder / "bench.store", rows)
        memory(folder / "bench.store", folder)
        with Store.open(folder / "bench.store") as store:
            Bench(store, folder).tell("as found")
            awkward(store, rows)
            Bench(store, folder).tell("every twentieth row with quotes, breaks or formulas")


if __name__ == "__main__":
    main()
