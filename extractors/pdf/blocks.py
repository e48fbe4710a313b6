"""Where lines of text, cut by gaps that stand below each other, make a table without a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from extractors.pdf.ink import Region, Rule
from extractors.pdf.lines import Line
from extractors.pdf.numerals import is_figure
from extractors.pdf.prose import is_caption, is_prose

LEADING = 1.9
"""Of the text's height: a wider gap between two lines ends a block."""
RULED_LEADING = 1.6
"""A ruling between the two lines lets the gap be so many times wider."""
SHORT_LINE = 0.62
"""Of the block's width: a shorter line of one segment may be a part of a table."""
WAITING = 3
"""So many such lines in a row; more are text."""
INDENTED, INDENTED_WORDS = 0.15, 12
"""Of the block's width: a line that begins so far in may be longer, up to so many words."""
SIDE = 6.0
"""Points by which a line may stick out of its block."""
WRAPPED = 0.5
"""Of the text's height: the lines of one cell are no farther apart."""
ALIGNED = 2.0
"""Points by which the lines of one cell may begin apart."""
RULED = 0.5
"""Of a stretch: a ruling that covers more goes all the way."""


@dataclass
class Block:
    """Lines that go on below each other, and the columns that their segments make."""

    lines: list[Line]
    x0: float
    x1: float
    bottom: float
    """Where its last line ends, those included that wait for what comes below them."""
    columns: list[tuple[float, float]] = field(default_factory=list)

    @classmethod
    def of(cls, line: Line) -> Block:
        """Begin one with a line of several segments."""
        columns = [(segment.x0, segment.x1) for segment in line.segments]
        return cls([line], line.x0, line.x1, line.bottom, columns)

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return self.lines[0].top

    @property
    def end(self) -> float:
        """Where its last line ends."""
        return self.lines[-1].bottom

    def fits(self, line: Line) -> bool:
        """Whether half of a line's segments stand below those of the block."""
        hits = sum(
            any(one.x0 <= end + 2 and one.x1 >= start - 2 for start, end in self.columns)
            for one in line.segments
        )
        return hits >= 0.5 * len(line.segments)

    def take(self, lines: Sequence[Line]) -> None:
        """Go on with some lines."""
        for line in lines:
            self.lines.append(line)
            self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
            self.bottom = max(self.bottom, line.bottom)
            if len(line.segments) > 1:
                self._widen(line)

    def _widen(self, line: Line) -> None:
        """Let columns grow by the segments below them, unless a segment lies below several."""
        for one in line.segments:
            below = [
                place
                for place, (start, end) in enumerate(self.columns)
                if one.x0 <= end and one.x1 >= start
            ]
            if not below:
                self.columns.append((one.x0, one.x1))
            elif len(below) == 1:
                start, end = self.columns[below[0]]
                self.columns[below[0]] = (min(start, one.x0), max(end, one.x1))


def blocks(
    lines: Sequence[Line], across: Sequence[Rule], grids: Sequence[Region], width: float
) -> list[Block]:
    """Return the blocks among the lines that lie in no grid, those that look like tables.

    Args:
        width: the page's.
    """
    free = [line for line in lines if not any(_lies_in(line, grid) for grid in grids)]
    height = median(line.height for line in lines)
    found = _Gathering(across, grids, width, height).gather(free)
    whole = _reunited(found, free, height)
    return [block for block in whole if _is_table(block, across, height)]


def ruled_between(across: Sequence[Rule], top: float, bottom: float, x0: float, x1: float) -> bool:
    """Whether a ruling goes most of the way from `x0` to `x1` between two heights."""
    return any(
        top <= rule.at <= bottom and rule.overlap(x0, x1) > RULED * (x1 - x0) for rule in across
    )


def _lies_in(line: Line, grid: Region) -> bool:
    x = (line.x0 + line.x1) / 2
    return grid.x0 - 2 <= x <= grid.x1 + 2 and grid.top - 2 <= line.y <= grid.bottom + 2


class _Gathering:
    """Goes down the page and puts lines into blocks."""

    def __init__(
        self, across: Sequence[Rule], grids: Sequence[Region], width: float, height: float
    ) -> None:
        self._across = across
        self._grids = grids
        self._width = width
        self._height = height
        self._done: list[Block] = []
        self._block: Block | None = None
        self._waiting: list[Line] = []

    def gather(self, lines: Sequence[Line]) -> list[Block]:
        for line in lines:
            if self._block is not None and self._ends_before(self._block, line):
                self._end()
            if len(line.segments) >= 2 and not is_prose(line, self._width):
                self._take(line)
            elif self._block is not None:
                if self._may_belong(self._block, line):
                    self._waiting.append(line)
                    self._block.bottom = line.bottom
                else:
                    self._end()
        self._end()
        return self._done

    def _take(self, line: Line) -> None:
        if self._block is not None and self._block.fits(line):
            self._block.take([*self._waiting, line])
            self._waiting = []
            return
        self._end()
        self._block = Block.of(line)

    def _end(self) -> None:
        if self._block is not None:
            self._block.take(self._rest_of_last_row(self._block))
            self._done.append(self._block)
        self._block, self._waiting = None, []

    def _rest_of_last_row(self, block: Block) -> list[Line]:
        """Return the lines below the last one that go on with one of its cells."""
        rest: list[Line] = []
        above = block.lines[-1]
        for line in self._waiting:
            apart = line.top - above.bottom
            if apart > WRAPPED * self._height or not _goes_on(line, block.lines[-1]):
                break
            rest.append(line)
            above = line
        return rest

    def _ends_before(self, block: Block, line: Line) -> bool:
        if any(block.bottom - 2 <= grid.top <= line.top + 2 for grid in self._grids):
            return True
        ruled = ruled_between(self._across, block.bottom - 2, line.top + 2, block.x0, block.x1)
        most = LEADING * self._height * (RULED_LEADING if ruled else 1)
        return line.top - block.bottom > most

    def _may_belong(self, block: Block, line: Line) -> bool:
        """Whether a line without gaps may stand between two of the table's lines."""
        first = line.segments[0]
        if is_caption(first.text) or line.x0 < block.x0 - SIDE or line.x1 > block.x1 + SIDE:
            return False
        short = line.region.width < SHORT_LINE * block.width or (
            len(line.segments) > 1 and not is_prose(line, self._width)
        )
        if short and len(self._waiting) < WAITING:
            return True
        return (
            not self._waiting
            and len(first.words) <= INDENTED_WORDS
            and first.x0 > block.x0 + INDENTED * block.width
        )


def _goes_on(line: Line, above: Line) -> bool:
    """Whether a line of one segment begins, or ends, where one of the segments above does."""
    (only, *more) = line.segments
    return not more and any(
        abs(only.x0 - one.x0) <= ALIGNED or abs(only.x1 - one.x1) <= ALIGNED
        for one in above.segments
    )


def _reunited(found: Sequence[Block], free: Sequence[Line], height: float) -> list[Block]:
    """Join blocks of like columns between which little text stands, such as a heading of rows."""
    whole: list[Block] = []
    for block in found:
        above = whole[-1] if whole else None
        if above is not None and _is_one_table(above, block, height):
            between = [
                line for line in free if above.end - 1 < line.top and line.bottom < block.top + 1
            ]
            texts = [line.segments[0] for line in between]
            if len(between) <= 3 and not any(
                is_caption(one.text) or len(one.words) > 12 for one in texts
            ):
                above.lines += [*between, *block.lines]
                above.x0, above.x1 = min(above.x0, block.x0), max(above.x1, block.x1)
                above.bottom = block.bottom
                continue
        whole.append(block)
    return whole


def _is_one_table(above: Block, below: Block, height: float) -> bool:
    most = [max(len(line.segments) for line in block.lines) for block in (above, below)]
    if min(most) < 3 or abs(most[0] - most[1]) > 1 or below.top - above.end >= 4.5 * height:
        return False
    common = min(above.x1, below.x1) - max(above.x0, below.x0)
    spread = max(above.x1, below.x1) - min(above.x0, below.x0)
    return common > 0.85 * spread and above.fits(below.lines[0])


def _is_table(block: Block, across: Sequence[Rule], height: float) -> bool:
    """Tell tables from lists, forms and text by their figures, rulings and short cells."""
    cut = [line for line in block.lines if len(line.segments) >= 2]
    cells = [one for line in cut for one in line.segments[1:]]
    figures = sum(is_figure(one.text) for one in cells) / max(1, len(cells))
    rules = sum(
        block.top - 1.2 * height <= rule.at <= block.end + 1.2 * height
        and rule.overlap(block.x0, block.x1) > RULED * block.width
        for rule in across
    )
    segments = [one for line in cut for one in line.segments]
    words = sum(len(one.words) for one in segments) / max(1, len(segments))
    widest = max((len(line.segments) for line in cut), default=0)
    return (
        (len(cut) >= 3 and figures >= 0.3 and words < 5)
        or (len(cut) >= 2 and figures >= 0.5 and rules >= 1 and words < 5)
        or (len(cut) >= 3 and rules >= 2 and words < 7)
        or (len(cut) >= 5 and words < 2.6 and widest >= 3)
    )
