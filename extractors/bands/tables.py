"""Find the tables of a sheet, one beneath or beside another, and the bands of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curator.sources import Span
from extractors.bands.footer import few, footer_start, is_sparse, reads_as_note
from extractors.bands.header import BODY, Band, find_band
from extractors.bands.kinds import BLANK, LABEL, TEXT, Row, filled, kinds
from extractors.bands.levels import column_levels
from extractors.bands.outline import Outline, Segment
from extractors.bands.sides import sides


@dataclass(frozen=True)
class Layout:
    """Where one table lies; rows and columns count from 0 at the top left of the sheet."""

    band: Band
    data_end: int
    """The last row of data; above the first one where there is none."""
    footer_start: int | None
    last: int
    """The last row of all, notes included."""
    left: int
    right: int
    levels: tuple[tuple[str, ...], ...]
    """The header's levels of each column from `left` to `right`."""
    above: tuple[Row, ...]
    """The title rows."""
    notes: tuple[Row, ...]
    """The rows of hashtags or column numbers, then those of the footer."""


def find_tables(outline: Outline, spans: Sequence[Span] = ()) -> list[Layout]:
    """Return the tables of a sheet from the top; none where it is blank.

    Args:
        outline: what is remembered of its rows.
        spans: its merged cells, counted from the top left of the sheet.
    """
    found: list[Layout] = []
    for group in _groups(outline, spans):
        found.extend(_layouts(outline, group, spans))
    return found


def _groups(outline: Outline, spans: Sequence[Span]) -> Iterator[list[Segment]]:
    """Put together the segments that make one table each."""
    group: list[Segment] = []
    waiting: list[Segment] = []
    for segment in outline.segments:
        if group and _is_talk(outline, segment):
            waiting.append(segment)
        elif group and all(_is_table(outline, one, spans) for one in (group, [segment])):
            above = _titles(outline, waiting)
            yield group + waiting[: len(waiting) - len(above)]
            group, waiting = [*above, segment], []
        else:
            group += [*waiting, segment]
            waiting = []
    if group or waiting:
        yield group + waiting


def _is_talk(outline: Outline, segment: Segment) -> bool:
    """Tell whether a segment is a few rows of one text each."""
    return segment.height <= BODY and all(
        filled(kinds(row)) == 1 and TEXT in kinds(row) for row in outline.rows([segment])
    )


def _titles(outline: Outline, waiting: Sequence[Segment]) -> list[Segment]:
    """Return which of the segments of talk between two tables belong to the lower one."""
    last = list(waiting[-1:])
    return [] if last and any(map(reads_as_note, outline.rows(last))) else last


def _is_table(outline: Outline, group: Sequence[Segment], spans: Sequence[Span]) -> bool:
    """Tell whether segments have a header of their own: names over what is no text."""
    rows = outline.rows(group)
    band = find_band(rows, _within(spans, group[0].first, 0))
    if not band.header_rows or band.data_start >= len(rows):
        return False
    names = kinds(rows[band.header_rows[-1]])
    below = [kinds(row) for row in rows[band.data_start : band.data_start + BODY]]
    if names.strip(BLANK + TEXT + LABEL) or names.count(TEXT) < 2:
        return False
    return any(
        one == TEXT and _no_text([row[place] for row in below]) for place, one in enumerate(names)
    )


def _no_text(cells: Sequence[str]) -> bool:
    """Tell whether cells are numbers or dates, a few texts for missing ones aside."""
    texts = cells.count(TEXT)
    return len(cells) - texts - cells.count(BLANK) > 4 * texts


def _within(spans: Sequence[Span], first: int, left: int) -> list[Span]:
    """Count `spans` from another row and column."""
    return [
        replace(span, row=span.row - first, column=span.column - left)
        for span in spans
        if span.row >= first and span.column >= left
    ]


def _layouts(outline: Outline, group: list[Segment], spans: Sequence[Span]) -> Iterator[Layout]:
    """Yield the table of a group, or those that stand beside each other in it."""
    if outline.whole(group):
        rows = outline.rows(group, 1 << 20)
        parts = sides(rows, _within(spans, group[0].first, 0))
        if len(parts) > 1:
            for left, right in parts:
                yield _part(outline, group, spans, left, right)
            return
    yield _layout(outline, group, spans, 0)


def _part(
    outline: Outline, group: list[Segment], spans: Sequence[Span], left: int, right: int
) -> Layout:
    """Return the table in some columns of a group whose rows are all kept."""
    own = Outline(lambda row: row)
    for number, row in enumerate(outline.rows(group, 1 << 20), group[0].first):
        cells = [None if place < left else cell for place, cell in enumerate(row[: right + 1])]
        own.add(number, cells, filled(kinds(cells)))
    inside = [span for span in spans if left <= span.column <= right]
    return _layout(own, own.segments, inside, left)


def _layout(
    outline: Outline, group: Sequence[Segment], spans: Sequence[Span], shift: int
) -> Layout:
    """Return the layout of a table in the columns from `shift` on."""
    first = group[0].first
    rows = [row[shift:] for row in outline.rows(group)]
    band = find_band(rows, _within(spans, first, shift))
    start, tail = outline.last_rows(group, first + band.data_start)
    tail = [row[shift:] for row in tail]
    header = _whole(rows, band.header_rows)
    left, right = _ends([*header, *rows[band.data_start :], *tail], group, shift)
    inner = [row[left : right + 1] for row in tail]
    width = len({place for row in [*header, *inner] for place in _filled(row)})
    footer = footer_start(inner, width, _sparse(group, rows[: band.data_start], width))
    data = inner if footer is None else inner[:footer]
    end = start + max((at for at, row in enumerate(data) if _filled(row)), default=-1)
    body = rows[band.data_start : end - first + 1]
    left, right = _ends([*header, *body, *tail[: max(end - start + 1, 0)]], group, shift)
    levels = column_levels(header, _within(spans, first + (band.header_rows or (0,))[0], shift))
    levels += [()] * (right + 1 - len(levels))
    notes = [] if footer is None else [row for row in tail[footer:] if any(row)]
    return Layout(
        band=_moved(band, first),
        data_end=end,
        footer_start=None if footer is None else start + footer,
        last=group[-1].last,
        left=left + shift,
        right=right + shift,
        levels=tuple(levels[left : right + 1]),
        above=tuple(rows[number] for number in band.title_rows),
        notes=(*(rows[number] for number in band.tag_rows), *notes),
    )


def _filled(row: Row) -> list[int]:
    return [place for place, cell in enumerate(row) if cell and cell.strip()]


def _ends(rows: Sequence[Row], group: Sequence[Segment], shift: int) -> tuple[int, int]:
    """Return the first and last column in which something stands."""
    columns = {place for row in rows for place in _filled(row)}
    for segment in group:
        if segment.left is not None:
            columns |= {max(segment.left - shift, 0), segment.right - shift}
    return min(columns, default=0), max(columns, default=0)


def _whole(rows: Sequence[Row], header: Sequence[int]) -> list[Row]:
    """Return the rows of the header, blank ones within it included."""
    return list(rows[header[0] : header[-1] + 1]) if header else []


def _sparse(group: Sequence[Segment], above: Sequence[Row], width: int) -> int:
    """Return how many rows beneath `above` are as empty as a note."""
    most = few(width)
    count = sum(rows for segment in group for cells, rows in segment.fills.items() if cells <= most)
    return count - sum(is_sparse(row, width) for row in above)


def _moved(band: Band, first: int) -> Band:
    """Count a band's rows from the top of the sheet."""

    def moved(rows: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(number + first for number in rows)

    return Band(
        moved(band.title_rows),
        moved(band.header_rows),
        moved(band.tag_rows),
        band.data_start + first,
    )
