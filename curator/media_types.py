"""The kinds of files that are read, and what people call them and what is in them."""

from __future__ import annotations

from collections.abc import Mapping

from curator.language import _

FOLDER = "inode/directory"
"""What stands for a media type where a folder is told of."""
MEDIA_TYPES: Mapping[str, str] = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": "XLSB",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "text/csv": "CSV",
    "text/html": "HTML",
    "multipart/related": "MHTML",
    "application/zip": "ZIP",
    FOLDER: _("folder"),
}
"""The media types that are read, each with the word that people know it by."""
PAGES = frozenset({"text/html", "multipart/related"})
"""Those of web pages, whose tables are named as sheets of workbooks are."""


def sheet_words(media_type: str, sheet: str) -> str:
    """Name a sheet of a workbook, or a table of a web page, in words."""
    if media_type in PAGES and sheet.startswith("table "):
        return sheet
    if media_type in PAGES:
        return _("table {table}").format(table=sheet)
    return _("sheet {sheet}").format(sheet=sheet)
