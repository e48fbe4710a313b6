"""Worksheets of XLSX, XLS, XLSB and ODS workbooks, by calamine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812 - zlib's name for it tells nothing

from curator.errors import ExtractionError, UnknownNameError
from curator.language import _, joined
from curator.sources import ExtractedTable, Geometry, Source, TableHead
from curator.tables import Progress
from extractors import header, sniff
from extractors.base import Extractor
from extractors.ods_facts import ods_facts
from extractors.sheet import Sheet
from extractors.sheet_facts import Facts
from extractors.xlsx_facts import xlsx_facts

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

HIDDEN = "hidden sheet"
"""The flag of a table whose sheet the workbook hides."""


@dataclass(frozen=True)
class Workbook(Extractor):
    """Reads one table a worksheet: its used cells, without the title lines above the header."""

    name = "workbook"
    media_types = (sniff.XLSX, sniff.XLS, sniff.XLSB, sniff.ODS)
    sheets: tuple[str, ...] = field(
        default=(), metadata={"help": _("the sheets to read, by name"), "kind": "text"}
    )
    header_rows: int | None = field(
        default=None, metadata={"help": _("how many rows are the header"), "kind": "number"}
    )

    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield the tables in the order of the sheets; blank sheets have none.

        Raises:
            ExtractionError: the workbook is locked or damaged, or too far spread out.
            UnknownNameError: it has no such sheet.
        """
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        known = _facts(path, source.media_type)
        if source.media_type == sniff.ODS:  # all of whose sheets are read when it is opened
            for name, seen in known.items():
                seen.refuse_far(path.name, name)
        sheet: str | None = None
        try:
            with CalamineWorkbook.from_path(path) as workbook:
                chosen = self._chosen(path, workbook)
                for done, metadata in enumerate(chosen):
                    sheet = metadata.name
                    progress(done, len(chosen))
                    yield from self._table(source, workbook, metadata, known.get(sheet, Facts()))
                progress(len(chosen), len(chosen))
        except PasswordError as error:
            raise ExtractionError(
                _(
                    "{file} is locked with a password; save a copy without one and read that."
                ).format(file=path.name)
            ) from error
        except (CalamineError, OSError) as error:
            raise _broken(path, sheet) from error

    def _chosen(self, path: Path, workbook: CalamineWorkbook) -> list[SheetMetadata]:
        from python_calamine import SheetTypeEnum

        found = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        names = [one.name for one in found]
        for name in self.sheets:
            if name not in names:
                raise UnknownNameError(
                    _("{file} has no sheet {name!r}; its sheets are: {known}.").format(
                        file=path.name, name=name, known=joined(names)
                    )
                )
        return [one for one in found if not self.sheets or one.name in self.sheets]

    def _table(
        self, source: Source, workbook: CalamineWorkbook, metadata: SheetMetadata, known: Facts
    ) -> Iterator[ExtractedTable]:
        from python_calamine import SheetVisibleEnum

        known.refuse_far(source.name, metadata.name)
        sheet = Sheet(workbook.get_sheet_by_name(metadata.name), known)
        if not sheet.height:
            return
        spans = sheet.spans()
        hidden = metadata.visible != SheetVisibleEnum.Visible
        count = self.header_rows
        guessed = header.guess(sheet.top(), spans)
        head = TableHead(
            column_count=sheet.width,
            header_count=guessed if count is None else min(count, sheet.height),
            sheet=metadata.name,
            geometry=Geometry(first_row=sheet.first_row + 1, first_column=sheet.first_column + 1),
            spans=spans,
            title=sheet.title,
            flags=(HIDDEN,) if hidden else (),
            hidden=hidden,
        )
        yield ExtractedTable(source, head, sheet.batches())


def _broken(path: Path, sheet: str | None) -> ExtractionError:
    if sheet is None:
        message = _("{file} is damaged, or of an unusual make, and was not read further.")
    else:
        message = _(
            "{file} is damaged, or of an unusual make, in sheet {sheet!r}, "
            "and was not read further."
        )
    return ExtractionError(message.format(file=path.name, sheet=sheet))


def _facts(path: Path, media_type: str) -> Mapping[str, Facts]:
    """Return what the XML tells of the sheets, by name; XLS and XLSB have none."""
    scans = {sniff.XLSX: xlsx_facts, sniff.ODS: ods_facts}
    if media_type not in scans:
        return {}
    try:
        with ZipFile(path) as archive:
            return scans[media_type](archive)
    except (BadZipFile, DeflateError, OSError, EOFError, KeyError, ValueError) as error:
        raise _damaged(path) from error
    except (NotImplementedError, RuntimeError) as error:
        raise ExtractionError(
            _("{file} is packed in a way that is not read.").format(file=path.name)
        ) from error


def _damaged(path: Path) -> ExtractionError:
    return ExtractionError(
        _("{file} is damaged or cut short and cannot be read as a workbook.").format(file=path.name)
    )
