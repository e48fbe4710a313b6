"""How often header, data and footer are found right, on sheets that people have labelled.

    CURATOR_CORPUS=/path/to/corpus python -m benchmarks.intake_bands [--verbose]

Beside it stand pandas' first row, and the same with publishers left out: for each publisher, the
numbers in the rules are chosen as they do best on the sheets of all others, and its own sheets are
judged with those. A table is the first that the report finds on the labelled sheet.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from curator.errors import CuratorError
from curator.sources import Source, Span
from extractors import EXTRACTORS, sniff
from extractors.bands import Layout, Outline, find_tables, footer, header
from extractors.bands.kinds import filled, kinds
from extractors.opening import opened
from extractors.workbook import Workbook

GRID = {
    (header, "FULL"): (0.4, 0.5, 0.6),
    (header, "WIDE"): (0.5, 0.6, 0.75),
    (footer, "SHARE"): (2, 3, 4),
    (footer, "LONGER"): (1.2, 1.5, 2.0),
}
"""The numbers in the rules, and what else they might be."""


@dataclass(frozen=True)
class Labelled:
    """A sheet, and what people say of it."""

    label: Mapping[str, Any]
    outline: Outline
    spans: tuple[Span, ...]

    @property
    def publisher(self) -> str:
        """Who published it, as its file's name says."""
        return Path(self.label["path"]).name.partition("__")[0].partition("_")[0]

    def judged(self) -> Counter[str]:
        """Count what is found right with the numbers as they are now."""
        found = find_tables(self.outline, self.spans)
        first = found[0] if found else None
        return judged(self.label, first)


def judged(label: Mapping[str, Any], first: Layout | None) -> Counter[str]:
    """Count what of a label the first table has right."""
    band = first.band if first is not None else None
    known = label["data_end"] is not None
    return Counter(
        {
            "sheets": 1,
            "header": int(band is not None and list(band.header_rows) == label["header_rows"]),
            "start": int(band is not None and band.data_start == label["data_start"]),
            "ends": int(known),
            "end": int(first is not None and known and first.data_end == label["data_end"]),
            "pandas": int(label["header_rows"] == [0]),
        }
    )


def main() -> int:
    """Print the scores; return the exit status."""
    corpus = os.environ.get("CURATOR_CORPUS")
    if not corpus:
        print("Skipped: CURATOR_CORPUS is not set to the folder of a corpus.")
        return 0
    labels = json.loads((Path(corpus) / "labels_sheets.json").read_text(encoding="utf-8"))
    sheets = [_labelled(Path(corpus), label) for label in labels["labels"]]
    total = Counter[str]()
    for sheet in sheets:
        score = sheet.judged()
        total += score
        if "--verbose" in sys.argv and not (score["header"] and score["start"]):
            print("missed:", sheet.label["path"], sheet.label["header_rows"])
    _line("curator", total)
    _line("publishers left out", _left_out(sheets))
    print(f"pandas' first row: header exact {total['pandas']} of {total['sheets']}")
    print("by publisher:")
    for publisher, own in sorted(_by_publisher(sheets).items()):
        _line(f"  {publisher}", sum((one.judged() for one in own), Counter[str]()))
    return 0


def _labelled(corpus: Path, label: Mapping[str, Any]) -> Labelled:
    path = corpus / str(label["path"])
    media_type = sniff.media_type(path)
    if media_type in Workbook.media_types:
        with opened(path, media_type) as book:
            sheet = book.read(book.workbook.sheets_metadata[label["sheet_index"]])
        return Labelled(label, sheet.outline, sheet.merged)
    outline = Outline(lambda row: row)
    for number, row in enumerate(_text_rows(path, media_type)):
        outline.add(number, row, filled(kinds(row)))
    return Labelled(label, outline, ())


def _text_rows(path: Path, media_type: str) -> Iterator[Sequence[str | None]]:
    """Yield the records of a text file as its extractor gives them, from the first on."""
    extractor = EXTRACTORS.load({"name": "delimited", "header_rows": 0})
    try:
        for table in extractor.extract(
            path, Source.of(path, media_type), lambda _done, _total: None
        ):
            above = table.head.geometry.first_row - 1
            titles = (table.head.title or "").split("\n")
            for number in range(above):
                yield [titles[number] if number < len(titles) else None]
            for batch in table.batches:
                yield from batch.rows
    except CuratorError as error:
        print("not read:", path.name, error)


@contextmanager
def _with(numbers: Sequence[float]) -> Iterator[None]:
    before = [getattr(module, name) for module, name in GRID]
    for (module, name), number in zip(GRID, numbers, strict=True):
        setattr(module, name, number)
    try:
        yield
    finally:
        for (module, name), number in zip(GRID, before, strict=True):
            setattr(module, name, number)


def _by_publisher(sheets: Sequence[Labelled]) -> Mapping[str, list[Labelled]]:
    found: dict[str, list[Labelled]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.publisher].append(sheet)
    return found


def _left_out(sheets: Sequence[Labelled]) -> Counter[str]:
    """Judge each publisher's sheets with the numbers that do best on all others'."""
    scores: dict[tuple[float, ...], list[Counter[str]]] = {}
    for numbers in product(*GRID.values()):
        with _with(numbers):
            scores[numbers] = [sheet.judged() for sheet in sheets]
    total = Counter[str]()
    for publisher in _by_publisher(sheets):
        own = [place for place, sheet in enumerate(sheets) if sheet.publisher == publisher]

        def worth(numbers: tuple[float, ...], own: Sequence[int] = own) -> int:
            others = (one for place, one in enumerate(scores[numbers]) if place not in own)
            return sum(one["header"] + one["start"] + one["end"] for one in others)

        best = max(scores, key=worth)
        total += sum((scores[best][place] for place in own), Counter[str]())
    return total


def _line(what: str, score: Counter[str]) -> None:
    sheets, ends = score["sheets"], score["ends"]
    print(
        f"{what}: header exact {score['header']} of {sheets} ({score['header'] / sheets:.1%}), "
        f"data start {score['start']} of {sheets} ({score['start'] / sheets:.1%}), "
        f"data end {score['end']} of {ends}" + (f" ({score['end'] / ends:.1%})" if ends else "")
    )


if __name__ == "__main__":
    sys.exit(main())
