"""Tables of several sheets that have one header, as one table with the sheet of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from curator.language import _
from curator.seams import Stretch
from curator.sources import Batch, Mark, TableHead
from curator.values import folded


@dataclass(frozen=True)
class Piece:
    """A table of one sheet, to be put beneath others."""

    head: TableHead
    height: int
    """How many rows it has, header included."""
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
    """Return the pieces as one table, whose first column names the sheet of each row."""
    first = pieces[0].head
    layers = _layers(pieces)
    head = replace(
        first,
        column_count=first.column_count + 1,
        added=1,
        spans=tuple(replace(one, column=one.column + 1) for one in first.spans),
        levels=((_("sheet"),), *first.levels),
        title=_lines([piece.head.title for piece in pieces]),
        notes=_lines([piece.head.notes for piece in pieces]),
        remarks=tuple(
            replace(one, row=one.row + layer.shift, column=one.column + 1)
            for layer in layers
            for one in layer.piece.head.remarks
            if one.row >= layer.lost
        ),
        flags=tuple(dict.fromkeys(flag for piece in pieces for flag in piece.head.flags)),
    )
    return head, (batch for layer in layers for batch in layer.batches())


@dataclass(frozen=True)
class _Layer:
    """A piece where it lies among the others."""

    piece: Piece
    first: int
    """In which row of the whole its first one stands."""
    lost: int
    """How many of its rows, header rows all, are not taken."""

    @property
    def shift(self) -> int:
        """By how much a row's place in the whole is more than in the piece."""
        return self.first - self.lost

    def batches(self) -> Iterator[Batch]:
        """Yield its rows behind the name of its sheet; the first of them say where they stand."""
        head, seen = self.piece.head, 0
        stretch: Stretch | None = replace(head.stretch(), row0=self.lost)
        for batch in self.piece.batches():
            rows = [
                [None if place < head.header_count else head.sheet, *row]
                for place, row in enumerate(batch.rows, seen)
                if place >= self.lost
            ]
            seen += len(batch.rows)
            if rows:
                yield Batch(rows, self._marks(batch), stretch)
                stretch = None

    def _marks(self, batch: Batch) -> list[Mark]:
        return [
            replace(one, row=one.row + self.shift, column=one.column + 1)
            for one in batch.marks
            if one.row >= self.lost
        ]


def _layers(pieces: Sequence[Piece]) -> list[_Layer]:
    """Lay the pieces beneath each other; the header of the first is the header of all."""
    layers: list[_Layer] = []
    rows = 0
    for piece in pieces:
        lost = piece.head.header_count if layers else 0
        layers.append(_Layer(piece, rows, lost))
        rows += piece.height - lost
    return layers


def _lines(texts: Sequence[str | None]) -> str | None:
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None
