"""What is stitched: the pages, and the table that each page's extractor found there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curator.sources import ExtractedTable, Mark, Source, TableHead

Cells = Sequence[str | None]


@dataclass(frozen=True)
class FoundPage:
    """A page and its tables, from top to bottom."""

    number: int
    """1 is the first."""
    width: float
    """PDF points."""
    height: float
    tables: Sequence[ExtractedTable]
    lines: Sequence[str] = ()
    """The lines at the head of the page, by which a running title is known."""


@dataclass(frozen=True)
class Piece:
    """A table of one page, its rows in hand."""

    source: Source
    head: TableHead
    rows: Sequence[Cells]
    marks: Mapping[int, Sequence[Mark]]
    """By row."""
    page: FoundPage
    goes_in: bool
    """Whether nothing on the page stands above it, so that it can go on from the page before."""
    goes_out: bool
    """Whether nothing stands below it, so that it can go on over the next page."""

    @property
    def number(self) -> int:
        """The number of its page."""
        return self.page.number

    def parted(self, place: int, first: Cells, second: Cells) -> Piece:
        """Return the same with a row taken for two, of which the first has the whole height."""
        head, after = self.head, place + 1
        edges = head.geometry.row_edges
        lie = replace(head.geometry, row_edges=(*edges[: after + 1], *edges[after:]))
        spans = tuple(
            replace(span, row=span.row + 1) if span.row > place else span for span in head.spans
        )
        marks = {
            row + (row > place): [replace(mark, row=row + (row > place)) for mark in marks]
            for row, marks in self.marks.items()
        }
        return replace(
            self,
            head=replace(head, geometry=lie, spans=spans),
            rows=[*self.rows[:place], first, second, *self.rows[after:]],
            marks=marks,
        )

    def flagged(self, flag: str) -> Piece:
        """Return the same with one more flag for its table."""
        return replace(self, head=replace(self.head, flags=(*self.head.flags, flag)))


def pieces_of(page: FoundPage) -> Iterator[Piece]:
    """Yield the tables of a page, each read whole."""
    boxes = [table.head.box for table in page.tables]
    for table in page.tables:
        rows: list[Cells] = []
        marks: dict[int, list[Mark]] = defaultdict(list)
        for batch in table.batches:
            rows.extend(batch.rows)
            for mark in batch.marks:
                marks[mark.row].append(mark)
        box = table.head.box
        others = [other for other in boxes if other is not box and other is not None]
        yield Piece(
            table.source,
            table.head,
            rows,
            marks,
            page,
            goes_in=box is not None and all(other[1] >= box[3] for other in others),
            goes_out=box is not None and all(other[3] <= box[1] for other in others),
        )
