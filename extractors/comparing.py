"""Found tables of a PDF held against a second reading of the same cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from curator.language import _
from curator.sources import Box, Mark, Span
from curator.tables import Progress
from extractors.limits import Limits
from extractors.pdf.second_reading import Differing, ReadCell, ReadPage
from extractors.spool import Found
from extractors.worker import STRICT, quiet, second_reading

PAGES = 32
"""So many pages are asked for at once."""
ROWS = 512


def read_twice(
    path: Path,
    tables: Sequence[Found],
    progress: Progress = quiet,
    limits: Limits = STRICT,
    password: str | None = None,
) -> int:
    """Read the cells of tables once more, by another reader; each that differs becomes a doubt.

    Args:
        tables: found in the PDF at `path`; their doubts are kept in them, and go where they go.
        progress: told of the pages done.

    Returns:
        How many cells differ.

    Raises:
        ExtractionError: the file cannot be read by the other reader, or not within the limits.
    """
    count = 0
    done = 0
    pages = _pages(tables)
    numbers = sorted(pages)
    for first in range(0, len(numbers), PAGES):
        chunk = [ReadPage(number, pages[number]) for number in numbers[first : first + PAGES]]

        def tell(of_chunk: int, _total: int | None, before: int = done) -> None:
            progress(before + of_chunk, len(numbers))

        for differing in second_reading(path, chunk, tell, limits, password):
            tables[differing.table].doubt(
                Mark(differing.row, differing.column, flag=doubt_words(differing))
            )
            count += 1
        done += len(chunk)
    progress(done, len(numbers))
    return count


def doubt_words(differing: Differing) -> str:
    """Say what the second reading has."""
    if differing.text is None:
        return _("a second reading finds nothing here")
    text = " ".join(differing.text.split())
    return _("a second reading finds “{text}”").format(text=text)


def _pages(tables: Sequence[Found]) -> dict[int, list[ReadCell]]:
    """Return the cells that stand on each page."""
    pages: dict[int, list[ReadCell]] = defaultdict(list)
    for number, table in enumerate(tables):
        for page, row, column, box, text in _cells(table):
            pages[page].append(ReadCell(number, row, column, box, text))
    return pages


def _cells(table: Found) -> Iterator[tuple[int, int, int, Box, str | None]]:
    """Yield page, row, column, box and text of each cell, merged ones whole and once."""
    head = table.head
    if head.page is None:
        return
    spans = {(span.row, span.column): span for span in head.spans}
    hidden = _covered(head.spans)
    for first in range(0, table.row_count, ROWS):
        for row, cells in enumerate(table.window(first, ROWS), first):
            for column, text in enumerate(cells):
                if (row, column) in hidden:
                    continue
                span = spans.get((row, column), Span(row, column, 1, 1))
                box = head.geometry.box(row, column, span.height, span.width)
                if box is not None:
                    yield head.page, row, column, box, text


def _covered(spans: Sequence[Span]) -> set[tuple[int, int]]:
    """Return the places that merged cells cover, but for their first."""
    return {
        (row, column)
        for span in spans
        for row in range(span.row, span.row + span.height)
        for column in range(span.column, span.column + span.width)
        if (row, column) != (span.row, span.column)
    }
