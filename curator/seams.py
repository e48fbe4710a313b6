"""Where the rows of a table stand together, and on what evidence it goes on over a page break."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from curator.geometry import Box, Geometry, Span
from curator.language import _, ngettext

EVIDENCE: Mapping[str, str] = {
    "columns": _("the columns stand in the same places"),
    "header": _("the header is repeated"),
    "caption": _("the caption says that it goes on"),
    "same-caption": _("the caption is the same"),
    "running-total": _("a total is carried over"),
    "edge": _("it goes from the foot of one page to the head of the next"),
    "kinds": _("its numbers and words stand in the same columns"),
}
"""What can speak for a seam; a store keeps the names."""

DOUBTS: Mapping[str, str] = {
    "shifted": _("the columns shift a little"),
    "no-header": _("no header is repeated"),
    "other-header": _("the repeated header says otherwise in part"),
    "total": _("the rows before it end with a total"),
    "gap": _("much of a page is left free between"),
}
"""What can speak against one that was made all the same; a store keeps the names."""

TAKEN: Mapping[str, str] = {
    "header": _("repeated header"),
    "running-total": _("running total"),
}
"""Why a row can be taken out; a store keeps the names."""


@dataclass(frozen=True)
class Taken:
    """A row that was found at a page break and is none of the table's own."""

    page: int
    why: str
    """One of TAKEN."""
    cells: tuple[str | None, ...]


@dataclass(frozen=True)
class Seam:
    """Where a table goes on over a page break."""

    before: int
    """The page that ends there; 1 is the first."""
    page: int
    """The page that begins there."""
    evidence: tuple[str, ...]
    """Of EVIDENCE, what speaks for it."""
    doubts: tuple[str, ...] = ()
    """Of DOUBTS, what speaks against it; empty where it is sure."""
    taken: tuple[Taken, ...] = ()
    """The rows that were taken out, in the order in which they stand on the two pages."""
    rejoined: bool = False
    """Whether a row that the break had cut in two was made whole."""

    def reasons(self) -> str:
        """Say in words what speaks for it."""
        return "; ".join(EVIDENCE.get(name, name) for name in self.evidence)

    def certainty(self) -> str:
        """Say in words how sure it is, and why it is not where it is in doubt."""
        if not self.doubts:
            return _("sure")
        doubts = "; ".join(DOUBTS.get(name, name) for name in self.doubts)
        return _("in doubt: {doubts}").format(doubts=doubts)

    def outcome(self) -> str:
        """Say in words what was taken out and joined there."""
        words = [
            f"{TAKEN.get(row.why, row.why)}: {' | '.join(cell or '' for cell in row.cells)}"
            for row in self.taken
        ]
        if self.rejoined:
            words.append(_("a row was made whole"))
        return "; ".join(words) or _("nothing taken out")


@dataclass(frozen=True)
class Stretch:
    """The rows of a table that stand together on one page or sheet of one file."""

    page: int | None = None
    box: Box | None = None
    """The region on the page in which they stand, with rows that were taken out there."""
    geometry: Geometry = field(default_factory=Geometry)
    spans: tuple[Span, ...] = ()
    """Counted, as `geometry` is, from the top left of what was found there; the columns that a
    table has added are not among them."""
    row0: int = 0
    """In which row of `geometry` the first of them stands."""
    seam: Seam | None = None
    """How they were joined to those before them over a page break; None where they were not."""
    sheet: str | None = None
    source: str | None = None
    """The SHA-256 of the file in which they stand; None where their table's source is it."""
    table: int | None = None
    """The number there, from 1, of the table that they are of; None where their table's is it."""
    columns: tuple[int, ...] = ()
    """The positions in their table, from 0, of the columns that were found there; none where they
    are all but those that the table has added."""

    def box_of(self, row: int, column: int) -> Box | None:
        """Return the box of a cell of its row `row`, from 0; merged cells whole."""
        row += self.row0
        for span in self.spans:
            down, right = row - span.row, column - span.column
            if 0 <= down < span.height and 0 <= right < span.width:
                return self.geometry.box(span.row, span.column, span.height, span.width)
        return self.geometry.box(row, column)


def seam_of(data: Mapping[str, Any]) -> Seam:
    """Rebuild a Seam from what `dataclasses.asdict` and JSON made of it."""
    taken = (Taken(row["page"], row["why"], tuple(row["cells"])) for row in data["taken"])
    return Seam(
        before=data["before"],
        page=data["page"],
        evidence=tuple(data["evidence"]),
        doubts=tuple(data["doubts"]),
        taken=tuple(taken),
        rejoined=data["rejoined"],
    )


def seam_flags(seams: Iterable[Seam]) -> tuple[str, ...]:
    """Return what a person should know of a table that has such seams, in words."""
    known = list(seams)
    flags = []
    if known:
        flags.append(_joined(known[0].before, known[-1].page, len(known) + 1))
    for why, words in _TAKEN_OUT.items():
        count = sum(row.why == why for seam in known for row in seam.taken)
        if count:
            flags.append(words(count).format(count=count))
    rejoined = sum(seam.rejoined for seam in known)
    if rejoined:
        flags.append(
            ngettext(
                "{count} row that a page break had cut was made whole",
                "{count} rows that page breaks had cut were made whole",
                rejoined,
            ).format(count=rejoined)
        )
    doubtful = [str(seam.page) for seam in known if seam.doubts]
    if doubtful:
        flags.append(_doubtful(doubtful))
    return tuple(flags)


MOST_NAMED = 12
"""So many pages are named in a sentence."""

_TAKEN_OUT: Mapping[str, Callable[[int], str]] = {
    "header": lambda count: ngettext(
        "{count} repeated header row was taken out",
        "{count} repeated header rows were taken out",
        count,
    ),
    "running-total": lambda count: ngettext(
        "{count} running total was taken out", "{count} running totals were taken out", count
    ),
}


def _joined(first: int, last: int, count: int) -> str:
    words = _("joined over {count} pages, {first} to {last}")
    return words.format(count=count, first=first, last=last)


def _doubtful(pages: Sequence[str]) -> str:
    named = ", ".join(pages[:MOST_NAMED]) + (", …" if len(pages) > MOST_NAMED else "")
    return ngettext(
        "joined in doubt before page {pages}", "joined in doubt before pages {pages}", len(pages)
    ).format(pages=named)
