"""Tables of several sheets that have one header, as one table with the sheet of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from curator.language import _
from curator.sources import Batch, Mark, Part, Span, TableHead
from curator.values import folded
from extractors.sheet_cut import Cut


@dataclass(frozen=True)
class Piece:
    """A table of one sheet, to be put beneath others."""

    head: TableHead
    cut: Cut
    batches: Callable[[], Iterator[Batch]]
    """Reads its rows, header included; once."""


def stacks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put together the pieces whose headers say the same, whatever yeh, kaf and case they have."""
    found: dict[tuple[object, ...], list[Piece]] = {}
    for number, piece in enumerate(pieces):
        levels = tuple(tuple(map(folded, one)) for one in piece.head.levels)
        key: tuple[object, ...] = (levels, piece.head.hidden) if levels else (number,)
        found.setdefault(key, []).append(piece)
    return list(found.values())


def stacked(pieces: Sequence[Piece]) -> tuple[TableHead, Iterator[Batch]]:
    """Return the pieces as one table, whose first column names the sheet."""
    first = pieces[0].head
    parts: list[Part] = []
    rows = 0
    for piece in pieces:
        cut = piece.cut if not parts else replace(piece.cut, top=piece.cut.data_start)
        spans = piece.head.spans if not parts else ()
        parts.append(Part(rows, piece.head.sheet or "", cut.geometry, spans))
        rows += cut.height
    head = replace(
        first,
        column_count=first.column_count + 1,
        added=1,
        parts=tuple(parts),
        spans=tuple(Span(one.row, one.column + 1, one.height, one.width) for one in first.spans),
        levels=((_("sheet"),), *first.levels),
        title=_lines([piece.head.title for piece in pieces]),
        notes=_lines([piece.head.notes for piece in pieces]),
        remarks=tuple(
            replace(one, row=one.row + part.row - lost, column=one.column + 1)
            for piece, part, lost in zip(pieces, parts, _lost(pieces), strict=True)
            for one in piece.head.remarks
            if one.row >= lost
        ),
        flags=tuple(dict.fromkeys(flag for piece in pieces for flag in piece.head.flags)),
    )
    return head, _batches(pieces, parts)


def _lost(pieces: Sequence[Piece]) -> list[int]:
    """Return how many header rows of each piece are not taken: those of all but the first."""
    return [0, *(piece.head.header_count for piece in pieces[1:])]


def _lines(texts: Sequence[str | None]) -> str | None:
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None


def _batches(pieces: Sequence[Piece], parts: Sequence[Part]) -> Iterator[Batch]:
    for piece, part, lost in zip(pieces, parts, _lost(pieces), strict=True):
        seen = 0
        header = piece.head.header_count if not part.row else 0
        for batch in piece.batches():
            rows = [
                [None if seen + place < header else part.sheet, *row]
                for place, row in enumerate(batch.rows)
                if seen + place >= lost
            ]
            shift = part.row - lost
            marks = [
                Mark(one.row + shift, one.column + 1, one.raw, one.flag, one.shown)
                for one in batch.marks
                if one.row >= lost
            ]
            seen += len(batch.rows)
            if rows:
                yield Batch(rows, marks)
