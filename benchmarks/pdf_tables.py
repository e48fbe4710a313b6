"""Find tables in the PDFs of a corpus, and score them against what people say is there.

    CURATOR_CORPUS=/path/to/corpus python -m benchmarks.pdf_tables [--leave-out] [--worst]
        [--peers PYTHON]

On `icdar2013`: end to end, with the regions given (`structure`), and exact tables by class. On
`expected/pdf`: exact tables, of the best of each file's truths. pdfplumber runs beside us; other
peers (img2table, camelot, tabula) run if PYTHON, an interpreter that has them, is given.
`--leave-out` chooses the thresholds of GRID in five folds by the other documents alone, and scores
those left out. CPU seconds are of one process that reads each file once.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.icdar_score import (
    SUFFIX,
    Score,
    ScoredTable,
    compare,
    same_grid,
    score,
    scored,
    true_tables,
    truth_stems,
)
from curator.errors import CuratorError
from curator.sources import Source
from extractors.pdf.ink import PageInk, Region
from extractors.pdf.page import opened
from extractors.pdf.pdf_tables import PdfTables
from extractors.pdf.reader import page_ink
from extractors.pdf.table_cells import text_of
from extractors.pdf.tables import FoundTable, table_in, tables_of

Told = dict[str, Any]
"""A table as `curator extract` prints it."""
Reader = Callable[[Path], list[Told]]

FOLDS = 5
GRID: Mapping[tuple[str, str], Sequence[float]] = {
    ("extractors.pdf.unruled", "GAP"): (0.6, 0.72, 0.85),
    ("extractors.pdf.detection", "GAP"): (0.85, 1.0, 1.2),
    ("extractors.pdf.columns", "NARROWEST"): (0.2, 0.3, 0.45),
    ("extractors.pdf.columns", "CROSSING"): (0.06, 0.12, 0.2),
    ("extractors.pdf.blocks", "LEADING"): (1.5, 1.9, 2.4),
}
"""The thresholds that decide most, each with what it may be: a module, a name, values."""
PEERS = ("img2table", "camelot", "tabula")


def main() -> int:
    """Print every table of figures that was asked for."""
    corpus = os.environ.get("CURATOR_CORPUS")
    if not corpus:
        print("Skipped: CURATOR_CORPUS is not set to the folder of a corpus.")
        return 0
    folder = Path(corpus)
    if "--leave-out" in sys.argv:
        _leave_out(folder / "icdar2013")
        return 0
    readers: dict[str, Reader] = {"curator": _ours, "pdfplumber": _pdfplumber}
    if "--peers" in sys.argv:
        readers |= _peers(sys.argv[sys.argv.index("--peers") + 1])
    _end_to_end(folder / "icdar2013", readers)
    _structure(folder / "icdar2013")
    _expected(folder, readers)
    return 0


def _ours(path: Path) -> list[Told]:
    source = Source(sha256="", name=path.name, media_type="application/pdf", size=0)
    return [
        {
            "page": table.head.page,
            "rows": [row for batch in table.batches for row in batch.rows],
            "spans": [[one.row, one.column, one.height, one.width] for one in table.head.spans],
        }
        for table in PdfTables(stitch=False).extract(path, source, lambda done, total: None)
    ]


def _pdfplumber(path: Path) -> list[Told]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [
            {"page": page.page_number, "rows": rows}
            for page in pdf.pages
            for rows in page.extract_tables()
        ]


def _peers(python: str) -> Iterator[tuple[str, Reader]]:
    """Yield the peers that `python` has, and say what is missing."""
    for peer in PEERS:
        found = subprocess.run([python, "-c", f"import {peer}"], capture_output=True, check=False)
        if found.returncode:
            print(f"{peer} is missing: {python} -m pip install it to see it here.")
            continue

        def reader(path: Path, peer: str = peer) -> list[Told]:
            program = Path(__file__).with_name("pdf_peers.py")
            told = subprocess.run(
                [python, program, peer, path], capture_output=True, check=False, timeout=600
            )
            return json.loads(told.stdout) if told.returncode == 0 else []

        yield peer, reader


def _end_to_end(folder: Path, readers: Mapping[str, Reader]) -> None:
    pages = sum(_page_count(path) for path in sorted(folder.glob("*.pdf")))
    print(f"icdar2013, end to end: {pages} pages")
    print(f"{'':12}{'macro F1':>9}{'reference':>10}{'exact':>9}{'CPU s':>8}")
    for name, reader in readers.items():
        start = _cpu()
        found = {path.stem: reader(path) for path in sorted(folder.glob("*.pdf"))}
        spent = _cpu() - start
        result, reference = score(found, folder), score(found, folder, reference=True)
        exact = f"{result.exact}/{result.true_tables}"
        print(
            f"{name:12}{result.macro_f1:9.4f}{reference.macro_f1:10.4f}{exact:>9}{spent:8.2f}",
            flush=True,
        )
        if name == "curator" and "--worst" in sys.argv:
            _worst(result)


def _worst(result: Score) -> None:
    for name, one in sorted(result.documents.items(), key=lambda item: item[1].f1):
        if one.f1 < 1 or one.exact < one.true_tables:
            exact = f"exact {one.exact}/{one.true_tables}, found {one.found_tables}"
            print(f"    {name:8} P {one.precision:.3f} R {one.recall:.3f} F {one.f1:.3f} {exact}")


def _structure(folder: Path) -> None:
    """Score the tables in regions that are given, and by how they are set."""
    found: dict[str, list[Told]] = {}
    classes: dict[str, list[tuple[ScoredTable, Told | None]]] = defaultdict(list)
    for stems in truth_stems(folder).values():
        for stem in stems:
            found[stem] = []
            for truth, kind, told in _given(folder, stem):
                classes[kind].append((truth, told))
                if told is not None:
                    found[stem].append(told)
    result = score(found, folder, structure=True)
    print(f"\nstructure: macro F1 {result.macro_f1:.4f}, exact {result.exact}/{result.true_tables}")
    for kind, pairs in sorted(classes.items()):
        outcomes = [compare([truth], [scored(told)] if told else []) for truth, told in pairs]
        exact = sum(one.exact for one in outcomes)
        mean = statistics.fmean(one.f1 for one in outcomes)
        print(f"    {kind:8} mean F1 {mean:.4f}, exact {exact}/{len(pairs)}")


def _given(folder: Path, stem: str) -> Iterator[tuple[ScoredTable, str, Told | None]]:
    """Yield each true table of a file, its class, and what stands in its region."""
    document = stem if (folder / f"{stem}.pdf").exists() else stem[:-1]
    path = folder / f"{document}.pdf"
    if not path.exists():
        path = next(folder.glob(f"{document}?.pdf"))
    pages: dict[int, tuple[PageInk, int]] = {}
    with opened(path) as pdf:
        for truth in true_tables(folder / f"{stem}{SUFFIX}"):
            if truth.page is None or truth.box is None:
                continue
            if truth.page not in pages:
                page = pdf[truth.page - 1]
                pages[truth.page] = page_ink(page, truth.page), page.get_rotation()
                page.close()
            ink, rotation = pages[truth.page]
            x0, y0, x1, y1 = truth.box
            read = table_in(ink, Region(x0, ink.height - y1, x1, ink.height - y0))
            kind = "rotated" if rotation else "ruled" if read and read.is_ruled else "unruled"
            yield truth, kind, _told(read, truth.page) if read else None


def _told(found: FoundTable, page: int) -> Told:
    return {
        "page": page,
        "rows": [[text_of(cell) for cell in row] for row in found.cells.rows],
        "spans": [[one.row, one.column, one.height, one.width] for one in found.cells.spans],
    }


def _expected(folder: Path, readers: Mapping[str, Reader]) -> None:
    """Count the exact tables of files whose truth is what other programs' own tests expect."""
    cases = []
    for path in sorted((folder / "expected" / "pdf").glob("*.json")):
        told = json.loads(path.read_text())
        pdf = folder / "pdf" / Path(told["file"]).name
        if pdf.exists() and not path.name.startswith("icdar"):
            cases.append((pdf, [_regions(one["tables"]) for one in told["truth"]]))
    count = sum(max(map(len, truths)) for _pdf, truths in cases)
    print(f"\nexpected/pdf, other programs' tests: {count} tables in {len(cases)} files")
    for name, reader in readers.items():
        exact: Counter[str] = Counter()
        for pdf, truths in cases:
            exact[pdf.name] = max(_exact(truth, _read(reader, pdf)) for truth in truths)
        print(f"    {name:12} exact {exact.total()}", flush=True)
        if "--worst" in sys.argv:
            print(f"        {', '.join(one for one, hits in exact.items() if hits)}")


def _read(reader: Reader, pdf: Path) -> list[Told]:
    try:
        return reader(pdf)
    except CuratorError:
        return []
    except Exception as error:  # noqa: BLE001 - a peer may fail in any way
        print(f"        {pdf.name}: {type(error).__name__}")
        return []


def _regions(tables: Sequence[Told]) -> list[Told]:
    return [region for table in tables for region in table["regions"]]


def _exact(truth: Sequence[Told], found: Sequence[Told]) -> int:
    """Count exact tables; these truths know of no spans, so those found may go untold."""
    tables, hits = [(scored(one), scored({**one, "spans": []})) for one in found], 0
    for one in map(scored, truth):
        same = next((both for both in tables if any(same_grid(one, each) for each in both)), None)
        if same is not None:
            tables.remove(same)
            hits += 1
    return hits


def _leave_out(folder: Path) -> None:
    """Choose thresholds by some documents and score the others, fold by fold."""
    inks = {path.stem: list(_inks(path)) for path in sorted(folder.glob("*.pdf"))}
    results = {values: _with(values, inks, folder) for values in product(*GRID.values())}
    usual = tuple(getattr(import_module(module), name) for module, name in GRID)
    names = sorted(results[usual].documents)
    left_out = []
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        rest = [name for name in names if name not in held]
        best = max(results, key=lambda values: results[values].of(rest).macro_f1)
        here = results[best].of(held)
        left_out += [one.f1 for one in here.documents.values()]
        print(f"fold {fold + 1}: chosen {best}, left out {here.macro_f1:.4f}", flush=True)
    print(f"thresholds as they are {usual}: macro F1 {results[usual].macro_f1:.4f}")
    print(f"documents left out: macro F1 {statistics.fmean(left_out):.4f}")
    scores = sorted(one.macro_f1 for one in results.values())
    print(f"all {len(scores)} choices: {scores[0]:.4f} to {scores[-1]:.4f}")


def _with(values: Sequence[float], inks: Mapping[str, Sequence[PageInk]], folder: Path) -> Score:
    """Score end to end with other thresholds, which are put back."""
    places = [(import_module(module), name) for module, name in GRID]
    before = [getattr(module, name) for module, name in places]
    try:
        for (module, name), value in zip(places, values, strict=True):
            setattr(module, name, value)
        found = {
            stem: [_told(table, page.number) for page in pages for table in tables_of(page)]
            for stem, pages in inks.items()
        }
    finally:
        for (module, name), value in zip(places, before, strict=True):
            setattr(module, name, value)
    return score(found, folder)


def _inks(path: Path) -> Iterator[PageInk]:
    with opened(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            yield page_ink(page, number + 1)
            page.close()


def _page_count(path: Path) -> int:
    with opened(path) as pdf:
        return len(pdf)


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    started = time.monotonic()
    status = main()
    print(f"{time.monotonic() - started:.0f} s")
    sys.exit(status)
