"""Tell tables that stand side by side from one table with columns left blank."""

from __future__ import annotations

from collections.abc import Sequence

from curator.sources import Span
from extractors.bands.header import find_band
from extractors.bands.kinds import BLANK, LABEL, TEXT, Row, kinds


def sides(rows: Sequence[Row], spans: Sequence[Span] = ()) -> list[tuple[int, int]]:
    """Return the first and last column of each table that `rows` hold side by side.

    Blank columns alone part nothing: each side must have a header of its own, a first column
    that names its rows, and numbers beside it. So spacer columns stay within one table.
    """
    parts = _parts(rows, spans)
    if len(parts) > 1 and all(_is_table(rows, *part) for part in parts):
        return parts
    return [(0, max(map(len, rows), default=1) - 1)]


def _parts(rows: Sequence[Row], spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the runs of columns that hold something."""
    used = {place for row in rows for place, cell in enumerate(row) if cell and cell.strip()}
    for span in spans:
        used.update(range(span.column, span.column + span.width))
    parts: list[tuple[int, int]] = []
    for place in sorted(used):
        if parts and parts[-1][1] == place - 1:
            parts[-1] = (parts[-1][0], place)
        else:
            parts.append((place, place))
    return parts


def _is_table(rows: Sequence[Row], left: int, right: int) -> bool:
    own = [row[left : right + 1] for row in rows]
    band = find_band(own)
    below = [kinds(row) for row in own[band.data_start :]]
    if not band.header_rows or right == left or not below:
        return False
    if kinds(own[band.header_rows[-1]])[0] == BLANK:
        return False
    columns = [
        [row[place] for row in below if row[place] != BLANK] for place in range(right - left + 1)
    ]
    stub, rest = columns[0], columns[1:]
    names = sum(one in TEXT + LABEL for one in stub)
    numbers = any(cells and cells.count(TEXT) * 2 < len(cells) for cells in rest)
    return bool(stub) and names * 2 > len(stub) and numbers
