"""A table on its way over page breaks: what is told of it, and what waits for the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.language import _
from curator.seams import Seam, Stretch, Taken
from curator.sources import Batch, Mark
from extractors.stitching.judging import MOST_TOTALS, Known, Verdict
from extractors.stitching.pieces import Cells, Piece
from extractors.stitching.rejoining import ENOUGH_ROWS, is_rest, marks_of, whole
from extractors.stitching.words import is_running_total

HELD = MOST_TOTALS + 1
"""So many rows wait for the next page: one that it may complete, and totals that it takes up."""


@dataclass(frozen=True)
class _Row:
    cells: Cells
    page: int
    marks: Sequence[Mark] = ()
    stretch: Stretch | None = None
    """Where it stands, if it is the first of its page."""


class Running:
    """A table up to the page that was read last; rows leave it in order, as soon as they can."""

    def __init__(self, piece: Piece) -> None:
        """`piece` is what was found on the table's first page."""
        self.end = piece
        self._title = piece.head.title
        self._header = piece.rows[: piece.head.header_count]
        self._body = _body(piece, piece.head.header_count)
        self._waiting = _rows(piece, 0)
        self._told = 0

    def known(self) -> Known:
        """Return what the next page is judged by."""
        tail = [row.cells for row in self._waiting]
        return Known(self._title, self._header, self._body, self.end, tail)

    def begin(self) -> list[Batch]:
        """Return the rows that the next page cannot change any more."""
        return self._tell(len(self._waiting) - HELD)

    def join(self, after: Piece, verdict: Verdict) -> list[Batch]:
        """Take in the next page, and return the rows that are settled by it."""
        out = self._waiting[len(self._waiting) - verdict.out_before :]
        del self._waiting[len(self._waiting) - verdict.out_before :]
        taken = [Taken(row.page, "running-total", tuple(row.cells)) for row in out]
        first = verdict.out_after
        taken += [_taken(after.number, row) for row in after.rows[:first]]
        rows = _rows(after, first)
        rejoined = self._rejoin(after, rows, first)
        seam = Seam(
            self.end.number,
            after.number,
            verdict.evidence,
            verdict.doubts,
            tuple(taken),
            rejoined,
        )
        lie = replace(after.head.stretch(), row0=first + rejoined, seam=seam)
        rows[0] = replace(rows[0], stretch=lie)
        settled = self._tell(len(self._waiting))
        self._waiting = rows
        self._title = self._title or after.head.title
        self.end = after
        body = _body(after, first + rejoined)
        if len(body) > ENOUGH_ROWS:
            self._body = body
        return settled + self._tell(len(rows) - HELD)

    def finish(self) -> list[Batch]:
        """Return the rows that are left."""
        return self._tell(len(self._waiting))

    def rest(self) -> Batch | None:
        """Return the rows that would be left if no page came any more, None if none would."""
        return _batch(self._waiting, self._told) if self._waiting else None

    def cut_short(self) -> list[Batch]:
        """Return the rows that are left where the next page could not be read."""
        first = self._told
        return [cut_short(batch, first) for batch in self.finish()]

    def _rejoin(self, after: Piece, rows: list[_Row], first: int) -> bool:
        """Make the last row whole by the first of `rows`, if that is its rest."""
        if len(rows) < 2 or not self._waiting:
            return False
        last, rest = self._waiting[-1], rows[0]
        spanned = any(span.row <= first < span.row + span.height for span in after.head.spans)
        if not is_rest(self._body, last.cells, rest.cells, spanned=spanned):
            return False
        pages = (last.page, after.number)
        marks = marks_of(last.cells, rest.cells, 0, pages, [*last.marks, *rest.marks])
        self._waiting[-1] = replace(last, cells=whole(last.cells, rest.cells), marks=marks)
        del rows[0]
        return True

    def _tell(self, count: int) -> list[Batch]:
        """Return the first `count` rows that wait, which then do so no more."""
        told = _batches(self._waiting[: max(count, 0)], self._told)
        self._told += max(count, 0)
        del self._waiting[: max(count, 0)]
        return told


def cut_short(rest: Batch, first: int) -> Batch:
    """Return the last rows of a table of which more may stand on a page that could not be read.

    Args:
        first: the position of the first of them in their table.
    """
    last = first + len(rest.rows) - 1
    flag = _("the page after this row could not be read; the table may go on there")
    known = next((mark for mark in rest.marks if (mark.row, mark.column) == (last, 0)), None)
    if known is not None and known.flag is not None:
        flag = f"{known.flag}; {flag}"
    marks = [mark for mark in rest.marks if mark is not known]
    marks.append(Mark(last, 0, known.raw if known else None, flag))
    return Batch(rest.rows, marks, rest.stretch)


def _batches(rows: Sequence[_Row], first: int) -> list[Batch]:
    """Return rows in batches of one page each; `first` is the position of the first in its table."""
    if not rows:
        return []
    starts = [place for place, row in enumerate(rows) if place == 0 or row.stretch is not None]
    return [
        _batch(rows[start:stop], first + start)
        for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]


def _batch(lot: Sequence[_Row], first: int) -> Batch:
    marks = [replace(mark, row=place) for place, row in enumerate(lot, first) for mark in row.marks]
    return Batch([row.cells for row in lot], marks, lot[0].stretch)


def _rows(piece: Piece, first: int) -> list[_Row]:
    return [
        _Row(cells, piece.number, piece.marks.get(place, ()))
        for place, cells in enumerate(piece.rows[first:], first)
    ]


def _body(piece: Piece, first: int) -> Sequence[Cells]:
    """Return the rows by which the columns of a page are known."""
    return [row for row in piece.rows[first:] if not is_running_total(row)]


def _taken(page: int, row: Cells) -> Taken:
    return Taken(page, "running-total" if is_running_total(row) else "header", tuple(row))
