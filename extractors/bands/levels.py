"""The texts above a column, topmost first, and the name that they make together."""

from __future__ import annotations

from collections.abc import Sequence

from curator.sources import Span
from curator.values.names import LEVELS
from extractors.bands.kinds import Row


def column_levels(header: Sequence[Row], spans: Sequence[Span] = ()) -> list[tuple[str, ...]]:
    """Return the levels of each column, each text once.

    A merged cell stands over all of its columns. Where nothing is merged, a text in any row but
    the last stands over the blank cells to its right, as far as something is named beneath them.

    Args:
        header: the header rows.
        spans: the merged cells, counted from the first header row.
    """
    width = max(map(len, header), default=0)
    texts = [
        [_flat(row[place]) if place < len(row) else "" for place in range(width)] for row in header
    ]
    for span in spans:
        _spread(texts, span)
    merged = {
        (span.row, place)
        for span in spans
        for place in range(span.column, span.column + span.width)
    }
    for number in range(len(texts) - 1):
        _carry(texts, number, merged)
    return [_once([row[place] for row in texts]) for place in range(width)]


def column_name(levels: Sequence[str]) -> str:
    """Return the levels as one name, such as "Population / Male"."""
    return LEVELS.join(levels)


def _flat(cell: str | None) -> str:
    return " ".join(cell.split()) if cell else ""


def _spread(texts: list[list[str]], span: Span) -> None:
    if not 0 <= span.row < len(texts) or span.column >= len(texts[0]):
        return
    text = texts[span.row][span.column]
    for row in texts[span.row : span.row + span.height]:
        for place in range(span.column, min(span.column + span.width, len(row))):
            row[place] = text


def _carry(texts: list[list[str]], number: int, merged: set[tuple[int, int]]) -> None:
    """Carry texts of one row to the right, over columns that something beneath names."""
    row = texts[number]
    for place in range(1, len(row)):
        own = row[place] or any(above[place] for above in texts[:number])
        if own or (number, place) in merged or (number, place - 1) in merged:
            continue
        beneath = any(lower[place] for lower in texts[number + 1 :])
        beside = any(lower[place - 1] for lower in texts[number + 1 :])
        if beneath and beside:
            row[place] = row[place - 1]


def _once(texts: Sequence[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for text in texts:
        if text and text not in kept[-1:]:
            kept.append(text)
    return tuple(kept)
