"""Score text from right to left out of PDFs: cells read exactly, by producer and script.

    CURATOR_CORPUS=/path/to/corpus python benchmarks/rtl.py [FOLDER ...] [--without nastaliq]
                                                             [--wrong]

Each FOLDER, and `rtl` in the corpus, holds PDFs with one ruled table each, named
TABLE__FONT__PRODUCER.pdf, and truth.json with the tables (`benchmarks/make_rtl_documents.py` makes
such folders). Curator finds the tables and reads them, as `curator extract` does; it also reads the
cells that pdfplumber finds, from pdfplumber's glyphs and from PDFium's, and beside that stands what
pdfplumber and PDFium give of those by themselves. The second figure ignores zero-width non-joiners.
`--wrong` prints each cell that curator reads otherwise.
"""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pypdfium2 import raw

from curator.sources import Source
from extractors.pdf import glyphs as pdfium_glyphs
from extractors.pdf import plumbed
from extractors.pdf.logical import cell_text, manner
from extractors.pdf.pdf_tables import PdfTables

READERS = ("curator", "curator on pdfplumber", "curator on pdfium", "pdfplumber", "pdfium")
"""The first finds the tables by itself; all others read the cells that pdfplumber's rulings give."""
NON_JOINER = "\u200c"


@dataclass(frozen=True)
class Page:
    """The cells of a page's table as each reader has them, in rows from right to left."""

    cells: dict[str, list[list[str]]]
    seconds: Counter[str]


def main() -> int:
    """Print the scores; return the exit status."""
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    skipped = sys.argv[sys.argv.index("--without") + 1] if "--without" in options else ""
    folders = [Path(word) for word in sys.argv[1:] if not word.startswith("--") and word != skipped]
    corpus = os.environ.get("CURATOR_CORPUS")
    if corpus:
        folders.insert(0, Path(corpus) / "rtl")
    if not folders:
        print("Skipped: CURATOR_CORPUS is not set, and no folder was named.")
    for folder in folders:
        _score(folder, skipped, "--wrong" in options)
    return 0


def _score(folder: Path, skipped: str, wrong: bool) -> None:
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    tables, blank = truth["tables"], truth.get("blank", {})
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    for path in sorted(folder.glob("*__*__*.pdf")):
        table, font, producer = path.stem.split("__")
        if table not in tables or (skipped and skipped in font.lower()):
            continue
        for group in [(producer, tables[table]["lang"]), (producer, "all"), ("all", "all")]:
            counts[group]["files"] += 1
        read = _read(path, seconds)
        expected = {
            (r, c): cell
            for r, row in enumerate(tables[table]["rows"])
            for c, cell in enumerate(row)
            if [r, c] not in blank.get(path.stem, [])
        }
        for reader in READERS:
            _compare(counts, (producer, tables[table]["lang"]), reader, expected, read[reader])
            if wrong and reader.startswith("curator"):
                _print_wrong(path, reader, expected, read[reader])
    _print(folder, counts, seconds)


def _read(path: Path, seconds: Counter[str]) -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {reader: [] for reader in READERS}
    document = pypdfium2.PdfDocument(path)
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            boxes = [
                list(reversed(row.cells)) for table in page.find_tables() for row in table.rows
            ]
            for reader, cells in zip(
                READERS[1:], [*_by_curator(page, document[number], boxes, seconds),
                          _by_pdfplumber(page, boxes), _by_pdfium(document[number], boxes)],
                strict=True,
            ):  # fmt: skip
                rows[reader] += cells
    rows[READERS[0]] = _found(path)
    return rows


def _found(path: Path) -> list[list[str]]:
    """Return the rows of the tables that curator finds in a file."""
    tables = PdfTables(stitch=False).extract(
        path, Source.of(path, "application/pdf"), lambda _done, _total: None
    )
    batches = (batch for table in tables for batch in table.batches)
    return [[cell or "" for cell in row] for batch in batches for row in batch.rows]


Boxes = Sequence[Sequence[tuple[float, float, float, float] | None]]


def _by_curator(
    page: Any, fast: pypdfium2.PdfPage, boxes: Boxes, seconds: Counter[str]
) -> Iterator[list[list[str]]]:
    cells = [
        [plumbed.glyphs(_inside(page.chars, box)) if box else [] for box in row] for row in boxes
    ]
    yield _texts(cells, seconds)
    start = time.perf_counter()
    text = raw.FPDFText_LoadPage(fast.raw)
    height = fast.get_height()
    placed = pdfium_glyphs.page_glyphs(
        text, lambda x0, y0, x1, y1: (x0, height - y1, x1, height - y0)
    )
    seconds["loading"] += time.perf_counter() - start
    seconds["glyphs"] += len(placed)
    raw.FPDFText_ClosePage(text)
    yield _texts(
        [[pdfium_glyphs.glyphs_in(placed, box) if box else [] for box in row] for row in boxes],
        seconds,
    )


def _texts(cells: list[list[Any]], seconds: Counter[str]) -> list[list[str]]:
    start = time.perf_counter()
    habits = manner(cell for row in cells for cell in row)
    texts = [[cell_text(cell, habits) for cell in row] for row in cells]
    seconds["cells"] += time.perf_counter() - start
    seconds["cells read"] += sum(map(len, cells))
    return texts


def _inside(characters: Sequence[Any], box: tuple[float, float, float, float]) -> list[Any]:
    x0, top, x1, bottom = box
    return [
        one
        for one in characters
        if x0 <= (one["x0"] + one["x1"]) / 2 < x1
        and top <= (one["top"] + one["bottom"]) / 2 < bottom
    ]


def _by_pdfplumber(page: Any, boxes: Boxes) -> list[list[str]]:
    extract = pdfplumber.utils.extract_text
    return [[extract(_inside(page.chars, box)) if box else "" for box in row] for row in boxes]


def _by_pdfium(page: pypdfium2.PdfPage, boxes: Boxes) -> list[list[str]]:
    text, height = page.get_textpage(), page.get_height()
    return [
        [
            text.get_text_bounded(box[0], height - box[3], box[2], height - box[1]) if box else ""
            for box in row
        ]
        for row in boxes
    ]


def _plain(text: str) -> str:
    """Line breaks count as spaces, and how marks are stored does not matter."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _compare(
    counts: defaultdict[tuple[str, str], Counter[str]],
    group: tuple[str, str],
    reader: str,
    expected: dict[tuple[int, int], str],
    read: list[list[str]],
) -> None:
    found = {(r, c): text for r, row in enumerate(read) for c, text in enumerate(row)}
    for place, text in expected.items():
        wanted, got = _plain(text), _plain(found.get(place, ""))
        loosely = wanted.replace(NON_JOINER, "") == got.replace(NON_JOINER, "")
        for key in [group, (group[0], "all"), ("all", "all")]:
            counts[key]["cells"] += reader == READERS[0]
            counts[key][reader] += wanted == got
            counts[key][reader + " loosely"] += loosely


def _print_wrong(
    path: Path, reader: str, expected: dict[tuple[int, int], str], read: list[list[str]]
) -> None:
    for (r, c), text in expected.items():
        got = _plain(read[r][c]) if r < len(read) and c < len(read[r]) else None
        if got != _plain(text):
            print(f"{path.name}  {reader}\n    {text!r}\n    {got!r}")


def _print(
    folder: Path, counts: dict[tuple[str, str], Counter[str]], seconds: Counter[str]
) -> None:
    print(f"\n{folder.name}: cells exact % / ignoring zero-width non-joiners %")
    print(
        f"{'producer':14}{'script':8}{'files':>6}{'cells':>7}  "
        + "".join(f"{r:>23}" for r in READERS)
    )
    for (producer, script), count in sorted(
        counts.items(), key=lambda item: (item[0][0] == "all", item[0])
    ):
        cells = max(count["cells"], 1)
        figures = "".join(
            f"{100 * count[reader] / cells:15.1f} / {100 * count[reader + ' loosely'] / cells:5.1f}"
            for reader in READERS
        )
        print(f"{producer:14}{script:8}{count['files']:6}{count['cells']:7}  {figures}")
    print(
        f"{1e6 * seconds['cells'] / max(seconds['cells read'], 1):.0f} µs a cell; "
        f"PDFium's glyphs {1e6 * seconds['loading'] / max(seconds['glyphs'], 1):.0f} µs each"
    )


if __name__ == "__main__":
    sys.exit(main())
