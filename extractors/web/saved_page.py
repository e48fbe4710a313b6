"""Saved web pages: every table of data, definition list and form of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from curator.errors import ExtractionError, UnknownNameError
from curator.intake import Report, SheetReport
from curator.language import _, joined
from curator.sources import ExtractedTable, Source
from curator.tables import Progress
from extractors import sniff
from extractors.base import Extractor
from extractors.web.decoding import Decoded, decoded

if TYPE_CHECKING:
    from extractors.web.found import FoundTable


@dataclass(frozen=True)
class SavedPage(Extractor):
    """Reads the tables of a page as it was saved; a caption names a table as a sheet is named."""

    name = "html"
    media_types = (sniff.HTML, sniff.MHTML)
    sheets: tuple[str, ...] = field(
        default=(), metadata={"help": _("the tables to read, by name"), "kind": "text"}
    )
    encoding: str | None = field(
        default=None, metadata={"help": _("the text encoding, told by the page"), "kind": "text"}
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

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield the tables in the order in which they begin; layouts have none.

        Raises:
            ExtractionError: it is no page, or from here on nested too deeply.
            UnknownNameError: it has no such table.
        """
        from extractors.web.table import batches, head_of

        page = decoded(path, source.media_type, self.encoding)
        for found in self._chosen(page, path, progress):
            table = head_of(found, page.flags, self.header_rows, self.hidden)
            if table is not None:
                head, cut = table
                yield ExtractedTable(source, head, batches(found.grid, cut, self.fill_merged))

    def report(self, path: Path, source: Source, progress: Progress) -> Report:
        """Say which tables there are, what is hidden, and what a page does not tell.

        Raises:
            ExtractionError: it is no page.
            UnknownNameError: it has no such table.
        """
        from extractors.web.report import page_warnings, table_report, table_warnings

        page = decoded(path, source.media_type, self.encoding)
        sheets: list[SheetReport] = []
        warnings: list[str] = [_("The page is {flag}.").format(flag=flag) for flag in page.flags]
        for found in self._chosen(page, path, progress):
            sheets.append(table_report(found, self.header_rows, self.hidden))
            warnings += table_warnings(found, self.hidden)
        warnings += page_warnings(page.text)
        return Report(source.name, source.media_type, page.encoding, tuple(warnings), tuple(sheets))

    def _chosen(self, page: Decoded, path: Path, progress: Progress) -> Iterator[FoundTable]:
        from extractors.web.found import tables_of
        from extractors.web.parsing import parsed

        progress(0, None)
        root, whole = parsed(page.text)
        names: list[str] = []
        for number, found in enumerate(tables_of(root, lambda: progress(0, None)), 1):
            names.append(found.name)
            progress(number, None)
            if not self.sheets or found.name in self.sheets:
                yield found
        if not whole:
            raise ExtractionError(
                _(
                    "{file} is nested too deeply, or holds too long a text, to be read to its end."
                ).format(file=path.name)
            )
        for name in self.sheets:
            if name not in names:
                raise UnknownNameError(
                    _("{file} has no table {name!r}; its tables are: {known}.").format(
                        file=path.name, name=name, known=joined(names)
                    )
                )
