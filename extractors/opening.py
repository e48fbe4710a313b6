"""Open a workbook: calamine for its cells, and beside it what the workbook's own files tell."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from curator.errors import ExtractionError
from curator.language import _
from extractors import sniff
from extractors.book_facts import BookFacts
from extractors.book_reading import read_book
from extractors.sheet import Sheet
from extractors.sheet_facts import Facts
from extractors.xlsx_strays import seems_near, without_strays

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


@dataclass
class Opened:
    """A workbook whose sheets are read one by one."""

    path: Path
    workbook: CalamineWorkbook
    _facts: Future[BookFacts]
    sheet: str | None = None
    """The sheet that was begun last."""

    @property
    def facts(self) -> BookFacts:
        """What the workbook's own files tell; waits for it, raises ExtractionError."""
        return self._facts.result()

    def read(self, name: str) -> Sheet:
        """Read one sheet; raises ExtractionError if it reaches too far."""
        self.sheet = name
        if self._facts.done():
            self._known().refuse_far(self.path.name, name)
        cells = self.workbook.get_sheet_by_name(name)
        self._known().refuse_far(self.path.name, name)
        return Sheet(cells, self._known())

    def _known(self) -> Facts:
        return self.facts.sheets.get(self.sheet or "", Facts())


@contextmanager
def opened(path: Path, media_type: str) -> Iterator[Opened]:
    """Open the workbook at `path`.

    Where all sheets are large and none says that it reaches far, calamine begins while their XML
    is looked through.

    Raises:
        ExtractionError: it is locked or damaged, or too far spread out.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    begun: Opened | None = None
    try:
        with ThreadPoolExecutor(1) as pool:
            facts = pool.submit(read_book, path, media_type)
            place = path if _is_near(path, media_type) else _trimmed(path, media_type, facts)
            with CalamineWorkbook.from_object(place) as workbook:
                begun = Opened(path, workbook, facts)
                yield begun
    except PasswordError as error:
        raise ExtractionError(
            _("{file} is locked with a password; save a copy without one and read that.").format(
                file=path.name
            )
        ) from error
    except (CalamineError, OSError) as error:
        raise _broken(path, begun.sheet if begun else None) from error


def _is_near(path: Path, media_type: str) -> bool:
    """Tell whether calamine may begin at once."""
    if media_type != sniff.XLSX:
        return False
    try:
        with ZipFile(path) as archive:
            return seems_near(archive)
    except (BadZipFile, OSError, EOFError, KeyError, ValueError, RuntimeError):
        return False  # what is wrong is said by whoever reads it next


def _trimmed(path: Path, media_type: str, facts: Future[BookFacts]) -> Path | BytesIO:
    """Return what calamine is to open: the file, or a copy in memory without stray cells.

    Raises:
        ExtractionError: the workbook is damaged, or still reaches too far.
    """
    sheets = facts.result().sheets
    if media_type == sniff.XLSX:
        return without_strays(path, sheets) or path
    if media_type == sniff.ODS:  # all of whose sheets are read when it is opened
        for name, seen in sheets.items():
            seen.refuse_far(path.name, name)
    return path


def _broken(path: Path, sheet: str | None) -> ExtractionError:
    if sheet is None:
        message = _("{file} is damaged, or of an unusual make, and was not read further.")
    else:
        message = _(
            "{file} is damaged, or of an unusual make, in sheet {sheet!r}, "
            "and was not read further."
        )
    return ExtractionError(message.format(file=path.name, sheet=sheet))
