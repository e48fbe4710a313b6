"""A page's words, or a part of a sheet, laid out on a grid of terminal cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from curator.language import _
from curator.sources import Box, PageText, Word, letters
from screens.widgets.cells import fit, measure
from screens.widgets.page_lines import Line, lines_of
from screens.widgets.scripts import has_rtl, isolated, pictured, runs_rtl, widest

GAP = 4
"""No gap that runs through all lines is drawn wider, in cells."""
MARGIN = 14.0
"""Points around a crop that are shown with it."""
WIDEST = 28
"""No column of a sheet is drawn wider, in cells."""


@dataclass(frozen=True)
class Piece:
    """A text in its place on a line."""

    column: int
    """The cell at which it begins, from 0."""
    text: str
    """As it is drawn: shaped and ordered already."""
    width: int
    """In cells, on the terminals that draw it widest."""
    marked: bool = False


@dataclass(frozen=True)
class Layout:
    """Lines to draw; one place in them may be marked, in brackets and reversed."""

    heading: Sequence[Piece]
    """Stays at the top."""
    lines: Sequence[Sequence[Piece]]
    width: int
    mark: tuple[int, int, int] | None = None
    """The line, the first cell and the end of the mark; of several lines the first."""
    gutter: int = 0
    """So many cells at the left stay where they are when the rest is scrolled sideways."""


@dataclass(frozen=True)
class SheetText:
    """A part of a sheet or of a text table, as found."""

    title: str
    first_row: int
    """The number of its first row, as the spreadsheet counts them; the record's."""
    first_column: int
    """1 is column A."""
    rows: Sequence[Sequence[str | None]]
    lettered: bool
    """Whether its columns have letters; the fields of a text have numbers."""


@dataclass(frozen=True)
class Placed:
    """A word of a page, and what is drawn of it."""

    word: Word
    piece: Piece


class PageLayout:
    """One page, or the part of it around a box, laid out as it is read.

    As `pdftotext -layout` does it: a cell is as wide as the middling letter, a word begins where
    it stands on the page unless the one before it reaches there, and a gap between lines that is
    larger than usual is one blank line. Gaps between columns are narrowed, to show more of them.
    """

    def __init__(self, page: PageText, crop: Box | None) -> None:
        """`crop` None shows the whole page."""
        self.page = page
        self.crop = crop
        words = [word for word in page.words if crop is None or _within(word.box, crop, MARGIN)]
        self._scale = _scale(words)
        self._left = min((word.box[0] for word in words), default=0.0)
        self._lines: list[list[Placed]] = []
        self._middles: list[float] = []
        self._lay(lines_of(words))
        self._narrowed: list[int] = []
        self._narrow()

    def marked(self, box: Box | None) -> Layout:
        """Return the lines with the words whose middles lie in `box` marked.

        Where there are none, the place is marked by brackets alone.
        """
        name = _("page {number}").format(number=self.page.number)
        heading = (Piece(0, name, len(name)),)
        lines: list[Sequence[Piece]] = [[placed.piece for placed in line] for line in self._lines]
        first = None
        if box is not None:
            for number, line in enumerate(self._lines):
                inside = [_within(placed.word.box, box, 0.5) for placed in line]
                if any(inside):
                    lines[number], start, end = _bracket(lines[number], inside)
                    first = first or (number, start, end)
            if first is None and lines:
                first = self._mark_blank(lines, box)
        width = max((_end(line[-1]) for line in lines if line), default=0) + 1
        return Layout(heading, lines, width, first)

    @property
    def placed(self) -> Sequence[tuple[float, Sequence[Placed]]]:
        """Its lines, each with where its middle is in points from the top; some are blank."""
        return list(zip(self._middles, self._lines, strict=True))

    def column(self, x: float) -> int:
        """Return the cell at which a place lies that is so many points from the left."""
        return self._seen(self._column(x))

    def _mark_blank(self, lines: list[Sequence[Piece]], box: Box) -> tuple[int, int, int]:
        """Put brackets, and what room there is between them, where a blank cell stands."""
        middle = (box[1] + box[3]) / 2
        number = min(range(len(lines)), key=lambda line: abs(self._middles[line] - middle))
        start = self._seen(self._column(box[0]))
        end = max(self._seen(self._column(box[2])) - 1, start + 2)
        line = lines[number]
        start = max([start, *(_end(piece) for piece in line if piece.column <= start)])
        end = min([end, *(piece.column for piece in line if piece.column > start)])
        room = Piece(start, "[" + " " * max(end - start - 2, 1) + "]", max(end - start, 3), True)
        lines[number] = sorted([*line, room], key=lambda piece: piece.column)
        return number, start, start + room.width

    def _column(self, x: float) -> int:
        return round((x - self._left) / self._scale) + 1

    def _narrow(self) -> None:
        """Take cells out where no line has a word, so that no gap is wider than GAP."""
        pieces = [placed.piece for line in self._lines for placed in line]
        width = max(map(_end, pieces), default=0)
        filled = bytearray(width + 1)
        for piece in pieces:
            filled[piece.column : _end(piece)] = b"\x01" * piece.width
        seen = blank = 0
        for is_filled in filled:
            blank = 0 if is_filled else blank + 1
            self._narrowed.append(seen)
            seen += blank <= GAP
        for line in self._lines:
            for place, placed in enumerate(line):
                moved = replace(placed.piece, column=self._seen(placed.piece.column))
                line[place] = replace(placed, piece=moved)

    def _seen(self, column: int) -> int:
        """Return where a cell stands once gaps are narrowed; beyond the words it stays at edges."""
        return self._narrowed[min(max(column, 0), len(self._narrowed) - 1)]

    def _lay(self, lines: Sequence[Line]) -> None:
        steps = [below.middle - above.middle for above, below in pairwise(lines)]
        usual = median(steps) if steps else 0.0
        for number, line in enumerate(lines):
            if number and steps[number - 1] > 1.7 * usual:
                self._middles.append((lines[number - 1].middle + line.middle) / 2)
                self._lines.append([])
            self._middles.append(line.middle)
            self._lines.append(self._placed(line.words))

    def _placed(self, words: Sequence[Word]) -> list[Placed]:
        placed: list[Placed] = []
        free = 1
        for word in words:
            text = pictured(word.text)
            width = max(widest(text), 1)
            wish = self._column(word.box[0])
            if has_rtl(text):
                if runs_rtl(text):
                    wish = self._column(word.box[2]) - width
                text = isolated(text)
            column = max(wish, free)
            placed.append(Placed(word, Piece(column, text, width)))
            free = column + width + 1
        return placed


def sheet_layout(sheet: SheetText, mark: tuple[int, int] | None) -> Layout:
    """Lay out a part of a sheet under its columns' letters.

    Args:
        mark: row and column, from 0 within the part.
    """
    count = max((len(row) for row in sheet.rows), default=0)
    names = [
        letters(number) if sheet.lettered else str(number)
        for number in range(sheet.first_column, sheet.first_column + count)
    ]
    widths = [
        min(max(len(name), 3, *(measure(row[place]) for row in sheet.rows)), WIDEST)
        for place, name in enumerate(names)
    ]
    gutter = len(str(sheet.first_row + len(sheet.rows))) + 1
    starts = [gutter + 1 + sum(widths[:place]) + 2 * place for place in range(count)]
    heading = [Piece(*at) for at in zip(starts, names, map(len, names), strict=True)]
    lines = []
    for number, row in enumerate(sheet.rows):
        name = str(sheet.first_row + number).rjust(gutter - 1)
        line = [Piece(0, name, gutter - 1)]
        marked = mark[1] if mark is not None and mark[0] == number else -1
        for place, (start, width) in enumerate(zip(starts, widths, strict=True)):
            text = fit(row[place] or "", width)
            if place == marked:
                line.append(Piece(start - 1, "[", 1, True))
                line.append(Piece(start, text, width, True))
                line.append(Piece(start + width, "]", 1, True))
            elif row[place] is not None:
                line.append(Piece(start, text, width))
        lines.append(line)
    width = gutter + 1 + sum(widths) + 2 * count
    shown = None
    if mark is not None and mark[0] < len(lines) and mark[1] < count:
        start = starts[mark[1]]
        shown = (mark[0], start - 1, start + widths[mark[1]] + 1)
    return Layout(heading, lines, width, shown, gutter)


def _within(inner: Box, outer: Box, margin: float) -> bool:
    """Return whether the middle of one box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return (
        outer[0] - margin <= x <= outer[2] + margin and outer[1] - margin <= y <= outer[3] + margin
    )


def _scale(words: Sequence[Word]) -> float:
    """Return how many points a cell is wide: as the middling letter."""
    wide = [
        (word.box[2] - word.box[0]) / cells for word in words if (cells := widest(word.text)) > 1
    ]
    return max(median(wide), 1.0) if wide else 5.0


def _bracket(pieces: Sequence[Piece], inside: Sequence[bool]) -> tuple[list[Piece], int, int]:
    """Mark the pieces that are inside, with a bracket before the first and after the last."""
    line: list[Piece] = []
    last = max(place for place, is_in in enumerate(inside) if is_in)
    first = inside.index(True)
    for place, (piece, is_in) in enumerate(zip(pieces, inside, strict=True)):
        if place == first:
            line.append(Piece(piece.column - 1, "[", 1, True))
        line.append(Piece(piece.column, piece.text, piece.width, is_in))
        if place == last:
            line.append(Piece(_end(piece), "]", 1, True))
    return line, pieces[first].column - 1, _end(pieces[last]) + 1


def _end(piece: Piece) -> int:
    return piece.column + piece.width
