"""Found tables of a PDF held against a second reading of the same cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _
from curator.sources import Box, Mark, Span
from curator.tables import Progress
from extractors.limits import Limits
from extractors.pdf.second_count import Counted
from extractors.pdf.second_reading import Differing, ReadCell, ReadPage
from extractors.sniff import PDF
from extractors.spool import Found
from extractors.worker import STRICT, quiet, second_reading

PAGES = 32
"""So many pages are asked for at once."""
ROWS = 512


def is_read_twice(media_type: str) -> bool:
    """Whether there is a second reader for files of a kind."""
    return media_type == PDF


def read_twice(
    path: Path,
    tables: Sequence[Found],
    progress: Progress = quiet,
    limits: Limits = STRICT,
    password: str | None = None,
) -> int | None:
    """Read the cells of tables once more, by another reader; each that differs becomes a doubt.

    Args:
        tables: found in the PDF at `path`; their doubts are kept in them, and go where they go.
        progress: told of the pages done.

    Returns:
        How many cells differ; None where the other reader cannot read the file, or not within the
        limits, which is flagged in the tables.
    """
    try:
        count = _compare(path, tables, progress, limits, password)
    except ExtractionError:
        for table in tables:
            table.flag(_("not read a second time"))
        return None
    for table in tables:
        table.checked = True
    return count


def _compare(
    path: Path,
    tables: Sequence[Found],
    progress: Progress,
    limits: Limits,
    password: str | None,
) -> int:
    count = 0
    done = 0
    pages, regions = _pages(tables), _regions(tables)
    numbers = sorted(pages)
    for first in range(0, len(numbers), PAGES):
        chunk = [
            ReadPage(number, pages[number], regions[number])
            for number in numbers[first : first + PAGES]
        ]

        def tell(of_chunk: int, _total: int | None, before: int = done) -> None:
            progress(before + of_chunk, len(numbers))

        for told in second_reading(path, chunk, tell, limits, password):
            if isinstance(told, Counted):
                tables[told.table].flag(count_words(told))
                continue
            tables[told.table].doubt(Mark(told.row, told.column, flag=doubt_words(told)))
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


def count_words(counted: Counted) -> str:
    """Say how many rulings each reader counts."""
    words = _(
        "a second reading counts {across} rulings across and {down} down, the first {first_across}"
        " and {first_down}"
    )
    return words.format(
        across=counted.second[0],
        down=counted.second[1],
        first_across=counted.first[0],
        first_down=counted.first[1],
    )


def _regions(tables: Sequence[Found]) -> dict[int, list[tuple[int, Box]]]:
    """Return where tables stand on each page."""
    regions: dict[int, list[tuple[int, Box]]] = defaultdict(list)
    for number, table in enumerate(tables):
        row = 0
        while row < table.row_count:
            _start, stretch = table.stretch(row)
            if stretch.page is not None and stretch.box is not None:
                regions[stretch.page].append((number, stretch.box))
            row = table.end_of_stretch(row)
    return regions


def _pages(tables: Sequence[Found]) -> dict[int, list[ReadCell]]:
    """Return the cells that stand on each page."""
    pages: dict[int, list[ReadCell]] = defaultdict(list)
    for number, table in enumerate(tables):
        for page, row, column, box, text in _cells(table):
            pages[page].append(ReadCell(number, row, column, box, text))
    return pages


def _cells(table: Found) -> Iterator[tuple[int, int, int, Box, str | None]]:
    """Yield page, row, column, box and text of each cell, merged ones whole and once."""
    hidden: tuple[int, set[tuple[int, int]]] = (-1, set())
    for first in range(0, table.row_count, ROWS):
        for row, cells in enumerate(table.window(first, ROWS), first):
            start, stretch = table.stretch(row)
            if stretch.page is None:
                return
            if hidden[0] != start:
                hidden = (start, _covered(stretch.spans))
            for column, text in enumerate(cells):
                box = stretch.box_of(row - start, column)
                if box is not None and (row - start + stretch.row0, column) not in hidden[1]:
                    yield stretch.page, row, column, box, text


def _covered(spans: Sequence[Span]) -> set[tuple[int, int]]:
    """Return the places that merged cells cover, but for their first."""
    return {
        (row, column)
        for span in spans
        for row in range(span.row, span.row + span.height)
        for column in range(span.column, span.column + span.width)
        if (row, column) != (span.row, span.column)
    }
