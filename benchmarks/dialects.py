"""How often the dialect of text tables is found, beside csv.Sniffer, pandas, clevercsv, frictionless.

Run `python -m benchmarks.dialects [--peers PYTHON]` with CURATOR_CORPUS at a folder of files with
their authors' parse in `expected/sheet`. PYTHON is an interpreter that has the peers, if this one
has not; what it has not either is named. Columns: the delimiter, the quotation mark (none where no
field is quoted), the encoding (right if it reads the file as the authors' does), the three
together, which is the dialect; the dialect where the authors' own names of the columns, read as
they are in the file, may overrule what they say of it; and the header's rows, which most peers have
no opinion on.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

PEERS = r"""
import csv, json, sys
from pathlib import Path


def sniffer(path):
    found = csv.Sniffer().sniff(path.read_text("utf-8")[:65536])
    header = int(csv.Sniffer().has_header(path.read_text("utf-8")[:65536]))
    return found.delimiter, found.quotechar, "utf-8", [*range(header)]


def pandas(path):
    import pandas

    reader = pandas.read_csv(path, sep=None, engine="python", iterator=True)
    found = reader._engine.data.dialect
    return found.delimiter, found.quotechar, "utf-8", [0]


def clevercsv(path):
    import clevercsv

    found = clevercsv.detect_dialect(path)
    return found.delimiter, found.quotechar, clevercsv.encoding.get_encoding(path), None


def frictionless(path):
    from frictionless import Detector, Resource

    with Resource(path=path.name, basepath=str(path.parent)) as resource:
        control = resource.dialect.get_control("csv")
        return control.delimiter, control.quote_char, resource.encoding, [
            row - 1 for row in resource.dialect.header_rows if resource.dialect.header
        ]


answers = {}
for peer in (sniffer, pandas, clevercsv, frictionless):
    if peer is not sniffer:
        try:
            __import__(peer.__name__)
        except ImportError:
            print("missing", peer.__name__, file=sys.stderr)
            continue
    told = answers[peer.__name__] = {}
    for name in sys.argv[1:]:
        try:
            told[name] = peer(Path(name))
        except Exception:
            told[name] = None
print(json.dumps(answers))
"""
Answer = tuple[str | None, str | None, str | None, list[int] | None]


def ours(path: Path) -> Answer:
    """Return delimiter, quotation mark, encoding and header rows as the intake report has them."""
    from extractors import report

    found = report(path)
    tables = found.sheets[0].tables
    rows = list(tables[0].header_rows) if tables else []
    assert found.dialect is not None
    return found.dialect.delimiter, found.dialect.quote, found.encoding, rows


def same_text(path: Path, one: str | None, other: str) -> bool:
    """Tell whether two encodings read a file alike."""
    try:
        texts = [path.read_bytes().decode(name or "utf-8") for name in (one, other)]
    except (UnicodeDecodeError, LookupError):
        return False
    return texts[0].lstrip("\ufeff") == texts[1].lstrip("\ufeff")


def reads_names(path: Path, answer: Answer, names: list[str]) -> bool:
    """Tell whether the authors' names of the columns stand in what is read so, one a field."""
    delimiter, quote, encoding, _ = answer
    text = path.read_bytes().decode(encoding or "utf-8", errors="replace").lstrip("\ufeff")
    marks = {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",", **marks)
    cells = {cell.strip() for record in islice(reader, 40) for cell in record}
    return all(name in cells or set(name.split()) <= {*" ".join(cells).split()} for name in names)


def right(path: Path, answer: Answer | None, wanted: Mapping[str, Any]) -> list[bool]:
    """Tell of delimiter, quotation mark, encoding, dialect and header whether each is right."""
    if answer is None:
        return [False] * 6
    delimiter, quote, encoding, header = answer
    marks = wanted["quotechar"]
    unseen = not path.read_bytes().count((marks or '"').encode())
    found = [
        delimiter == wanted["delimiter"],
        (quote or "") == marks or unseen,
        same_text(path, encoding, wanted["encoding"]),
    ]
    above, rows = int(wanted["preamble_lines"]), int(wanted["header_lines"])
    named = found[0] and (all(found) or reads_names(path, answer, wanted["column_names"]))
    return [*found, all(found), named, header == list(range(above, above + rows))]


def main() -> None:
    """Print the score of each, and our misses by name."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", default=sys.executable)
    given = parser.parse_args()
    corpus = os.environ.get("CURATOR_CORPUS")
    if not corpus:
        print("CURATOR_CORPUS names no folder; there is nothing to measure.")
        return
    wanted = {
        Path(corpus) / "sheet" / file.stem: json.loads(file.read_text("utf-8"))
        for file in sorted((Path(corpus) / "expected" / "sheet").glob("*.json"))
    }
    command = [given.peers, "-W", "ignore", "-c", PEERS, *map(str, wanted)]
    peers = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    answers = {"curator": {str(path): ours(path) for path in wanted}, **peers}
    print(f"{len(wanted)} files  delimiter  quote  encoding  dialect  by names  header")
    for name, told in answers.items():
        rows = [right(path, told[str(path)], wish) for path, wish in wanted.items()]
        sums = [sum(column) for column in zip(*rows, strict=True)]
        print(f"{name:12} {sums[0]:6} {sums[1]:8} {sums[2]:8} {sums[3]:8} {sums[4]:9} {sums[5]:7}")
    for path, wish in wanted.items():
        answer = answers["curator"][str(path)]
        if not all(right(path, answer, wish)):
            print("  not as its authors:", path.name, answer)


if __name__ == "__main__":
    main()
