"""Whether a table goes on over a page break: what speaks for it is weighed against the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.stitching.columns import ALIKE, EXACT, repeats, rest_beside, same_kinds, spread
from extractors.stitching.pieces import Cells, Piece
from extractors.stitching.rejoining import is_rest
from extractors.stitching.words import (
    Caption,
    caption_of,
    is_grand_total,
    is_running_title,
    is_running_total,
    is_total,
)

ENOUGH = 3
"""The weight at which a seam is made; a little less is told of, and left."""
WEIGHTS = {
    "caption": 3,
    "running-total": 3,
    "header": 2,
    "same-caption": 2,
    "columns": 1,
    "edge": 1,
    "kinds": 1,
}
AGAINST = {"gap": 1, "total": 1, "grand-total": 2}
FOOT = 0.2
"""A table that ends in this part of its page may go on."""
HEAD = 0.25
"""One that begins in this part may be what goes on."""
MOST_TOTALS = 2
"""So many rows on either side of a page break can carry totals."""


@dataclass(frozen=True)
class Known:
    """What is known of a table up to a page break."""

    title: str | None
    header: Sequence[Cells]
    body: Sequence[Cells]
    """Its rows on the page that ends, or as many as are needed to know its columns."""
    end: Piece
    tail: Sequence[Cells]
    """The last rows."""

    def fits(self, after: Piece) -> bool:
        """Whether a page's table stands where this one can go on, with as many columns."""
        if not after.goes_in or after.number != self.end.number + 1:
            return False
        return after.head.column_count == self.end.head.column_count


@dataclass(frozen=True)
class Verdict:
    """What came of it."""

    weight: int
    evidence: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    out_before: int = 0
    """How many of the last rows before the break carry totals."""
    out_after: int = 0
    """How many of the first rows after it are headers or carry totals."""

    @property
    def joined(self) -> bool:
        """Whether the table goes on."""
        return self.weight >= ENOUGH

    @property
    def thin(self) -> bool:
        """Whether it may go on, and too little speaks for it."""
        return self.weight == ENOUGH - 1


NOT_ONE = Verdict(0)
"""Two tables, without a doubt."""


def judge(known: Known, after: Piece) -> Verdict:
    """Weigh whether the table that is known goes on in the first table of the next page."""
    end = known.end
    if not known.fits(after):
        return NOT_ONE
    off = spread(end.head.geometry.column_edges, after.head.geometry.column_edges)
    caption = _caption(known, after)
    if off is None or caption == "other":
        return NOT_ONE
    out_after = leading(known.header, after.rows, ALIKE if caption == "continued" else 1.0)
    if out_after >= len(after.rows):
        return NOT_ONE
    out_before = trailing(known.tail)
    first = after.rows[out_after]
    header = [row for row in after.rows[:out_after] if not is_running_total(row)]
    kinds = same_kinds(known.body, first)
    if kinds is False and not header and not is_total(first):
        return NOT_ONE
    evidence = {
        "columns": off <= EXACT and after.head.column_count > 1,
        "header": bool(header),
        "caption": caption == "continued",
        "same-caption": caption == "same",
        "running-total": out_before > 0 or len(header) < out_after,
        "edge": _at_edges(end, after),
        "kinds": kinds is True and not header,
    }
    against = _against(known.tail[: len(known.tail) - out_before], evidence["edge"])
    doubts = {
        "shifted": off > EXACT,
        "no-header": bool(known.header) and not header,
        "other-header": not all(repeats(known.header, row) for row in header),
        "total": "total" in against or "grand-total" in against,
        "gap": "gap" in against,
    }
    speaks = tuple(name for name, there in evidence.items() if there)
    weight = sum(WEIGHTS[name] for name in speaks) - sum(AGAINST[name] for name in against)
    return Verdict(
        weight,
        speaks,
        tuple(name for name, there in doubts.items() if there),
        out_before,
        out_after,
    )


def unglued(known: Known, after: Piece) -> Piece:
    """Return a page's table with the rest of a cut row parted from the header above it.

    It is the same where the header says no more than it did, or what it says is no such rest.
    """
    last = known.tail[-1 - trailing(known.tail)]
    for place, row in enumerate(after.rows[: len(known.header) + MOST_TOTALS]):
        if repeats(known.header, row) or is_running_total(row):
            continue
        found = rest_beside(known.header, row)
        if found is None or not is_rest(known.body, last, found[1], spanned=False):
            break
        return after.parted(place, *found)
    return after


def trailing(rows: Sequence[Cells]) -> int:
    """Return how many of the last rows carry a total over the break."""
    count = 0
    while count < min(MOST_TOTALS, len(rows) - 1) and is_running_total(rows[-1 - count]):
        count += 1
    return count


def leading(header: Sequence[Cells], rows: Sequence[Cells], least: float = 1.0) -> int:
    """Return how many of the first rows say the header again, or carry a total over the break."""
    totals = 0
    for place, row in enumerate(rows):
        if is_running_total(row) and totals < MOST_TOTALS:
            totals += 1
        elif not repeats(header, row, least) or place >= len(header) + totals:
            return place
    return len(rows)


def _caption(known: Known, after: Piece) -> str | None:
    """Return what the caption after the break is: "continued", "same", "other", or no matter."""
    title = after.head.title
    if title is None or title.strip() == "":
        return None
    found = caption_of(title)
    began = caption_of(known.title) if known.title else None
    if found.continued:
        return "continued" if _is_its(found, began) else "other"
    if began is not None and found.text == began.text:
        return "same" if found.label else None
    if found.label is None and is_running_title(title, known.end.page.lines):
        return None
    if found.label is None and began is None:
        return None
    return "other"


def _is_its(found: Caption, began: Caption | None) -> bool:
    """Whether a caption that says that a table goes on is that of the table that began so."""
    if began is None or not found.text or not began.text:
        return True
    if found.label is not None:
        return began.label in (None, found.label)
    return found.text in began.text or began.text in found.text


def _at_edges(before: Piece, after: Piece) -> bool:
    """Whether one goes down to the foot of its page, and the other begins at the head of its."""
    if before.head.box is None or after.head.box is None:
        return False
    foot = before.page.height - before.head.box[3]
    edges = after.head.geometry.row_edges
    tallest = max((low - high for high, low in pairwise(edges)), default=0)
    room = max(FOOT * before.page.height, FOOT / 2 * before.page.height + tallest)
    return foot <= room and after.head.box[1] <= HEAD * after.page.height


def _against(rows: Sequence[Cells], at_edges: bool) -> list[str]:
    against = [] if at_edges else ["gap"]
    if rows and is_grand_total(rows[-1]):
        against.append("grand-total")
    elif rows and is_total(rows[-1]):
        against.append("total")
    return against
