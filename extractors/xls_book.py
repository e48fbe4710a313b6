"""What an XLS workbook tells besides its values, by xlrd."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.book_facts import BookFacts
from extractors.sheet_facts import PLAIN, Comment, Facts, Style

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

LARGEST = 24 << 20
"""Of larger files only the values are read; xlrd would take too long over the rest."""
_USUAL = {"General", "@", "yyyy-mm-dd"}
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ERROR_CELL = 5
_DAMAGE = (
    AssertionError, AttributeError, EOFError, IndexError, KeyError, OverflowError, TypeError,
    UnicodeError, ValueError, struct.error,
)  # fmt: skip
"""What xlrd raises over files that are damaged or made by others than Excel."""


def xls_book(path: Path) -> BookFacts:
    """Return what is to know of the workbook; nothing of one that xlrd does not read."""
    import xlrd
    from xlrd.compdoc import CompDocError

    if path.stat().st_size > LARGEST:
        return BookFacts(untold=True)
    try:
        with xlrd.open_workbook(
            str(path), logfile=StringIO(), formatting_info=True, ragged_rows=True, on_demand=True
        ) as book:
            styles = dict(enumerate(_styles(book)))
            sheets = {}
            for number, name in enumerate(book.sheet_names()):
                sheets[name] = _facts(book.sheet_by_index(number), styles)
                book.unload_sheet(number)
            people = ["user name"] if str(book.user_name or "").strip() else []
    except (xlrd.XLRDError, CompDocError, *_DAMAGE):
        return BookFacts(untold=True)
    return BookFacts(sheets, macros=_MACROS in path.read_bytes(), people=people)


def _styles(book: Book) -> Iterator[Style]:
    for xf in book.xf_list:
        known = book.format_map.get(xf.format_key)
        code = known.format_str if known is not None else None
        yield _style(
            None if code is None or code in _USUAL else code,
            _colour(book, xf.background),
            bool(book.font_list[xf.font_index].struck_out),
        )


def _style(code: str | None, colour: str | None, struck: bool) -> Style:
    style = Style(code, colour, struck)
    return PLAIN if style == PLAIN else style


def _colour(book: Book, background: object) -> str | None:
    if not getattr(background, "fill_pattern", 0):
        return None
    rgb = book.colour_map.get(getattr(background, "pattern_colour_index", 64))
    return None if rgb is None or rgb == (255, 255, 255) else "{:02X}{:02X}{:02X}".format(*rgb)


def _facts(sheet: Sheet, styles: Mapping[int, Style]) -> Facts:
    from xlrd import error_text_from_code

    facts = Facts()
    telling = any(style is not PLAIN for style in styles.values())
    for number in range(sheet.nrows):
        kinds = sheet.row_types(number)
        facts.cells += len(kinds)
        for column, kind in enumerate(kinds):
            if kind == _ERROR_CELL:
                text = error_text_from_code.get(sheet.cell_value(number, column), "#N/A")
                facts.noted.setdefault(number, {})[column] = text
        if telling:
            found = {
                column: style
                for column in range(len(kinds))
                if (style := styles.get(sheet.cell_xf_index(number, column), PLAIN)) is not PLAIN
            }
            if found:
                facts.note_row(number, found)
    facts.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    facts.hidden_columns = {one for one, info in sheet.colinfo_map.items() if info.hidden}
    facts.comments = [
        Comment(row, column, note.author or "", _said(note.author or "", note.text))
        for (row, column), note in sheet.cell_note_map.items()
    ]
    return facts


def _said(author: str, text: str) -> str:
    said = text.strip()
    return said.removeprefix(f"{author}:").strip() if author else said
