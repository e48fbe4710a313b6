"""What `curator --help` costs beside importing click, in CPU seconds of whole processes.

Run `python -m benchmarks.start [--runs 20]`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys

COMMANDS = {
    "python, nothing": [sys.executable, "-c", "pass"],
    "import click": [sys.executable, "-c", "import click"],
    "curator --help": [sys.executable, "-m", "curator", "--help"],
    "curator list": [sys.executable, "-m", "curator", "--store", os.devnull + ".none", "list"],
}


def cpu_seconds(command: list[str]) -> float:
    """Run a command to its end and return its user and system time."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run the commands in turn, and print medians and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        cpu_seconds(command)
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(cpu_seconds(command))
    base = statistics.median(times["import click"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:16} {median * 1000:7.1f} ms CPU   {median / base:.2f} × import click")


if __name__ == "__main__":
    main()
