"""Compare what a change of a ruler costs with reading the page from the start.

    CURATOR_CORPUS=/path/to/corpus python benchmarks/rulers.py [KIND …]

For the first page with a table of every PDF below the corpus (or below the folders KIND of it),
a column ruler is moved ten times through the reader that keeps the page open, the way of the
messages between the processes included. One page's extraction is what the same process needs to
open the file, read the page and find its tables, starting no process: the harder measure. Prints
the ratio of each page's median change to it, and in milliseconds what people wait for.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from curator.errors import CuratorError
from curator.sources import Source, TableHead
from extractors import Correcting, Drawn, Options, read
from extractors.pdf.pdf_tables import PdfTables

MOVES = 10
GOAL = 3.0


@dataclass(frozen=True)
class Measured:
    """What one page costs, in seconds."""

    name: str
    page: int
    extraction: float
    first: float
    """The first change, which starts the reader and reads the page."""
    change: float
    """The median of the others."""

    @property
    def ratio(self) -> float:
        """How many times a page's extraction a change costs."""
        return self.change / self.extraction


def main() -> int:
    """Print the figures; return 1 if a page missed the goal."""
    measured = []
    for path in _files(sys.argv[1:]):
        head = _first_table(path)
        if head is not None and head.page is not None and head.box is not None:
            measured.append(_measure(path, head.page, head))
    ratios = sorted(one.ratio for one in measured)
    if not ratios:
        print("There are no tables in PDFs below CURATOR_CORPUS.")
        return 1
    print(f"{len(ratios)} pages, {MOVES} changes each")
    print(f"change / page's extraction: median {median(ratios):.2f}, worst {ratios[-1]:.2f}")
    for what, seconds in (
        ("page's extraction", [one.extraction for one in measured]),
        ("first change", [one.first for one in measured]),
        ("change", [one.change for one in measured]),
    ):
        print(f"{what:18} median {_ms(median(seconds))}, worst {_ms(max(seconds))}")
    for one in sorted(measured, key=lambda one: -one.ratio)[:3]:
        print(f"{one.name} page {one.page}: {one.ratio:.2f} × {_ms(one.extraction)}")
    return int(ratios[-1] > GOAL)


def _files(kinds: list[str]) -> Iterator[Path]:
    corpus = Path(os.environ["CURATOR_CORPUS"])
    for folder in [corpus / kind for kind in kinds] or [corpus / "icdar2013", corpus / "rtl"]:
        yield from sorted(folder.rglob("*.pdf"))


def _first_table(path: Path) -> TableHead | None:
    try:
        for table in read(path, Options(header_rows=1)):
            return table.head
    except CuratorError:
        pass
    return None


def _measure(path: Path, page: int, head: TableHead) -> Measured:
    assert head.box is not None
    x0, top, x1, bottom = (max(edge, 0.0) for edge in head.box)
    source = Source("", path.name, "", 0)
    extraction = median(_seconds(lambda: _extract(path, source, page)) for _time in range(3))
    with Correcting(path, page) as correcting:

        def change(move: int) -> float:
            ruler = x0 + (x1 - x0) * (move + 1) / (MOVES + 2)
            drawn = Drawn(page, page, (x0, top, x1, bottom), (round(ruler, 2),))
            return _seconds(lambda: correcting.table(drawn, 1))

        first = change(0)
        others = [change(move + 1) for move in range(MOVES)]
    return Measured(path.name, page, extraction, first, median(others))


def _extract(path: Path, source: Source, page: int) -> None:
    for table in PdfTables(pages=(page,)).extract(path, source, lambda _done, _total: None):
        list(table.batches)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
