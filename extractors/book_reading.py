"""Read what calamine does not tell of a workbook, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812 - zlib's name for it tells nothing

from curator.errors import ExtractionError
from curator.language import _
from extractors import sniff
from extractors.book_facts import BookFacts
from extractors.ods_book import ods_book
from extractors.xls_book import xls_book
from extractors.xlsb_book import xlsb_book
from extractors.xlsx_book import xlsx_book

_BOOKS: Mapping[str, Callable[[ZipFile], BookFacts]] = {
    sniff.XLSX: xlsx_book,
    sniff.XLSB: xlsb_book,
    sniff.ODS: ods_book,
}


def read_book(path: Path, media_type: str) -> BookFacts:
    """Return what the workbook's own files tell of it and its sheets.

    Raises:
        ExtractionError: they are damaged, or packed in a way that is not read.
    """
    if media_type not in _BOOKS:
        return xls_book(path)
    try:
        with ZipFile(path) as archive:
            return _BOOKS[media_type](archive)
    except (BadZipFile, DeflateError, OSError, EOFError, KeyError, ValueError) as error:
        raise ExtractionError(
            _("{file} is damaged or cut short and cannot be read as a workbook.").format(
                file=path.name
            )
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise ExtractionError(
            _("{file} is packed in a way that is not read.").format(file=path.name)
        ) from error
