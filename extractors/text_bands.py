"""Where in the records of a text the title, the header, the data and the notes lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.bands import find_band
from extractors.bands.footer import TAIL, footer_start, is_sparse
from extractors.text import visible

Record = Sequence[str | None]


@dataclass(frozen=True)
class Placing:
    """The bands of the one table of a text; records count from 0."""

    title_rows: tuple[int, ...]
    header_rows: tuple[int, ...]
    data_start: int
    """The first record beneath the header, or beneath tags that follow it."""
    footer_start: int | None
    height: int
    """How many records there are, the notes included."""

    @property
    def first(self) -> int:
        """The first record of the table, its header included."""
        return self.header_rows[0] if self.header_rows else self.data_start

    @property
    def end(self) -> int:
        """The record after the last one of the table."""
        return self.height if self.footer_start is None else self.footer_start


def placing(first: Sequence[Record], last: Sequence[Record], height: int) -> Placing:
    """Place the bands by the first records of a text, by its last ones and by how many there are."""
    width = max(map(len, (*first, *last)), default=0)
    band = find_band([_padded(record, width) for record in first])
    start = max(height - len(last), band.data_start, height - TAIL)
    tail = [_padded(record, width) for record in last[start - height :]] if start < height else []
    body = [*first[band.data_start :], *last[max(len(first) - height, -len(last)) :]]
    body = body if height > len(first) else list(first[band.data_start :])
    sparse = sum(is_sparse(_padded(record, width), width) for record in body)
    footer = footer_start(tail, width, sparse)
    return Placing(
        band.title_rows,
        band.header_rows,
        band.data_start,
        None if footer is None else start + footer,
        height,
    )


def text_of(records: Sequence[Record]) -> str | None:
    """Return the text of title lines or notes, a line a record; None if there is none."""
    lines = [" ".join(cell.strip() for cell in record if cell) for record in records]
    return visible("\n".join(line for line in lines if line.strip())) or None


def _padded(record: Record, width: int) -> Record:
    return [*record, *[None] * (width - len(record))]
