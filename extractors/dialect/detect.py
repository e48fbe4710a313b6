"""Detect a dialect by trying each on the first lines: how evenly it cuts, and into what.

After van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
patterns" (2019), with rows of one length in the place of their pattern score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extractors.dialect.dialect import BLANKS, GAPS, Dialect
from extractors.dialect.fixed_width import find_fixed_width
from extractors.dialect.kinds import plausibility
from extractors.dialect.prose import is_running_text
from extractors.dialect.quoting import escape_of, quote_of

BELIEF = {",": 1.0, ";": 1.0, "\t": 1.25, "|": 1.1, "^": 0.85, "~": 0.85, "¦": 0.9, ":": 0.7}
"""What may part fields, and how readily it is believed."""
BY_BLANKS = {GAPS: 0.8, BLANKS: 0.7}
FIXED = 0.85
GOOD = 0.6
"""A delimiter that scores so much is believed before columns of fixed width are looked for."""
RECORDS = 300
"""So many first records are looked at."""
CELLS = 6000
"""So many fields are looked at for their kind."""
WEAK = 0.45
"""What scores less is doubtful."""


@dataclass(frozen=True)
class Sniffed:
    """What the first lines of a file tell of its dialect."""

    dialect: Dialect
    width: int
    """How many fields most records have."""
    quoted: bool = False
    """Whether quotation marks stand around fields."""
    is_prose: bool = False
    """Whether it looks like running text rather than a table."""


def sniff(text: str, delimiter: str | None = None, quote: str | None = None) -> Sniffed:
    """Return the dialect of `text`, the beginning of a file; what is given is taken for granted."""
    lines = text.splitlines(keepends=True)[:RECORDS]
    text = "".join(lines)
    best, most = _dialect(text, ",", quote), 0.0
    wanted = [delimiter] if delimiter is not None else [*BELIEF]
    for one in wanted:
        tried = _dialect(text, one, quote)
        score = _score(lines, tried) * BELIEF.get(one, 1.0)
        if score > most or delimiter is not None:
            best, most = tried, score
    if most < GOOD and delimiter is None:
        best, most = _by_blanks(lines, best, most)
    weak = most < GOOD or _is_punctuation(text, best)
    prose = delimiter is None and weak and is_running_text(lines)
    if prose or (most < WEAK and delimiter is None and not best.is_by_character):
        best = _dialect(text, ",", quote)
    quoted = best.is_by_character and quote_of(text, best.delimiter) == best.quote
    return Sniffed(best, _width(lines, best), quoted, prose)


def _is_punctuation(text: str, dialect: Dialect) -> bool:
    """Tell whether a blank follows the delimiter nearly everywhere, as it does in sentences."""
    return text.count(f"{dialect.delimiter} ") >= 0.9 * text.count(dialect.delimiter)


def _dialect(text: str, delimiter: str, quote: str | None) -> Dialect:
    if delimiter in BY_BLANKS:
        return Dialect(delimiter, "")
    around = quote
    if around is None:
        found = quote_of(text, delimiter)
        around = '"' if found is None else found
    return Dialect(delimiter, around, escape_of(text, delimiter, around))


def _by_blanks(lines: Sequence[str], best: Dialect, most: float) -> tuple[Dialect, float]:
    """Return columns of fixed width, or fields that blanks part, where they fit better."""
    fixed_width = find_fixed_width(lines)
    if fixed_width is not None:
        tried = replace(best, delimiter=GAPS, quote="", escape="", fixed_width=fixed_width)
        score = _score(lines, tried) * FIXED
        if score > most:
            best, most = tried, score
    for one, belief in BY_BLANKS.items():
        tried = Dialect(one, "")
        score = _score(lines, tried) * belief
        if score > most:
            best, most = tried, score
    return best, most


def _score(lines: Sequence[str], dialect: Dialect) -> float:
    """Return from 0 to 1 how evenly the lines are cut, and how plausible the fields are."""
    records = [record for record in dialect.records(lines) if any(record)]
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    even = count / len(records)
    fields = (field for record in records if len(record) == width for field in record)
    weights = [plausibility(field) for field in islice(fields, CELLS)]
    kind = sum(weights) / len(weights)
    return even * kind * (1 - 0.5 / width)


def _width(lines: Sequence[str], dialect: Dialect) -> int:
    widths = Counter(len(record) for record in dialect.records(lines) if any(record))
    return max(widths, key=lambda width: (widths[width], width)) if widths else 1
