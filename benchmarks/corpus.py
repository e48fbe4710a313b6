"""Read every real and hostile file of a corpus through the worker, and count how it ends.

    CURATOR_CORPUS=/path/to/corpus python benchmarks/corpus.py

Each file ends in one of three ways: read, one clear error, anything else. Anything else is a bug,
and makes the exit status 1. Memory is the child's highest resident size (Unix only).
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.errors import CuratorError
from extractors import read

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Reading:
    """How reading one file ended."""

    path: Path
    ending: str
    tables: int
    rows: int
    said: str
    seconds: float
    memory: int
    """The highest resident size of any child so far, in bytes."""


def main() -> int:
    """Print the table and what stands out; return the exit status."""
    corpus = os.environ.get("CURATOR_CORPUS")
    if not corpus:
        print("Skipped: CURATOR_CORPUS is not set to the folder of a corpus.")
        return 0
    readings = []
    for path in _files(Path(corpus)):
        readings.append(_reading(path))
        if "--verbose" in sys.argv:
            _line(Path(corpus), readings[-1])
    _summary(Path(corpus), readings)
    return 1 if any(reading.ending == "anything else" for reading in readings) else 0


def _files(corpus: Path) -> Iterator[Path]:
    for folder, pattern in (
        ("icdar2013", "*.pdf"),
        ("pdf", "*.pdf"),
        ("sheet", "*"),
        ("hostile", "*"),
        ("html", "*"),
    ):
        yield from sorted(path for path in (corpus / folder).rglob(pattern) if path.is_file())


def _reading(path: Path) -> Reading:
    tables = rows = 0
    said = ""
    start = time.monotonic()
    try:
        for table in read(path):
            tables += 1
            rows += sum(len(batch.rows) for batch in table.batches)
        ending = "read, with tables" if tables else "read, no tables"
    except CuratorError as error:
        said = str(error)
        clear = said.endswith(".") and "\n" not in said and "Traceback" not in said
        ending = "one clear error" if clear else "anything else"
        broke = [note for note in getattr(error, "__notes__", []) if note]
        said += "".join(f"\n      {note.strip().splitlines()[-1]}" for note in broke)
    except Exception as error:  # noqa: BLE001 - to count whatever should not be
        ending, said = "anything else", repr(error)
    return Reading(path, ending, tables, rows, said, time.monotonic() - start, _highest())


def _highest() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _line(corpus: Path, reading: Reading) -> None:
    name = reading.path.relative_to(corpus)
    print(
        f"{reading.seconds:6.1f} s  {reading.ending:17}  {reading.tables:4} tables "
        f"{reading.rows:9,} rows  {name}  {reading.said}",
        flush=True,
    )


def _summary(corpus: Path, readings: list[Reading]) -> None:
    endings = ("read, with tables", "read, no tables", "one clear error", "anything else")
    folders = sorted({reading.path.relative_to(corpus).parts[0] for reading in readings})
    print(f"{'':12}" + "".join(f"{ending:>19}" for ending in endings))
    for folder in [*folders, "all"]:
        counts = Counter(
            reading.ending
            for reading in readings
            if folder in ("all", reading.path.relative_to(corpus).parts[0])
        )
        print(f"{folder:12}" + "".join(f"{counts[ending]:19}" for ending in endings))
    print(f"\nfiles {len(readings)}, seconds {sum(r.seconds for r in readings):.0f}")
    print("\nslowest")
    for reading in sorted(readings, key=lambda reading: -reading.seconds)[:8]:
        _line(corpus, reading)
    print("\nmost rows")
    for reading in sorted(readings, key=lambda reading: -reading.rows)[:3]:
        _line(corpus, reading)
    for reading in readings:
        if reading.ending == "anything else":
            _line(corpus, reading)
    largest = next(r for r in readings if r.memory == readings[-1].memory)
    name = largest.path.relative_to(corpus)
    print(f"\nlargest child: {largest.memory // MEGABYTE:,} MB resident, {name}")


if __name__ == "__main__":
    sys.exit(main())
