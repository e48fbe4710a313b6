"""A strip with cursor controls in it, which can be cut without cutting the controls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.strip import Strip

from screens.widgets.scripts import has_sure_width


class AnchoredStrip(Strip):
    """A line of a grid; an overlay or a scroll bar may cover a part of it.

    Textual's own strip counts the characters of a control as text when it is cropped. This one
    keeps the controls that belong to a piece, drops an erasure that would reach beyond it, and
    ends a piece that was cut through a text of doubtful width with an anchor, so that what is
    drawn after it stands in its place.
    """

    def __init__(self, segments: Sequence[Segment], cell_length: int, origin: int) -> None:
        """`origin` is the screen's column, from 0, at which the line begins."""
        super().__init__(segments, cell_length)
        self._origin = origin

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return the piece from cell `start` up to `end`, None for the line's end."""
        start = max(0, start)
        end = self.cell_length if end is None else min(self.cell_length, end)
        if (start, end) == (0, self.cell_length):
            return self
        if end <= start:
            return Strip([], 0)
        return AnchoredStrip(self._piece(start, end), end - start, self._origin + start)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the pieces that end at each of `cuts`."""
        pieces = []
        start = 0
        for cut in cuts:
            if cut > self.cell_length:
                break
            pieces.append(self.crop(start, cut))
            start = cut
        return pieces

    def _piece(self, start: int, end: int) -> list[Segment]:
        piece: list[Segment] = []
        place = 0
        cut = False
        for segment in self._segments:
            if segment.control:
                if start <= place <= end and _fits(segment, place, end):
                    piece.append(segment)
                continue
            after = place + cell_len(segment.text)
            if after > start and place < end:
                kept = segment
                if after > end:
                    kept = kept.split_cells(end - place)[0]
                if place < start:
                    kept = kept.split_cells(start - place)[1]
                piece.append(kept)
                cut = cut or (after > end and not segment.text.isascii())
            place = after
        if cut:
            piece.append(_anchor(self._origin + end))
        return piece


def anchored(strips: Sequence[Strip], origin: int) -> list[Strip]:
    """Make strips with controls AnchoredStrips again: styles and filters leave plain ones.

    Args:
        strips: lines of a widget.
        origin: the screen's column, from 0, at which they begin.
    """
    return [
        AnchoredStrip(list(strip), strip.cell_length, origin)
        if not isinstance(strip, AnchoredStrip) and any(part.control for part in strip)
        else strip
        for strip in strips
    ]


def beginning_at(strips: Sequence[Strip], column: int) -> list[Strip]:
    """Let strips begin at a column of the screen, from 0, wherever the terminal thinks it is.

    What stands before them may hold text of which terminals disagree how wide it is.
    """
    anchor = _anchor(column)
    return [AnchoredStrip([anchor, *strip], strip.cell_length, column) for strip in strips]


def held(strips: Sequence[Strip], column: int) -> list[Strip]:
    """Hold the cells of a list in their columns, whatever a terminal thinks how wide each is.

    Args:
        strips: lines of a list that draws its cells as segments of their own.
        column: the screen's column, from 0, at which they begin.
    """
    return [_held(strip, column) if _is_doubtful(strip) else strip for strip in strips]


def _held(strip: Strip, column: int) -> Strip:
    place, segments = column, []
    for segment in strip:
        segments.append(segment)
        if not segment.control:
            place += cell_len(segment.text)
            if not has_sure_width(segment.text):
                segments.append(_anchor(place))
    return AnchoredStrip(segments, strip.cell_length, column)


def _is_doubtful(strip: Strip) -> bool:
    return not all(part.control or has_sure_width(part.text) for part in strip)


def _anchor(column: int) -> Segment:
    """Return what puts the terminal's cursor at a column of the screen, from 0."""
    move = [(ControlType.CURSOR_MOVE_TO_COLUMN, column)]
    return Segment(f"\x1b[{column + 1}G", None, move)


def _fits(segment: Segment, place: int, end: int) -> bool:
    """Whether what a control does stays within a piece that ends at `end`."""
    for control in segment.control or ():
        match control:
            case (ControlType.ERASE_IN_LINE, int(reach)) if place + reach > end:
                return False
    return True
