"""A found table as its reader has it: texts in the order of reading, first column first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.sources import Mark, Span
from extractors.pdf.confidence import cell_doubts, table_doubts
from extractors.pdf.ink import PageInk
from extractors.pdf.logical import CellText
from extractors.pdf.table_cells import Cell
from extractors.pdf.tables import FoundTable
from extractors.pdf.texts import line_text, read_texts, runs_to_the_left


@dataclass(frozen=True)
class Sheet:
    """The rows of a table in the order of reading."""

    rows: list[list[str | None]]
    spans: Sequence[Span]
    marks: Sequence[Mark]
    column_edges: Sequence[float]
    """In the order of the columns: descending where they run to the left."""
    row_edges: Sequence[float]
    flags: tuple[str, ...]
    title: str | None
    notes: str | None


def laid_out(table: FoundTable, page: PageInk) -> Sheet:
    """Return the texts of a table; the columns of one in Persian, say, begin at the right."""
    cells = table.cells
    texts = read_texts(cells.rows, page.glyphs)
    doubts = cell_doubts(table)
    for (number, place), said in doubts.items():
        read = texts[number][place]
        if read is not None:
            texts[number][place] = CellText(read.text, (*read.doubts, *said))
    spans = list(cells.spans)
    edges = list(cells.column_edges)
    if runs_to_the_left(texts):
        edges.reverse()
        texts = [row[::-1] for row in texts]
        for number, span in enumerate(spans):
            first = cells.width - span.column - span.width
            row = texts[span.row]
            last = first + span.width - 1
            row[first], row[last] = row[last], row[first]
            spans[number] = Span(span.row, first, span.height, span.width)
    rows = [[cell.text or None if cell is not None else None for cell in row] for row in texts]
    marks = [
        Mark(number, place, flag="; ".join(cell.doubts))
        for number, row in enumerate(texts)
        for place, cell in enumerate(row)
        if cell is not None and cell.doubts
    ]
    return Sheet(
        rows,
        spans,
        marks,
        edges,
        cells.row_edges,
        table_doubts(table, len(doubts)),
        _told(table.above, page),
        _told(table.below, page),
    )


def _told(lines: Sequence[Cell], page: PageInk) -> str | None:
    return "\n".join(line_text(line, page.glyphs) for line in lines) or None
