"""Curator's editor beside VisiData 3 on the same rows, measured the same way on a real terminal.

    python -m benchmarks.beside_visidata [--rows 1e6] [--times 60] [--quick]

`curator open` shows a store, VisiData a CSV with the same 20 columns, both at 200×50; VisiData with
a home of its own that is empty, so that no configuration is read, and without asking the network
for its message of the day. What is measured: the time until the first data stand on the screen and
until all is loaded; then, in turns, keys down and page downs: milliseconds to the first byte drawn
and to the last, of the processor, and bytes; resident memory after that; and how long the first
screen of a sort by the first column takes, descending.

Files are kept as by `benchmarks.grid`. Exit status 1: curator's median key is more than half of
VisiData's, an arrow key within the screen costs more than 3 kB, or memory is 120 MB or more.
"""

from __future__ import annotations

import argparse
import csv
import math
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.grid import FIRST_CELL, Case, curator_command, folder
from benchmarks.plain import values
from benchmarks.pty import CTRL_HOME, DOWN, PAGE_DOWN, Terminal
from benchmarks.stored import COLUMNS

ROWS, QUICK_ROWS = 1_000_000, 100_000
KEY_RATIO, KEY_BYTES, MEGABYTES = 0.5, 3000, 120
LAST_CELL = "row-9999"
"""How the last rows begin if they are sorted as text; VisiData cuts the column after it."""
PATIENCE = 120.0
"""Seconds after which a sort is not waited for any longer."""
ROUNDS = 3
WITHIN = 30
"""How many times the cursor goes down before a screen of 50 lines has to scroll."""


@dataclass(frozen=True)
class Program:
    """A program that shows the table, and what it calls the keys."""

    command: Sequence[str]
    down: str
    page_down: str
    top: str
    """The keys that go to the first row."""
    sort: str
    """The keys that sort by the first column, descending."""
    settings: Mapping[str, str] = field(default_factory=dict)


def curator(rows: int) -> Program:
    """Return the editor over a store, made if need be."""
    command = curator_command(Case(rows, 0))
    return Program(command, DOWN, PAGE_DOWN, CTRL_HOME, "]", {"CURATOR_HANDLE": "bench"})


def visidata(rows: int, home: Path) -> Program:
    """Return VisiData over a CSV, made if need be; `home` is an empty folder."""
    command = [sys.executable, "-m", "visidata", "--nothing", "--motd-url=", str(csv_file(rows))]
    # ncurses puts the terminal in its application mode, in which arrows are sent differently
    return Program(command, "\x1bOB", PAGE_DOWN, "gk", "]", {"HOME": str(home)})


def csv_file(rows: int) -> Path:
    """Return a CSV of the rows that the store holds, made if need be."""
    path = folder() / f"beside-{rows}.csv"
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([f"column_{number}" for number in range(1, COLUMNS + 1)])
            writer.writerows(values(row, COLUMNS) for row in range(1, rows + 1))
        part.replace(path)
    return path


class Sitting:
    """A program that runs, and what was measured of it: milliseconds, bytes, megabytes."""

    def __init__(self, program: Program, terminal: Terminal) -> None:
        self.program = program
        self.terminal = terminal
        self._found: dict[str, list[float]] = {}

    def load(self) -> None:
        """Wait for the first data, and until nothing more is drawn."""
        first = self.terminal.wait_for(FIRST_CELL)
        _first, loaded, _size = self.terminal.settle(quiet=2.0)
        self._keep({"first data": first, "all loaded": first + loaded})

    def press(self, times: int) -> None:
        """Go down within the screen, then scrolling, then page by page, and back to the top."""
        within = self.terminal.press(self.program.down, min(times, WITHIN))
        self.terminal.press(self.program.down, WITHIN)  # past the last line of the screen
        scrolling = self.terminal.press(self.program.down, times)
        page = self.terminal.press(self.program.page_down, times)
        self._keep(
            {
                "key, first": within.first,
                "key, last": within.median,
                "key p99": within.p99,
                "key CPU": within.cpu,
                "key bytes": within.size,
                "scroll": scrolling.median,
                "scroll CPU": scrolling.cpu,
                "scroll bytes": scrolling.size,
                "page down": page.median,
                "page p99": page.p99,
                "page CPU": page.cpu,
                "page bytes": page.size,
                "MB": self.terminal.memory(),
            }
        )
        self.terminal.press(self.program.top, 1)

    def figures(self) -> dict[str, float]:
        """Return the median of what the rounds gave."""
        return {name: statistics.median(found) for name, found in self._found.items()}

    def _keep(self, figures: Mapping[str, float]) -> None:
        for name, figure in figures.items():
            self._found.setdefault(name, []).append(figure)


def measure(programs: Sequence[Program], times: int) -> list[dict[str, float]]:
    """Run the programs side by side and press the keys in turns, so that noise hits all alike."""
    with ExitStack() as stack:
        sittings = []
        for program in programs:
            terminal = Terminal(program.command, settings=program.settings)
            sittings.append(Sitting(program, stack.enter_context(terminal)))
            sittings[-1].load()
        for _round in range(ROUNDS):
            for sitting in sittings:
                sitting.press(times)
    return [sitting.figures() for sitting in sittings]


def sorting(program: Program) -> float:
    """Return the milliseconds from the sort's key until its first rows stand on the screen.

    Infinity means that they did not within PATIENCE.
    """
    with Terminal(program.command, settings=program.settings) as terminal:
        terminal.wait_for(FIRST_CELL)
        terminal.settle(quiet=2.0)
        try:
            return terminal.until(program.sort, LAST_CELL, PATIENCE)
        except TimeoutError:
            return math.inf


def main() -> int:
    """Measure both and print their figures with the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default=str(ROWS))
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--quick", action="store_true", help="100,000 rows, each key 15 times")
    options = parser.parse_args()
    rows = QUICK_ROWS if options.quick else int(float(options.rows))
    times = 15 if options.quick else options.times
    with tempfile.TemporaryDirectory() as home:
        programs = (curator(rows), visidata(rows, Path(home)))
        ours, theirs = measure(programs, times)
        for program, figures in zip(programs, (ours, theirs), strict=True):
            figures["sort"] = sorting(program)
    print(f"{rows:,} rows × {COLUMNS} columns\n{'':14}{'curator':>12}{'VisiData':>12}{'ratio':>9}")
    for name, figure in theirs.items():
        ratio = f"{ours[name] / figure:9.2f}" if figure else f"{'–':>9}"
        print(f"{name:14}{ours[name]:12.1f}{figure:12.1f}{ratio}")
    return verdict(ours, theirs)


def verdict(ours: Mapping[str, float], theirs: Mapping[str, float]) -> int:
    """Print what was wanted and whether it is so; return the exit status."""
    key = ours["key, last"] / theirs["key, last"]
    wanted = (
        (f"median key {key:.2f} of VisiData's (wanted: {KEY_RATIO} at most)", key <= KEY_RATIO),
        (
            f"{ours['key bytes']:.0f} bytes an arrow key (wanted: {KEY_BYTES} at most)",
            ours["key bytes"] <= KEY_BYTES,
        ),
        (f"{ours['MB']:.0f} MB (wanted: under {MEGABYTES})", ours["MB"] < MEGABYTES),
    )
    for words, holds in wanted:
        print(f"{'yes' if holds else 'NO ':4}{words}")
    return int(not all(holds for _words, holds in wanted))


if __name__ == "__main__":
    sys.exit(main())
