"""A page's text with frames and rulers drawn between its words.

A column ruler stands on every line between the words that it parts, though words may have been
moved to make room; a row ruler has a line of its own. Rulers that are given are whole lines, those
that were found are dashed, and the chosen one is heavy: no colour is needed to tell them apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curator.language import _
from curator.sources import Box
from screens.widgets.page_layout import Layout, PageLayout, Piece, Placed

GIVEN, FOUND, CHOSEN = "│─", "┊╌", "┃━"
"""What a ruler is drawn with, down and across the page."""
_CORNERS = {"top": "┌┬┐", "row": "├┼┤", "bottom": "└┴┘"}


@dataclass(frozen=True)
class Ruled:
    """An edge or a ruler as it is drawn."""

    kind: str
    """left, column or right; top, row or bottom."""
    at: float
    look: str
    """GIVEN, FOUND or CHOSEN."""


@dataclass(frozen=True)
class Frame:
    """A region with its edges and rulers, each in order."""

    box: Box
    across: Sequence[Ruled]
    down: Sequence[Ruled]


def ruled_layout(page: PageLayout, frames: Sequence[Frame], seen: range) -> Layout:
    """Return the lines of a page with frames drawn over it; the chosen ruler is the mark.

    Args:
        page: what is drawn over.
        frames: the regions.
        seen: the lines in sight; the mark is one of them if the chosen ruler passes there.
    """
    across = [(ruled.at, frame, ruled) for frame in frames for ruled in frame.down]
    across.sort(key=lambda one: one[0])
    columns = Columns(page)
    texts = [(middle, _line(frames, columns, middle, placed)) for middle, placed in page.placed]
    lines: list[Sequence[Piece]] = []
    for middle, line in [*texts, (float("inf"), [])]:
        while across and across[0][0] <= middle:
            _at, frame, ruled = across.pop(0)
            lines.append([_across(columns, frame, ruled)])
        lines.append(line)
    marks = [
        (number, piece.column, piece.column + 1)  # of a long ruler its beginning is enough
        for number, line in enumerate(lines)
        for piece in line
        if piece.marked and piece.text[0] in CHOSEN
    ]
    width = max((line[-1].column + line[-1].width for line in lines if line), default=0) + 1
    name = _("page {number}").format(number=page.page.number)
    mark = next((one for one in marks if one[0] in seen), marks[0] if marks else None)
    return Layout((Piece(0, name, len(name)),), lines, width, mark)


class Columns:
    """In which cells rulers down the page stand; most lines have one in the same cell."""

    def __init__(self, page: PageLayout) -> None:
        self._page = page
        self._stood: defaultdict[float, Counter[int]] = defaultdict(Counter)

    def wish(self, at: float) -> int:
        """Return where a place lies on the page."""
        return self._page.column(at)

    def note(self, at: float, column: int) -> None:
        """Take note of where a ruler stands on a line."""
        self._stood[at][column] += 1

    def usual(self, at: float) -> int:
        """Return where a ruler stands on most lines."""
        stood = self._stood.get(at)
        return stood.most_common(1)[0][0] if stood else self.wish(at)


def _across(columns: Columns, frame: Frame, ruled: Ruled) -> Piece:
    """Return a ruler across the page, from edge to edge."""
    start, end = columns.usual(frame.box[0]), columns.usual(frame.box[2])
    end = max(end, start + 1)
    cells = [ruled.look[1]] * (end - start + 1)
    if ruled.look != CHOSEN:
        corners = _CORNERS[ruled.kind]
        for one in frame.across:
            cells[min(max(columns.usual(one.at), start), end) - start] = corners[1]
        cells[0], cells[-1] = corners[0], corners[2]
    return Piece(start, "".join(cells), len(cells), ruled.look == CHOSEN)


def _line(
    frames: Sequence[Frame], columns: Columns, middle: float, placed: Sequence[Placed]
) -> list[Piece]:
    """Return a line of text with the rulers down the page."""
    pieces = [each.piece for each in placed]
    drawn: dict[int, Ruled] = {}
    for ruled in _standing(frames, middle):
        if ruled.look == CHOSEN:
            pieces = [
                replace(piece, marked=_cuts(ruled.at, each))
                for piece, each in zip(pieces, placed, strict=True)
            ]
        column = _free(columns.wish(ruled.at), ruled, placed, drawn)
        if column is not None:
            drawn[column] = ruled
            columns.note(ruled.at, column)
    pieces += [
        Piece(column, ruled.look[0], 1, ruled.look == CHOSEN) for column, ruled in drawn.items()
    ]
    return sorted(pieces, key=lambda piece: piece.column)


def _standing(frames: Sequence[Frame], middle: float) -> Iterator[Ruled]:
    """Yield the rulers down the page that pass a line, the chosen one first."""
    passing = [one for f in frames if f.box[1] <= middle < f.box[3] for one in f.across]
    yield from sorted(passing, key=lambda one: one.look != CHOSEN)


def _free(wish: int, ruled: Ruled, placed: Sequence[Placed], drawn: dict[int, Ruled]) -> int | None:
    """Return the free cell nearest to where a ruler would stand, between the words it parts."""
    before = [one.piece for one in placed if _middle(one) < ruled.at]
    behind = [one.piece for one in placed if _middle(one) >= ruled.at]
    low = max((piece.column + piece.width for piece in before), default=0)
    high = min((piece.column - 1 for piece in behind), default=max(wish, low) + 8)
    cells = [column for column in range(low, high + 1) if column not in drawn]
    return min(cells, key=lambda column: abs(column - wish), default=None)


def _middle(placed: Placed) -> float:
    return (placed.word.box[0] + placed.word.box[2]) / 2


def _cuts(at: float, placed: Placed) -> bool:
    return placed.word.box[0] + 1 < at < placed.word.box[2] - 1
