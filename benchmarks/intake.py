"""A long CSV into the store through the limited reader, beside csv.reader and executemany.

Run `python -m benchmarks.intake [--rows 1000000]`. Each side runs in a process of its own; CPU is
of the process and its children, memory the most that it held.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.plain import values
from benchmarks.stored import COLUMNS
from curator.store import Store
from extractors import read


def write_csv(path: Path, rows: int) -> None:
    """Write a CSV of text and numbers with a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([f"column_{number}" for number in range(1, COLUMNS + 1)])
        writer.writerows(values(number, COLUMNS) for number in range(1, rows + 1))


def ours(source: Path, target: Path) -> None:
    """Read the file in the limited child process and add its table."""
    with Store.open(target) as store:
        for table in read(source):
            store.add(table, source, "bench", "long")


def plain(source: Path, target: Path) -> None:
    """Read with csv.reader and insert, journalled and synchronised as a store is."""
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    cells = ", ".join(f"c{number} ANY" for number in range(1, COLUMNS + 1))
    connection.execute(f"CREATE TABLE t(rid INTEGER PRIMARY KEY, {cells}) STRICT")
    names = ", ".join(f"c{number}" for number in range(1, COLUMNS + 1))
    insert = f"INSERT INTO t({names}) VALUES ({', '.join('?' * COLUMNS)})"
    with source.open(newline="", encoding="utf-8") as file:
        connection.execute("BEGIN")
        connection.executemany(insert, islice(csv.reader(file), 1, None))
        connection.execute("COMMIT")
    connection.close()


def run(side: str, source: Path, target: Path) -> dict[str, float]:
    """Run one side in a process of its own, and return what it took."""
    command = [sys.executable, "-m", "benchmarks.intake", "--side", side]
    done = subprocess.run([*command, str(source), str(target)], stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measured(side: str, source: Path, target: Path) -> dict[str, float]:
    """Run one side here."""
    begun = time.monotonic()
    {"ours": ours, "plain": plain}[side](source, target)
    wall = time.monotonic() - begun
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "wall": wall,
        "own MB": own.ru_maxrss / 1000,
        "child MB": children.ru_maxrss / 1000,
    }


def main() -> None:
    """Make the file, run both sides in turn, and print both and their ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--side", choices=["ours", "plain"])
    parser.add_argument("paths", nargs="*", type=Path)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(measured(given.side, *given.paths)))
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("CURATOR_BENCH_DIR")) as name:
        folder = Path(name)
        write_csv(folder / "long.csv", given.rows)
        size = (folder / "long.csv").stat().st_size
        print(f"{given.rows:,} rows × {COLUMNS}, {size / 1e6:.0f} MB")
        figures = {
            side: run(side, folder / "long.csv", folder / f"{side}.db")
            for side in ("plain", "ours")
        }
    for side, took in figures.items():
        print(f"{side:6}", "  ".join(f"{what} {value:.1f}" for what, value in took.items()))
    ratio = {what: figures["ours"][what] / figures["plain"][what] for what in ("cpu", "wall")}
    print(f"ratio  cpu {ratio['cpu']:.2f} × (wanted ≤ 2.5)  wall {ratio['wall']:.2f} × (≤ 1.5)")


if __name__ == "__main__":
    main()
