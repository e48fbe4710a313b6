"""Read tables of many pages, and compare every row and figure with what was printed.

    python benchmarks/long_tables.py                # 12 and 200 pages, Spanish and Persian
    python benchmarks/long_tables.py --memory       # peak memory at 100 and at 1,000 pages

A table is right if it is one, its rows are those that were printed, each column's sum is the grand
total that the table itself prints, every row's page is told, and no row was taken out that is none
of the header's or of the totals carried over. Memory is the highest resident size in megabytes (Linux
only).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.make_long_tables import KINDS, LANGUAGES, make
from curator.errors import CuratorError
from extractors import Options, Spool, read


@dataclass(frozen=True)
class Score:
    """How a file was read."""

    tables: int
    rows: str
    sums: bool
    pages: bool
    taken: str
    split: str
    seconds: float
    first: float
    """Seconds until the first rows came."""

    @property
    def right(self) -> bool:
        """Whether all is as it was printed."""
        pairs = (self.rows, self.taken, self.split)
        exact = all(pair.split("/")[0] == pair.split("/")[1] for pair in pairs)
        return self.tables == 1 and exact and self.sums and self.pages


def main() -> int:
    """Print a line for each file; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="12,200")
    parser.add_argument("--kinds", default=",".join(kind.name for kind in KINDS))
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one is not None:
        return _one(chosen.one)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.memory:
            return _memory(Path(folder))
        return _all(Path(folder), [int(each) for each in chosen.pages.split(",")], chosen.kinds)


def _all(folder: Path, pages: Sequence[int], kinds: str) -> int:
    wrong = 0
    print("file, tables, rows right, sums, pages, taken out, made whole, seconds, first rows after")
    for count in pages:
        for language in LANGUAGES:
            for kind in (each for each in KINDS if each.name in kinds.split(",")):
                path = folder / f"{language.code}-{kind.name}-{count}.pdf"
                make(path, language, kind, count)
                score = _score(path, count)
                wrong += not score.right
                print(
                    f"{path.stem}, {score.tables}, {score.rows}, {score.sums}, {score.pages},"
                    f" {score.taken}, {score.split}, {score.seconds:.1f}, {score.first:.2f}",
                    flush=True,
                )
    return 1 if wrong else 0


def _score(path: Path, pages: int) -> Score:
    truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
    began = time.perf_counter()
    first = 0.0
    with Spool() as spool:
        kept = []
        try:
            for table in read(path, Options()):
                first = first or time.perf_counter() - began
                kept.append(spool.keep(table))
        except CuratorError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
        seconds = time.perf_counter() - began
        found = max(kept, key=lambda each: each.row_count) if kept else None
        rows = [[_plain(cell) for cell in row] for row in found.window(0, 10**9)] if found else []
        seams = list(found.seams()) if found else []
        on_pages = found.pages() if found else []
    if rows and truth["header"][0] != rows[0][0]:
        rows = [row[::-1] for row in rows]
    expected = [truth["header"], *truth["rows"], truth["total"]]
    right = sum(one == other for one, other in zip(rows, expected, strict=False))
    return Score(
        tables=len(kept),
        rows=f"{right}/{max(len(expected), len(rows))}",
        sums=bool(rows) and all(_adds_up([row[place] for row in rows]) for place in (2, 3)),
        pages=on_pages == list(range(1, pages + 1)),
        taken=f"{sum(len(seam.taken) for seam in seams)}/{truth['taken']}",
        split=f"{sum(seam.rejoined for seam in seams)}/{truth['split']}",
        seconds=seconds,
        first=first,
    )


def _plain(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _adds_up(column: Sequence[str]) -> bool:
    """Whether the last cell of a column, below its header, is the sum of the others."""
    *numbers, total = [
        int("".join(letter for letter in cell if letter.isdecimal()) or 0) for cell in column[1:]
    ]
    return sum(numbers) == total


def _memory(folder: Path) -> int:
    """Read a short and a long file, each in a process of its own."""
    peaks = []
    for count in (100, 1000):
        path = folder / f"{count}.pdf"
        make(path, LANGUAGES[0], KINDS[0], count)
        told = subprocess.run(
            [sys.executable, __file__, "--one", str(path)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        peaks.append(json.loads(told))
        print(f"{count} pages: {told.strip()}", flush=True)
    grown = [peaks[1][side] / peaks[0][side] for side in ("parent", "child")]
    print(f"10 times the pages: {grown[0]:.2f} × the parent, {grown[1]:.2f} × the child")
    return 0


def _one(path: Path) -> int:
    """Read one file, and tell the peaks of this process and of the child that reads it."""
    child = 0

    def look(_done: int, _total: int | None) -> None:
        nonlocal child
        listed = Path("/proc/self/task").glob("*/children")
        pids = [pid for each in listed for pid in each.read_text().split()]
        child = max([child, *(_peak(pid) for pid in pids)])

    with Spool() as spool:
        kept = [spool.keep(table) for table in read(path, progress=look)]
    rows = sum(each.row_count for each in kept)
    peaks = {"tables": len(kept), "rows": rows, "parent": _peak("self"), "child": child}
    print(json.dumps(peaks))
    return 0


def _peak(pid: str) -> int:
    """Return the highest resident size of a process so far, in megabytes."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(told.get("VmHWM", "0 kB").split()[0]) >> 10


if __name__ == "__main__":
    sys.exit(main())
