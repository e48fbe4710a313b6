"""Score tables found in PDFs against the truth of the ICDAR 2013 table competition.

    python -m benchmarks.icdar_score FOUND_DIR TRUTH_DIR [--structure] [--reference]

FOUND_DIR holds a JSON file a document, as `curator extract --format json` prints it: a list of
tables with `page`, `rows` and `spans`. With `--structure` there is one for each file of truth.

After Göbel, Hassan, Oro, Orsi: ICDAR 2013 Table Competition. A table is a multiset of adjacency
relations: for every cell that is not blank its nearest neighbours to the right and beneath that
are not, with the direction. Relations are compared over each document, so that a missed table
costs recall and a false one precision; the macro figure is the mean over documents. A table is
exact if one found table of its page has the same grid of texts. `--reference` compares as the
organisers' own tool did: each true table with its best of the same page, blanks between neighbours
counted. Of documents with two accepted truths (a and b) the better counts.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]
"""In PDF points from the BOTTOM left of the page, as the truth has them."""
Relation = tuple[str | int, ...]
SUFFIX = "-str.xml"


@dataclass(frozen=True)
class TrueCell:
    """A cell that is not blank; `last_row` and `last_column` are included."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str


@dataclass(frozen=True)
class ScoredTable:
    """A table as it is compared."""

    page: int | None
    box: Box | None
    cells: Sequence[TrueCell]

    @cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """Which cell covers each place."""
        return {
            (row, column): number
            for number, cell in enumerate(self.cells)
            for row in range(cell.row, cell.last_row + 1)
            for column in range(cell.column, cell.last_column + 1)
        }

    def relations(self, blanks: bool) -> Counter[Relation]:
        """Return the adjacency relations; `blanks` counts those between the neighbours too."""
        found: dict[tuple[int, int, str], int] = {}
        for (one, other, way), gap in self._neighbours():
            found.setdefault((one, other, way), gap)
        return Counter(
            (self.cells[one].text, self.cells[other].text, way, *((gap,) if blanks else ()))
            for (one, other, way), gap in found.items()
        )

    def _neighbours(self) -> Iterator[tuple[tuple[int, int, str], int]]:
        for way, across in (("right", True), ("beneath", False)):
            lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for (row, column), cell in self.places.items():
                lines[row if across else column].append((column if across else row, cell))
            for line in lines.values():
                line.sort()
                for (place, one), (next_place, other) in pairwise(line):
                    if one != other:
                        yield (one, other, way), next_place - place - 1


@dataclass(frozen=True)
class Outcome:
    """What became of one document."""

    hits: int
    found: int
    true: int
    """Relations, and how many of those found are true."""
    exact: int
    true_tables: int
    found_tables: int

    @property
    def precision(self) -> float:
        """The share of what was found that is true."""
        return self.hits / self.found if self.found else float(not self.true)

    @property
    def recall(self) -> float:
        """The share of what is true that was found."""
        return self.hits / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Score:
    """The outcomes of some documents."""

    documents: Mapping[str, Outcome]

    @property
    def macro_f1(self) -> float:
        """The mean over documents."""
        return sum(one.f1 for one in self.documents.values()) / max(len(self.documents), 1)

    @property
    def exact(self) -> int:
        """How many true tables were found exactly."""
        return sum(one.exact for one in self.documents.values())

    @property
    def true_tables(self) -> int:
        """How many tables there are."""
        return sum(one.true_tables for one in self.documents.values())

    def of(self, names: Sequence[str]) -> Score:
        """Return the score of some documents alone."""
        return Score({name: self.documents[name] for name in names if name in self.documents})


def score(
    found: Mapping[str, Sequence[Mapping[str, Any]]],
    truth: Path,
    structure: bool = False,
    reference: bool = False,
) -> Score:
    """Compare what was found, by document (or with `structure` by file of truth), with the truth."""
    outcomes: dict[str, Outcome] = {}
    for document, stems in truth_stems(truth).items():
        for stem in stems:
            name = stem if structure else next((n for n in (document, *stems) if n in found), "")
            tables = [read for one in found.get(name, ()) if (read := scored(one, reference)).cells]
            outcome = compare(true_tables(truth / f"{stem}{SUFFIX}", reference), tables, reference)
            best = outcomes.get(document)
            if best is None or (outcome.f1, outcome.exact) > (best.f1, best.exact):
                outcomes[document] = outcome
    return Score(outcomes)


def truth_stems(truth: Path) -> dict[str, list[str]]:
    """Return each document's files of truth, without their suffix; most have one."""
    stems: dict[str, list[str]] = defaultdict(list)
    for path in sorted(truth.glob(f"*{SUFFIX}")):
        stem = path.name.removesuffix(SUFFIX)
        stems[re.sub(r"[ab]$", "", stem)].append(stem)
    return stems


def compare(
    true: Sequence[ScoredTable], found: Sequence[ScoredTable], reference: bool = False
) -> Outcome:
    """Compare the tables of one document."""
    ours = [table.relations(reference) for table in found]
    theirs = [table.relations(reference) for table in true]
    if reference:
        hits = _best_matches(true, theirs, found, ours)
    else:
        hits = (sum(theirs, Counter()) & sum(ours, Counter())).total()
    free, exact = list(found), 0
    for table in true:
        same = next(
            (one for one in free if one.page in (table.page, None) and same_grid(table, one)), None
        )
        if same is not None:
            free.remove(same)
            exact += 1
    return Outcome(
        hits,
        sum(map(Counter.total, ours)),
        sum(map(Counter.total, theirs)),
        exact,
        len(true),
        len(found),
    )


def _best_matches(
    true: Sequence[ScoredTable],
    theirs: Sequence[Counter[Relation]],
    found: Sequence[ScoredTable],
    ours: Sequence[Counter[Relation]],
) -> int:
    free, hits = set(range(len(found))), 0
    for table, relations in zip(true, theirs, strict=True):
        common = [
            ((relations & ours[place]).total(), -place)
            for place in free
            if found[place].page == table.page
        ]
        if common:
            best, place = max(common)
            hits += best
            free.discard(-place)
    return hits


def same_grid(true: ScoredTable, found: ScoredTable) -> bool:
    """Whether both have one grid of texts, blank rows and columns aside.

    A cell that covers several places may stand in any one of them, or in several.
    """
    true_rows, true_columns = _ranks(true)
    rows, columns = _ranks(found)
    if (len(rows), len(columns)) != (len(true_rows), len(true_columns)):
        return False
    grid = {
        (rows[row], columns[column]): found.cells[number].text
        for (row, column), number in found.places.items()
    }
    for cell in true.cells:
        texts = {
            grid.pop((true_rows[row], true_columns[column]), "")
            for row in range(cell.row, cell.last_row + 1)
            for column in range(cell.column, cell.last_column + 1)
        }
        if texts - {""} != {cell.text}:
            return False
    return not grid


def _ranks(table: ScoredTable) -> tuple[dict[int, int], dict[int, int]]:
    rows = sorted({row for row, _column in table.places})
    columns = sorted({column for _row, column in table.places})
    return (
        {row: rank for rank, row in enumerate(rows)},
        {column: rank for rank, column in enumerate(columns)},
    )


def normal(text: str | None, reference: bool = False) -> str:
    """Return what of a text is compared: letters and digits; "_" for signs alone.

    The organisers' tool replaced each sign by "_" instead.
    """
    plain = unicodedata.normalize("NFKC", (text or "").replace("\u00ad", "-"))
    plain = "".join(sign for sign in re.sub(r"\s+", "", plain).lower() if sign.isprintable())
    if reference:
        return re.sub(r"\W", "_", plain)
    return re.sub(r"[\W_]+", "", plain) or ("_" if plain else "")


def scored(table: Mapping[str, Any], reference: bool = False) -> ScoredTable:
    """Return a found table as it is compared."""
    spans = {(row, column): size for row, column, *size in table.get("spans") or []}
    cells = []
    for row, texts in enumerate(table["rows"]):
        for column, text in enumerate(texts):
            if compared := normal(text, reference):
                high, wide = spans.get((row, column), (1, 1))
                cells.append(TrueCell(row, column, row + high - 1, column + wide - 1, compared))
    return ScoredTable(table.get("page"), None, cells)


def true_tables(path: Path, reference: bool = False) -> list[ScoredTable]:
    """Return the tables of one file of truth."""
    stem = path.name.removesuffix(SUFFIX)
    regions = _regions(path.with_name(f"{stem}-reg.xml"))
    tables = []
    for table in ET.parse(path).getroot().iter("table"):
        page, cells, boxes = _read_table(table, reference)
        same = [box for number, box in regions.get(table.get("id") or "", []) if number == page]
        tables.append(ScoredTable(page, _union(same or boxes), cells))
    return tables


def _read_table(table: ET.Element, reference: bool) -> tuple[int, list[TrueCell], list[Box]]:
    page, cells, boxes = 0, [], []
    for region in table.iter("region"):
        page = page or int(region.get("page") or 0)
        down, right = (int(region.get(f"{way}-increment") or 0) for way in ("row", "col"))
        for cell in region.iter("cell"):
            row, column = int(cell.get("start-row") or 0), int(cell.get("start-col") or 0)
            end = cell.get("end-col") or cell.get("col-end") or column
            last_row = max(row, int(cell.get("end-row") or row))
            last_column = max(column, int(end))
            if (box := _box(cell)) is not None:
                boxes.append(box)
            if text := normal(cell.findtext("content"), reference):
                cells.append(
                    TrueCell(row + down, column + right, last_row + down, last_column + right, text)
                )
    return page, cells, boxes


def _regions(path: Path) -> dict[str, list[tuple[int, Box]]]:
    regions: dict[str, list[tuple[int, Box]]] = defaultdict(list)
    if path.exists():
        for table in ET.parse(path).getroot().iter("table"):
            for region in table.iter("region"):
                if (box := _box(region)) is not None:
                    page = int(region.get("page") or 0)
                    regions[table.get("id") or ""].append((page, box))
    return regions


def _box(element: ET.Element) -> Box | None:
    box = element.find("bounding-box")
    if box is None:
        return None
    # one file has a slip of the typist, "26ß" for 260: the German key beside 0
    x1, y1, x2, y2 = (
        float((box.get(key) or "0").replace("ß", "0")) for key in ("x1", "y1", "x2", "y2")
    )
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _union(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def main() -> int:
    """Print the score of a folder of JSON files, the worst documents first."""
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    if len(names) != 2:
        print(__doc__)
        return 2
    found = {path.stem: json.loads(path.read_text()) for path in Path(names[0]).glob("*.json")}
    structure, reference = "--structure" in sys.argv, "--reference" in sys.argv
    result = score(found, Path(names[1]), structure, reference)
    for name, one in sorted(result.documents.items(), key=lambda item: item[1].f1):
        print(
            f"{name:9} P {one.precision:.3f}  R {one.recall:.3f}  F {one.f1:.3f}"
            f"  exact {one.exact}/{one.true_tables} (found {one.found_tables})"
        )
    print(f"macro F1 {result.macro_f1:.4f}, exact tables {result.exact}/{result.true_tables}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
