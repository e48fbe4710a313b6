"""Tables on the pages of a PDF, ruled or not, by curator's own finder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.errors import ExtractionError, UnknownNameError
from curator.intake import Report
from curator.language import _
from curator.sources import Batch, Box, ExtractedTable, Geometry, Source, TableHead
from curator.tables import Progress
from extractors import header
from extractors.drawn import Drawn, parse_drawn
from extractors.pdf.paged import Paged
from extractors.pdf.running import Running
from extractors.stitching import FoundPage, stitched
from extractors.text import visible, visible_rows

if TYPE_CHECKING:
    from extractors.pdf.ink import PageInk, Region
    from extractors.pdf.laid_out import Sheet
    from extractors.pdf.tables import FoundTable


@dataclass(frozen=True)
class PdfTables(Paged):
    """Reads the tables of a PDF by its rulings, or by the white space between its words."""

    name = "pdf"
    regions: tuple[str, ...] = field(
        default=(), metadata={"help": _("where tables stand, drawn by hand"), "kind": "text"}
    )
    columns: tuple[str, ...] = field(
        default=(), metadata={"help": _("where the columns of a region part"), "kind": "text"}
    )
    rows: tuple[str, ...] = field(
        default=(), metadata={"help": _("where the rows of a region part"), "kind": "text"}
    )

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield tables page by page, top to bottom; one that goes on over pages is one table.

        Of a page with a region by hand only that is read; pages without are read if asked for.

        Raises:
            LockedError: the PDF is locked with a password, or with another one.
            ExtractionError: it is damaged.
            UnknownNameError: it has no such page, or a region lies off it.
        """
        pages = self._pages(path, source, progress)
        if self.stitch:
            yield from stitched(pages, self.apart)
        else:
            yield from (table for page in pages for table in page.tables)

    def _pages(self, path: Path, source: Source, progress: Progress) -> Iterator[FoundPage]:
        from extractors.pdf.page import opened

        with opened(path, self.password) as document:
            numbers = self._numbers(path, len(document))
            for done, number in enumerate(numbers):
                progress(done, len(numbers))
                yield self._found(source, ink_of(path, document, number))
            progress(len(numbers), len(numbers))

    def report(self, path: Path, source: Source, progress: Progress) -> Report:
        """Say of what kind the pages are: digital text, scanned, or with a broken text layer.

        Raises:
            ExtractionError: the PDF is damaged.
        """
        from extractors.pdf.text_layer import pages_report

        return pages_report(path, source, progress, self.pages, self.password)

    def _numbers(self, path: Path, count: int) -> Sequence[int]:
        wanted = sorted({*self.pages, *(n for one in self._drawn for n in one.pages(count))})
        missing = [number for number in wanted if number > count]
        if missing:
            raise UnknownNameError(
                _("{file} has no page {page}; its pages are 1 to {count}.").format(
                    file=path.name, page=missing[0], count=count
                )
            )
        return wanted or range(1, count + 1)

    def _found(self, source: Source, page: PageInk) -> FoundPage:
        from extractors.pdf.captions import head_lines

        tables = list(self.tables_on(source, page))
        lines = head_lines(page) if self.stitch and tables else ()
        return FoundPage(page.number, page.width, page.height, tables, lines)

    @cached_property
    def _drawn(self) -> tuple[Drawn, ...]:
        return parse_drawn(self.regions, self.columns, self.rows)

    def tables_on(self, source: Source, page: PageInk) -> Iterator[ExtractedTable]:
        """Yield the tables of a page: those in the regions drawn on it, else those found."""
        drawn = [one for one in self._drawn if one.is_on(page.number)]
        return self._by_hand(source, page, drawn) if drawn else self._tables(source, page)

    def _by_hand(
        self, source: Source, page: PageInk, drawn: Sequence[Drawn]
    ) -> Iterator[ExtractedTable]:
        from extractors.pdf.by_hand import table_by_hand, told_by_hand
        from extractors.pdf.captions import title_and_notes

        for one in drawn:
            table = table_by_hand(page, one)
            if table is not None:
                around = title_and_notes(page, table.region, 0.0, page.height)
                extracted = self._extracted(source, page, table, around)
                yield told_by_hand(extracted, page, table, one)

    def _tables(self, source: Source, page: PageInk) -> Iterator[ExtractedTable]:
        from extractors.pdf.captions import title_and_notes
        from extractors.pdf.tables import tables_of

        found = list(tables_of(page))
        for place, table in enumerate(found):
            above = max((one.region.bottom for one in found[:place]), default=0.0)
            below = min((one.region.top for one in found[place + 1 :]), default=page.height)
            around = title_and_notes(page, table.region, above, below)
            yield self._extracted(source, page, table, around)

    def _extracted(
        self,
        source: Source,
        page: PageInk,
        table: FoundTable,
        around: tuple[str | None, str | None],
    ) -> ExtractedTable:
        from extractors.pdf.laid_out import laid_out

        sheet = laid_out(table, page)
        rows, marks = visible_rows(sheet.rows, 0)
        count = self.header_rows
        title = sheet.title or around[0]
        notes = "\n".join(filter(None, (sheet.notes, around[1])))
        head = TableHead(
            column_count=len(sheet.column_edges) - 1,
            header_count=(
                header.guess(rows, sheet.spans) if count is None else min(count, len(rows))
            ),
            page=page.number,
            box=_box(page.shown(table.region)),
            geometry=_geometry(sheet, page),
            spans=tuple(sheet.spans),
            title=title and visible(title),
            notes=visible(notes) or None,
            flags=sheet.flags,
        )
        return ExtractedTable(source, head, iter([Batch(rows, [*sheet.marks, *marks])]))


def ink_of(path: Path, document: Any, number: int) -> PageInk:
    """Read one page, and close it; raises ExtractionError."""
    import pypdfium2

    from extractors.pdf.reader import page_ink

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise ExtractionError(
            _("{file} is damaged and cannot be read on page {page}.").format(
                file=path.name, page=number
            )
        ) from error
    try:
        return page_ink(page, number)
    finally:
        page.close()


def _geometry(sheet: Sheet, page: PageInk) -> Geometry:
    """Say where rows and columns lie; of a table that lies on its side there is no saying."""
    if page.running is not Running.RIGHT:
        return Geometry()
    return Geometry(_rounded(sheet.column_edges), _rounded(sheet.row_edges))


def _box(region: Region) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in region)
    return x0, top, x1, bottom


def _rounded(edges: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(edge, 2) for edge in edges)
