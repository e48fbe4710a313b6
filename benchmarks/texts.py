"""Large text tables through the limited reader: seconds and the most memory that the child held.

Run `python -m benchmarks.texts [--megabytes 300]`. The kinds: plain lines; every second field
quoted, some with a line break; windows-1256; UTF-8 with a line of windows-1256 in a thousand; and
quoted with a mark that is never closed in every ten-thousandth line.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from extractors import read

BLOCK = 10_000
"""Lines that are made at a time."""


def plain(number: int) -> bytes:
    """Return a line without quotation marks."""
    return (
        f"{number:09},Kerman province,{number * 7 % 9973},{number % 97 / 10},2020-01-02\n".encode()
    )


def quoted(number: int) -> bytes:
    """Return a line with quotation marks, and a line break in one of fifty."""
    place = "Kerman\nprovince" if number % 50 == 0 else "Kerman, province"
    return f'{number:09},"{place}",{number * 7 % 9973},"a ""b""",2020-01-02\n'.encode()


def forgotten(number: int) -> bytes:
    """Return a line in windows-1256."""
    return f"{number:09},استان كرمان,{number * 7 % 9973},شيراز,1399/01/02\n".encode("cp1256")


def mixed(number: int) -> bytes:
    """Return a line in UTF-8, one of a thousand in windows-1256."""
    encoding = "cp1256" if number % 1000 == 999 else "utf-8"
    return f"{number:09},استان كرمان,{number * 7 % 9973},شيراز,1399/01/02\n".encode(encoding)


def unclosed(number: int) -> bytes:
    """Return a quoted line, one of ten thousand with a mark that is never closed."""
    if number % 10_000 == 9_999:
        return f'{number:09},"Kerman,{number * 7 % 9973},a,2020-01-02\n'.encode()
    return f'{number:09},"Kerman, province",{number * 7 % 9973},"a",2020-01-02\n'.encode()


KINDS: Mapping[str, Callable[[int], bytes]] = {
    "plain": plain,
    "quoted": quoted,
    "windows-1256": forgotten,
    "mixed": mixed,
    "unclosed": unclosed,
}


def write(path: Path, line: Callable[[int], bytes], size: int) -> None:
    """Write a header and lines up to `size` bytes."""
    with path.open("wb") as file:
        file.write(b"code,place,n,word,day\n")
        number = 0
        while file.tell() < size:
            file.writelines(line(each) for each in range(number, number + BLOCK))
            number += BLOCK


def measured(path: Path) -> dict[str, float]:
    """Read one file here, and return what it took."""
    begun = time.monotonic()
    rows = 0
    for table in read(path):
        for batch in table.batches:
            rows += len(batch.rows)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": rows,
        "seconds": time.monotonic() - begun,
        "child MB": children.ru_maxrss / 1000,
        "own MB": own.ru_maxrss / 1000,
    }


def main() -> None:
    """Make each file in turn, read it in a process of its own, and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.file:
        print(json.dumps(measured(given.file)))
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("CURATOR_BENCH_DIR")) as folder:
        for kind, line in KINDS.items():
            path = Path(folder) / "long.csv"
            write(path, line, given.megabytes << 20)
            command = [sys.executable, "-m", "benchmarks.texts", "--file", str(path)]
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
            told = json.loads(done.stdout)
            words = "  ".join(f"{what} {value:,.1f}" for what, value in told.items())
            print(f"{kind:13} {words}")


if __name__ == "__main__":
    main()
