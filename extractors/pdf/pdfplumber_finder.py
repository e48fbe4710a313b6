"""Ruled tables on the pages of a PDF, by pdfplumber's table finder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.errors import ExtractionError, UnknownNameError
from curator.intake import Report
from curator.language import _
from curator.sources import Batch, Box, ExtractedTable, Geometry, Mark, Source, Span, TableHead
from curator.tables import Progress
from extractors import header
from extractors.pdf.caption import caption, head_lines
from extractors.pdf.cells import FoundText, found_texts
from extractors.pdf.paged import Paged
from extractors.stitching import FoundPage, stitched
from extractors.text import visible, visible_rows

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF
    from pdfplumber.table import Table as Found

NEAR = 0.5
"""Edges closer than this, in PDF points, are one edge."""


@dataclass(frozen=True)
class Pdfplumber(Paged):
    """Reads the tables that a PDF rules with lines; one without rulings is not found."""

    name = "pdfplumber"

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield tables page by page, top to bottom; one that goes on over pages is one table.

        Raises:
            LockedError: the PDF is locked with a password, or with another one.
            ExtractionError: it is damaged.
            UnknownNameError: it has no such page.
        """
        pages = self._pages(path, source, progress)
        if self.stitch:
            yield from stitched(pages, self.apart)
        else:
            yield from (table for page in pages for table in page.tables)

    def _pages(self, path: Path, source: Source, progress: Progress) -> Iterator[FoundPage]:
        import pdfplumber
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        page: int | None = None
        try:
            with pdfplumber.open(
                path,
                pages=list(self.pages) or None,
                password=self.password,
                raise_unicode_errors=False,
            ) as pdf:
                total = len(pdf.pages)
                self._refuse_missing(path, pdf)
                for done, sheet in enumerate(pdf.pages):
                    page = sheet.page_number
                    progress(done, total)
                    yield self._found(source, sheet)
                    sheet.close()
                progress(total, total)
        except (PdfminerException, MalformedPDFException) as error:
            if error.args and isinstance(error.args[0], MemoryError):
                raise error.args[0] from error
            raise self._told(path, page, error) from error

    def _told(self, path: Path, page: int | None, error: Exception) -> ExtractionError:
        """Say in one sentence what pdfminer made of a file."""
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

        from extractors.pdf.page import locked

        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect):
            return locked(path, self.password)
        if isinstance(cause, PDFEncryptionError):
            message = _("{file} is locked in a way that cannot be read; save a copy without.")
        elif page is None:
            message = _("{file} is damaged and cannot be read as a PDF.")
        else:
            message = _("{file} is damaged and cannot be read on page {page}.")
        return ExtractionError(message.format(file=path.name, page=page))

    def report(self, path: Path, source: Source, progress: Progress) -> Report:
        """Say of what kind the pages are: digital text, scanned, or with a broken text layer.

        Raises:
            ExtractionError: the PDF is damaged.
        """
        from extractors.pdf.text_layer import pages_report

        return pages_report(path, source, progress, self.pages, self.password)

    def _refuse_missing(self, path: Path, pdf: PDF) -> None:
        missing = set(self.pages) - {page.page_number for page in pdf.pages}
        if missing:
            from extractors.pdf.page import page_count

            raise UnknownNameError(
                _("{file} has no page {page}; its pages are 1 to {count}.").format(
                    file=path.name, page=min(missing), count=page_count(path, self.password)
                )
            )

    def _found(self, source: Source, page: Page) -> FoundPage:
        left, top, right, bottom = page.cropbox
        tables = list(self._tables(source, page))
        lines = head_lines(page) if self.stitch and tables else ()
        return FoundPage(page.page_number, float(right - left), float(bottom - top), tables, lines)

    def _tables(self, source: Source, page: Page) -> Iterator[ExtractedTable]:
        found = sorted(page.find_tables(), key=lambda table: (table.bbox[1], table.bbox[0]))
        boxes = [table.bbox for table in found]
        for table in found:
            grid = _Grid.of(table)
            if len(grid.rows) * (len(grid.columns) - 1) < 2:
                continue
            found_cells, spans = grid.fill(table)
            if not any(cell and cell.read for row in found_cells for cell in row):
                continue
            above = max((b[3] for b in boxes if b[3] <= table.bbox[1]), default=0.0)
            shift_x, shift_y = page.cropbox[0], page.cropbox[1]
            rows, marks = visible_rows(_read(found_cells), 0)
            count = self.header_rows
            title = caption(page, table.bbox, above)
            head = TableHead(
                column_count=len(grid.columns) - 1,
                header_count=header.guess(rows, spans) if count is None else min(count, len(rows)),
                page=page.page_number,
                box=_shifted(table.bbox, shift_x, shift_y),
                geometry=Geometry(
                    tuple(round(float(edge - shift_x), 2) for edge in grid.columns),
                    tuple(round(float(edge - shift_y), 2) for edge in grid.rows),
                ),
                spans=tuple(spans),
                title=title and visible(title),
            )
            yield ExtractedTable(source, head, iter([Batch(rows, _marks(found_cells) + marks)]))


@dataclass(frozen=True)
class _Grid:
    """The edges of a table's columns and rows; a merged cell covers several gaps."""

    columns: Sequence[float]
    rows: Sequence[float]

    @classmethod
    def of(cls, table: Found) -> _Grid:
        return cls(
            _edges([edge for cell in table.cells for edge in (cell[0], cell[2])]),
            _edges([edge for cell in table.cells for edge in (cell[1], cell[3])]),
        )

    def fill(self, table: Found) -> tuple[list[list[FoundText | None]], list[Span]]:
        """Put each cell's text at its top left; say which cells cover more than one place."""
        width, height = len(self.columns) - 1, len(self.rows) - 1
        rows: list[list[FoundText | None]] = [[None] * width for _row in range(height)]
        spans = []
        boxes = [row.cells for row in table.rows]
        for cells, texts in zip(boxes, found_texts(table.page.chars, boxes), strict=True):
            for box, text in zip(cells, texts, strict=True):
                if box is None:
                    continue
                left, right = _nearest(self.columns, box[0]), _nearest(self.columns, box[2])
                top, bottom = _nearest(self.rows, box[1]), _nearest(self.rows, box[3])
                if text and text.shown:
                    rows[top][left] = text
                if right - left > 1 or bottom - top > 1:
                    spans.append(Span(top, left, bottom - top, right - left))
        return rows, spans


def _edges(found: Sequence[float]) -> list[float]:
    edges = sorted(set(found))
    return edges[:1] + [edge for before, edge in pairwise(edges) if edge - before > NEAR]


def _nearest(edges: Sequence[float], edge: float) -> int:
    from bisect import bisect_left

    place = min(bisect_left(edges, edge), len(edges) - 1)
    if place and edge - edges[place - 1] < edges[place] - edge:
        return place - 1
    return place


def _read(found: Sequence[Sequence[FoundText | None]]) -> list[list[str | None]]:
    return [[cell.read if cell else None for cell in row] for row in found]


def _marks(found: Sequence[Sequence[FoundText | None]]) -> list[Mark]:
    """Keep text that was put in the order of reading as the page shows it, and what is doubtful."""
    return [
        Mark(number, place, raw=raw, flag="; ".join(cell.doubts) or None)
        for number, row in enumerate(found)
        for place, cell in enumerate(row)
        if cell and (cell.doubts or cell.shown != cell.read)
        for raw in [visible(cell.shown) if cell.shown != cell.read else None]
    ]


def _shifted(box: Sequence[Any], x: float, y: float) -> Box:
    return (
        round(float(box[0] - x), 2),
        round(float(box[1] - y), 2),
        round(float(box[2] - x), 2),
        round(float(box[3] - y), 2),
    )
