"""What reading an XLSX costs beside bare calamine: first rows, full report, into the store.

    python -m benchmarks.intake_workbook [--rows 100000] [--runs 3]

The workbook is made first: 20 columns of identifiers, names, days and numbers. Each figure is the
best of the runs; child process, hashing and the disk are part of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from curator.store import Store
from extractors import read, report

COLUMNS = 20


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = _made(Path(folder) / "large.xlsx", wanted.rows)
        print(f"{wanted.rows:,} rows × {COLUMNS} columns, {path.stat().st_size / 1e6:.1f} MB")
        best: dict[str, float] = {}
        for _run in range(wanted.runs):
            for name, work in _works(path, Path(folder)).items():
                begun = time.monotonic()
                work()
                best[name] = min(best.get(name, 1e9), time.monotonic() - begun)
    bare = best["calamine alone"]
    for name, seconds in best.items():
        print(f"{name:20} {seconds:6.2f} s {seconds / bare:5.2f} ×")
    return 0


def _works(path: Path, folder: Path) -> dict[str, Callable[[], object]]:
    return {
        "calamine alone": lambda: _calamine(path),
        "first rows": lambda: _first(path),
        "full report": lambda: report(path),
        "into the store": lambda: _store(path, folder),
    }


def _calamine(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _first(path: Path) -> None:
    for table in read(path):
        next(table.batches)
        return


def _store(path: Path, folder: Path) -> None:
    file = folder / f"{time.monotonic_ns()}.store"
    with Store.open(file, "a benchmark") as store:
        for table in read(path):
            store.add(table, path, "ada")


def _made(path: Path, rows: int) -> Path:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    chosen = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.append(["id", "name", "place", "day", *(f"v{place}" for place in range(COLUMNS - 4))])
    for row in range(rows):
        code = WriteOnlyCell(sheet, row)
        code.number_format = "0000000"
        day = dt.date(2020, 1, 1) + dt.timedelta(row % 900)
        numbers = [
            chosen.randrange(10**6) if place % 2 else round(chosen.random() * 1000, 3)
            for place in range(COLUMNS - 4)
        ]
        place = chosen.choice(["Tehran", "Rasht", "Lyon", "گیلان"])
        sheet.append([code, f"name {row % 977}", place, day, *numbers])
    book.save(path)
    return path


if __name__ == "__main__":
    sys.exit(main())
