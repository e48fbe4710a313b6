"""Worksheets of XLSX, XLS, XLSB and ODS workbooks, by calamine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from curator.errors import UnknownNameError
from curator.intake import Report, SheetReport
from curator.language import _, joined
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.tables import Progress
from extractors import sniff
from extractors.bands import Layout
from extractors.base import Extractor
from extractors.opening import Opened, opened
from extractors.sheet import Sheet
from extractors.sheet_cut import Cut, cut_of
from extractors.sheet_words import flags_of, levels_of, remarks_of
from extractors.stacking import Piece, stacked, stacks
from extractors.titles import title_text
from extractors.workbook_report import book_warnings, sheet_report, sheet_warnings

if TYPE_CHECKING:
    from python_calamine import SheetMetadata

HIDDEN = "hidden sheet"
"""The flag of a table whose sheet the workbook hides."""


@dataclass(frozen=True)
class Workbook(Extractor):
    """Reads the tables of each worksheet, without the titles above and the notes beneath them."""

    name = "workbook"
    media_types = (sniff.XLSX, sniff.XLS, sniff.XLSB, sniff.ODS)
    sheets: tuple[str, ...] = field(
        default=(), metadata={"help": _("the sheets to read, by name"), "kind": "text"}
    )
    header_rows: int | None = field(
        default=None, metadata={"help": _("how many rows are the header"), "kind": "number"}
    )
    fill_merged: bool = field(
        default=False,
        metadata={"help": _("put a merged cell's text into all it covers"), "kind": "switch"},
    )
    hidden: bool = field(
        default=False, metadata={"help": _("take hidden rows and columns"), "kind": "switch"}
    )
    beneath: bool = field(
        default=False,
        metadata={"help": _("take the values beneath, not as formats show them"), "kind": "switch"},
    )
    stack: bool = field(
        default=False,
        metadata={
            "help": _("put tables of one header on several sheets together"),
            "kind": "switch",
        },
    )
    authors: bool = field(
        default=False, metadata={"help": _("name who wrote a comment"), "kind": "switch"}
    )

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield the tables in the order of the sheets; blank sheets have none.

        Raises:
            ExtractionError: the workbook is locked or damaged, or too far spread out.
            UnknownNameError: it has no such sheet.
        """
        with opened(path, source.media_type) as book:
            if self.stack:
                for pieces in stacks(list(self._pieces(book, progress))):
                    several = len(pieces) > 1
                    head, batches = (
                        stacked(pieces) if several else (pieces[0].head, pieces[0].batches())
                    )
                    yield ExtractedTable(source, head, batches)
                return
            for name, hidden, sheet in self._sheets(book, progress):
                for layout, cut in self._cuts(sheet):
                    head = self._head(name, hidden, sheet, layout, cut)
                    batches = sheet.batches(cut, self.fill_merged, self.beneath)
                    yield ExtractedTable(source, head, batches)

    def _pieces(self, book: Opened, progress: Progress) -> Iterator[Piece]:
        """Yield all tables; each is read again when its rows are wanted, so that none is held."""

        def batches(name: str, cut: Cut) -> Iterator[Batch]:
            yield from book.read(name).batches(cut, self.fill_merged, self.beneath)

        for name, hidden, sheet in self._sheets(book, progress):
            for layout, cut in self._cuts(sheet):
                head = self._head(name, hidden, sheet, layout, cut)
                yield Piece(head, cut, partial(batches, name, cut))

    def report(self, path: Path, source: Source, progress: Progress) -> Report:
        """Say what is in each sheet, and of what the format or its readers tell nothing.

        Raises:
            ExtractionError: the workbook is locked or damaged, or too far spread out.
            UnknownNameError: it has no such sheet.
        """
        sheets: list[SheetReport] = []
        warnings: list[str] = []
        with opened(path, source.media_type) as book:
            for name, hidden, sheet in self._sheets(book, progress):
                sheets.append(sheet_report(sheet, name, hidden, list(self._cuts(sheet))))
                warnings += sheet_warnings(sheet, name, hidden, self.hidden)
            warnings += book_warnings(book.facts, source.media_type)
        return Report(source.name, source.media_type, None, tuple(warnings), tuple(sheets))

    def _sheets(self, book: Opened, progress: Progress) -> Iterator[tuple[str, bool, Sheet]]:
        """Yield each chosen sheet's name, whether it is hidden, and the sheet."""
        from python_calamine import SheetVisibleEnum

        chosen = self._chosen(book)
        for done, metadata in enumerate(chosen):
            progress(done, len(chosen))
            hidden = metadata.visible != SheetVisibleEnum.Visible
            yield metadata.name, hidden, book.read(metadata.name)
        progress(len(chosen), len(chosen))

    def _chosen(self, book: Opened) -> list[SheetMetadata]:
        from python_calamine import SheetTypeEnum

        found = [one for one in book.workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        names = [one.name for one in found]
        for name in self.sheets:
            if name not in names:
                raise UnknownNameError(
                    _("{file} has no sheet {name!r}; its sheets are: {known}.").format(
                        file=book.path.name, name=name, known=joined(names)
                    )
                )
        return [one for one in found if not self.sheets or one.name in self.sheets]

    def _cuts(self, sheet: Sheet) -> Iterator[tuple[Layout, Cut]]:
        """Yield each table of a sheet of which something is taken."""
        facts = sheet.facts
        left = None if self.hidden else (facts.hidden_rows, facts.hidden_columns)
        for layout in sheet.layouts:
            cut = cut_of(layout, self.header_rows, sheet.blank_columns, left)
            if cut is not None:
                yield layout, cut

    def _head(self, name: str, hidden: bool, sheet: Sheet, layout: Layout, cut: Cut) -> TableHead:
        return TableHead(
            column_count=len(cut.columns),
            header_count=cut.header_count,
            sheet=name,
            geometry=cut.geometry,
            spans=cut.spans(sheet.merged),
            levels=levels_of(sheet, layout, cut),
            title=title_text(layout.above),
            notes=title_text(layout.notes),
            remarks=remarks_of(cut, sheet.facts.comments, self.authors),
            flags=((HIDDEN,) if hidden else ()) + flags_of(cut, sheet.facts),
            hidden=hidden,
        )
