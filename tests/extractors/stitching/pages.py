"""Pages of tables for the tests, as an extractor would find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.sources import Batch, ExtractedTable, Geometry, Mark, Source, TableHead
from extractors.stitching import FoundPage, stitched

SOURCE = Source("0" * 64, "a.pdf", "application/pdf", 1)
LEFT, WIDTH, HEIGHT = 72.0, 120.0, 24.0
HEADER = ("Port", "Remarks", "Ships")

Rows = Sequence[Sequence[str | None]]


def table(
    page: int,
    rows: Rows,
    *,
    header: int = 1,
    title: str | None = None,
    top: float = 80.0,
    bottom: float = 740.0,
    edges: Sequence[float] | None = None,
    marks: Sequence[Mark] = (),
) -> ExtractedTable:
    """Return a table of a page, from the head of the page to its foot where nothing else is said."""
    count = max(map(len, rows))
    columns = tuple(edges or (LEFT + WIDTH * place for place in range(count + 1)))
    lines = tuple(top + (bottom - top) * place / len(rows) for place in range(len(rows) + 1))
    head = TableHead(
        count,
        header,
        page=page,
        box=(columns[0], top, columns[-1], bottom),
        geometry=Geometry(columns, lines),
        title=title,
    )
    return ExtractedTable(SOURCE, head, iter([Batch(rows, marks)]))


def pages(*tables: ExtractedTable) -> Iterator[FoundPage]:
    """Yield a page a table, each with its own number."""
    for each in tables:
        assert each.head.page is not None
        yield FoundPage(each.head.page, 612, 792, [each])


def whole(
    found: Iterator[FoundPage], apart: tuple[int, ...] = ()
) -> list[tuple[TableHead, list[Batch]]]:
    """Return the tables that come of stitching, each with its batches."""
    return [(each.head, list(each.batches)) for each in stitched(found, apart)]


def rows_of(batches: Sequence[Batch]) -> list[list[str | None]]:
    """Return the rows of some batches."""
    return [list(row) for batch in batches for row in batch.rows]


def data(first: int, count: int) -> list[Sequence[str | None]]:
    """Return so many rows of ports, each with a number of its own."""
    return [(f"Port {n}", f"remark {n}", str(n)) for n in range(first, first + count)]
