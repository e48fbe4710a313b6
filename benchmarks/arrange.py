"""Sorting and filtering 1,000,000 rows × 20: the first screen, all of it, and keys meanwhile.

    python -m benchmarks.arrange [--rows 1e6]

First in a process of its own, then in the editor on a pseudo-terminal at 200×50, where ↓ is
pressed while the sort or filter runs, and when nothing runs. Exit status 1: a first screen takes
more than half of the complete time, or a key waited for more than half a second.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import psutil

from benchmarks.grid import FIRST_CELL, SETTINGS, Case, curator_command, store_file
from benchmarks.plain import values
from benchmarks.pty import CTRL_HOME, DOWN, RIGHT, Terminal
from curator.arrangement import Arrangement, SortKey, filter_of
from curator.store import Store, arranged

SHARE, BLOCKED = 0.5, 500
F9, F11 = "\x1b[20~", "\x1b[23~"
CASES = {
    "sort, text": Arrangement((SortKey("column_2"),)),
    "sort, natural": Arrangement((SortKey("column_2", "natural"),)),
    "sort, numeric": Arrangement((SortKey("column_4", "numeric"),)),
    "filter, text": Arrangement((), (filter_of("column_2 has lyon", ["column_2"]),)),
}
KEYS = 25
"""So many times ↓ is pressed, or as often as there is time."""


def measure(path: Path, name: str) -> None:
    """Print one case: seconds to the first rows, to all, of CPU; rows; megabytes more at most."""
    process = psutil.Process()
    with Store.read(path) as store:
        view = store.dataset("bench").view()
        view.window(0, 256)
        before, most = process.memory_info().rss, 0

        def progress(_done: int, _total: int | None) -> None:
            nonlocal most
            most = max(most, process.memory_info().rss)

        began, cpu = time.perf_counter(), time.process_time()
        stages = arranged(view, CASES[name], progress)
        next(stages)
        first = time.perf_counter() - began
        *_others, shown = stages
        complete = time.perf_counter() - began
        spent = time.process_time() - cpu
        most = max(most, process.memory_info().rss)
    print(first, complete, spent, shown.row_count, (most - before) / 1e6)


def measured(path: Path, name: str) -> list[float]:
    """Return the figures of one case, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.arrange", "--case", name, "--store", str(path)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(figure) for figure in printed.split()]


def keys(terminal: Terminal, rows: Iterator[int], sign: str = "") -> list[float]:
    """Press ↓ and wait for each of `rows`; return milliseconds, as long as `sign` is not seen."""
    taken: list[float] = []
    for row in islice(rows, KEYS):
        try:
            taken.append(terminal.until(DOWN, f"row-{row} ", timeout=5))
        except TimeoutError:
            break
        if sign and terminal.has_drawn(sign):
            break
    return taken


def latencies(case: Case) -> dict[str, list[float]]:
    """Return how long keys take when nothing runs, while a sort looks, and while a filter does."""
    found = (rid for rid in range(1, case.rows) if "Lyon" in (values(rid)[1] or ""))
    with Terminal(curator_command(case), settings=SETTINGS) as terminal:
        terminal.wait_for(FIRST_CELL)
        terminal.settle(quiet=0.4)
        terminal.press(RIGHT, 1)
        idle = keys(terminal, iter(range(2, case.rows)))
        terminal.until(CTRL_HOME, FIRST_CELL)
        terminal.settle(quiet=0.4)
        terminal.until("[", "Esc stops it")
        sort = keys(terminal, iter(range(2, case.rows)), "so far")
        terminal.until("", " rows shown", timeout=120)
        terminal.press("\x1b", 1)
        terminal.until(CTRL_HOME, FIRST_CELL)
        terminal.settle(quiet=0.4)
        terminal.until(F11, "Sort and filter")
        terminal.until(f"has lyon{F9}", f"row-{next(found)} ")
        filtering = keys(terminal, found)
    return {"nothing runs": idle, "a sort runs": sort, "a filter runs": filtering}


def main() -> int:
    """Measure every case and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="1e6")
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    if options.case:
        measure(options.store, options.case)
        return 0
    case = Case(int(float(options.rows)), 0)
    path, worst = store_file(case), 0.0
    heads = ("first s", "all s", "CPU s", "rows", "MB more", "first/all")
    print("".join(f"{head:>14}" for head in ("", *heads)))
    for name in CASES:
        figures = measured(path, name)
        share = figures[0] / figures[1]
        worst = max(worst, share)
        print("".join([f"{name:>14}", *(f"{each:14.2f}" for each in (*figures, share))]))
    slowest = 0.0
    for when, taken in latencies(case).items():
        slowest = max(slowest, *taken)
        print(
            f"key while {when}: median {statistics.median(taken):.0f} ms,"
            f" slowest {max(taken):.0f} ms of {len(taken)}"
        )
    return int(worst > SHARE or slowest > BLOCKED)


if __name__ == "__main__":
    sys.exit(main())
