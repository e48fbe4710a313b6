"""The grid on a real pseudo-terminal at 200×50: 1e4, 1e6 and 1e7 rows × 20, also after edits.

    python -m benchmarks.grid [--over plain|store|curator] [--rows 1e4,1e6,1e7] [--times 60]
                              [--scatter 10000] [--full]

It shows the grid alone over a plain table, the grid alone over a store, or `curator open`.
Files are kept in $CURATOR_BENCH_DIR, else in `curator-bench` in the temporary folder, and made
once. Exit status 1: a figure of the larger tables is more than 1.3 times that of the smallest, or
memory is 100 MB or more.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import plain
from benchmarks.pty import CTRL_END, CTRL_HOME, DOWN, HOME, LEFT, PAGE_DOWN, RIGHT, Terminal

RATIO, MEGABYTES = 1.3, 100
STARTS = 5
"""How often the program is started; first data is the median."""
UNSCROLLED = 25
"""Keys from the first row that do not scroll the grid yet."""
TURN = "m"
"""Puts the first column at the right."""
SETTINGS = {"CURATOR_HANDLE": "bench"}
FIRST_CELL = "row-1 "
"""What the first row shows in its first column."""


@dataclass(frozen=True)
class Case:
    """One table to look at."""

    rows: int
    scatter: int
    """How many rows were deleted and how many inserted."""
    full: bool = False
    """With annotations and Persian columns, and columns from right to left."""

    @property
    def name(self) -> str:
        """Say which it is."""
        rows = f"{self.rows:.0e}".replace("e+0", "e")
        more = [word for word, on in (("edited", self.scatter), ("full", self.full)) if on]
        return " ".join([rows, *more])


def folder() -> Path:
    """Return where the tables are kept."""
    kept = os.environ.get("CURATOR_BENCH_DIR")
    path = Path(kept) if kept else Path(tempfile.gettempdir()) / "curator-bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def plain_command(case: Case) -> Sequence[str]:
    """Return the command that shows the grid alone, its table made if need be."""
    path = folder() / f"plain-{case.rows}.db"
    if not path.exists():
        plain.build(path, case.rows)
    return [sys.executable, "-m", "benchmarks.grid_app", str(path), str(case.scatter)]


def store_file(case: Case) -> Path:
    """Return a store for the case, made if need be."""
    kind = f"{case.scatter}-full" if case.full else f"{case.scatter}"
    path = folder() / f"store-{case.rows}-{kind}.curator"
    if not path.exists():
        from benchmarks import stored

        stored.build(path, case.rows, case.scatter, full=case.full)
    return path


def store_command(case: Case) -> Sequence[str]:
    """Return the command that shows the grid alone over a store."""
    return [sys.executable, "-m", "benchmarks.grid_app", str(store_file(case))]


def curator_command(case: Case) -> Sequence[str]:
    """Return the command that opens curator's screens at a dataset."""
    return [sys.executable, "-m", "curator", "open", "bench", "--store", str(store_file(case))]


COMMANDS: Mapping[str, Callable[[Case], Sequence[str]]] = {
    "plain": plain_command,
    "store": store_command,
    "curator": curator_command,
}


def measure(
    command: Sequence[str], times: int, first: float, full: bool = False
) -> Mapping[str, float]:
    """Run one program and return its figures: milliseconds, megabytes, bytes.

    Args:
        times: how often each key is pressed.
        full: whether the columns are turned first.
        first: the time to first data, which is measured apart.
    """
    with Terminal(command, settings=SETTINGS) as terminal:
        terminal.wait_for(FIRST_CELL)
        terminal.settle(quiet=0.4)
        if full:
            terminal.send(TURN)
        terminal.send(CTRL_HOME)
        down = terminal.press(DOWN, min(times, UNSCROLLED))
        terminal.press(PAGE_DOWN, 1)
        scrolled = terminal.press(DOWN, times)
        page = terminal.press(PAGE_DOWN, times)
        across = terminal.press(LEFT if full else RIGHT, min(times, 15))
        jump = terminal.press(CTRL_END, 1)
        terminal.press(CTRL_HOME, 1)
        edit = statistics.median(_edits(terminal, min(times, 15)))
        return {
            "first data": first,
            "key down": down.median,
            "key down p99": down.p99,
            "key bytes": down.size,
            "scrolled key": scrolled.median,
            "its bytes": scrolled.size,
            "key across": across.median,
            "page down": page.median,
            "page p99": page.p99,
            "page bytes": page.size,
            "to the end": jump.median,
            "edit seen": edit,
            "MB": terminal.memory(),
        }


def _edits(terminal: Terminal, times: int) -> Iterator[float]:
    """Correct cells down a column; yield the milliseconds from the last key until one is seen."""
    terminal.send(HOME)
    for number in range(times):
        terminal.send("\r")
        terminal.send(f"edit{number}x\r")
        yield terminal.until("\r", f"edit{number}x")
        terminal.settle(quiet=0.3)
        terminal.send(DOWN)


def start_all(commands: Mapping[Case, Sequence[str]]) -> Mapping[Case, float]:
    """Return the median time to first data of each; in turns, so that a busy moment hits all."""
    taken: dict[Case, list[float]] = {case: [] for case in commands}
    for _ in range(STARTS):
        for case, command in commands.items():
            with Terminal(command, settings=SETTINGS) as terminal:
                taken[case].append(terminal.wait_for(FIRST_CELL))
    return {case: statistics.median(times) for case, times in taken.items()}


COMPARED = ("first data", "key down", "scrolled key", "page down", "edit seen", "MB")


def main() -> int:
    """Measure every case and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--over", choices=COMMANDS, default="curator")
    parser.add_argument("--rows", default="1e4,1e6,1e7")
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--scatter", type=int, default=10_000)
    parser.add_argument("--full", action="store_true", help="annotated, from right to left")
    options = parser.parse_args()
    sizes = [int(float(size)) for size in options.rows.split(",")]
    kinds = [(0, True)] if options.full else [(0, False), (options.scatter, False)]
    cases = [Case(size, scatter, full) for scatter, full in kinds for size in sizes]
    commands = {case: COMMANDS[options.over](case) for case in cases}
    starts = start_all(commands)
    figures = {}
    for case, command in commands.items():
        figures[case] = measure(command, options.times, starts[case], case.full)
        if len(figures) == 1:
            print("".join(f"{name:>14}" for name in ("rows", *figures[case])))
        print("".join([f"{case.name:>14}", *(f"{each:14.1f}" for each in figures[case].values())]))
    return report(figures)


def report(figures: Mapping[Case, Mapping[str, float]]) -> int:
    """Print how the cases compare with the first; return the exit status."""
    smallest, *others = figures.values()
    worst = 0.0
    for name in COMPARED:
        ratio = max((other[name] / smallest[name] for other in others), default=1.0)
        worst = max(worst, ratio)
        print(f"{name}: the largest is {ratio:.2f} of the first (wanted: {RATIO} at most)")
    memory = max(figure["MB"] for figure in figures.values())
    print(f"memory: {memory:.0f} MB at most (wanted: under {MEGABYTES})")
    return int(worst > RATIO or memory >= MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
