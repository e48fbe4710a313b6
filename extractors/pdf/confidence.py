"""How far a found table can be trusted, in words: of single cells, and of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.language import _, ngettext
from extractors.pdf.diagnosis import broken_text
from extractors.pdf.numerals import is_figure
from extractors.pdf.table_cells import Cell, text_of
from extractors.pdf.tables import FoundTable

OUT = 3.0
"""Points by which a text may reach over the edge of its column unnoticed."""
NEXT_LINE = 0.5
"""Of a word's height: one whose middle is lower by more stands on another line."""
FEW_FIGURES = 0.1
"""Of an unruled table's cells beside the first column: with fewer figures it may be a list."""
SPARSE = 0.5
"""Of an unruled table's places: with fewer filled its columns may be more than there are."""
FAIR, LOW = 0.05, 0.2
"""Of the filled cells: with more doubtful ones the confidence is fair, or low."""

_DIGITS = (re.compile("[0-9]"), re.compile("[٠-٩]"), re.compile("[۰-۹]"), re.compile("[०-९]"))


def cell_doubts(found: FoundTable) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return what is doubtful about cells, by row and column from the top left of the page."""
    widths = {(span.row, span.column): span.width for span in found.cells.spans}
    heading = _heading_rows(found)
    doubts = {}
    for number, row in enumerate(found.cells.rows):
        for column, cell in enumerate(row):
            if not cell:
                continue
            width = widths.get((number, column), 1)
            said = tuple(_doubts(found, cell, column, width, number >= heading))
            if said:
                doubts[number, column] = said
    return doubts


def table_doubts(found: FoundTable, doubtful: int) -> tuple[str, ...]:
    """Return why the table as a whole is not to be trusted blindly, as one flag; none if it is.

    Args:
        doubtful: how many of its cells are doubtful.
    """
    cells = found.cells
    texts = cells.texts
    share = doubtful / max(len(texts), 1)
    reasons = list(_reasons(found))
    if share > FAIR:
        reasons.append(
            ngettext("{count} cell is doubtful", "{count} cells are doubtful", doubtful).format(
                count=doubtful
            )
        )
    if not reasons:
        return ()
    level = _("low") if share > LOW or len(reasons) > 1 else _("fair")
    told = _("confidence {level}: {reasons}")
    return (told.format(level=level, reasons="; ".join(reasons)),)


def _reasons(found: FoundTable) -> Iterator[str]:
    cells = found.cells
    texts = cells.texts
    broken = broken_text(" ".join(texts))
    if broken is not None:
        yield broken
    if found.is_ruled:
        return
    beside = [text_of(cell) for row in cells.rows for cell in row[1:] if cell]
    if sum(map(is_figure, beside)) < FEW_FIGURES * len(beside):
        yield _("it has neither rulings between its columns nor many figures, and may be a list")
    if len(texts) < SPARSE * len(cells.rows) * cells.width:
        yield _("most of its places are blank, and no rulings say where its columns are")


def _doubts(found: FoundTable, cell: Cell, column: int, width: int, in_body: bool) -> Iterator[str]:
    edges, text = found.cells.column_edges, text_of(cell)
    left, right = edges[column] - OUT, edges[column + width] + OUT
    by_guess = in_body and not found.is_ruled
    out = any(word.x0 < left or word.x1 > right for word in cell if not word.turned)
    if out or (by_guess and width > 1):
        yield _("its text reaches over the edge of its column")
    lines = _line_count(cell)
    if by_guess and lines > 1:
        yield ngettext(
            "put together from {count} line by the space between rows",
            "put together from {count} lines by the space between rows",
            lines,
        ).format(count=lines)
    if sum(digits.search(text) is not None for digits in _DIGITS) > 1:
        yield _("holds digits of two scripts")


def _line_count(cell: Cell) -> int:
    lines, last = 1, cell[0]
    for word in cell[1:]:
        if word.y - last.y > NEXT_LINE * max(word.size, last.size):
            lines += 1
        last = word
    return lines


def _heading_rows(found: FoundTable) -> int:
    """Return how many rows stand above the first with a figure beside its first cell."""
    for number, row in enumerate(found.cells.rows):
        if any(is_figure(text_of(cell)) for cell in row[1:] if cell):
            return number
    return 1
