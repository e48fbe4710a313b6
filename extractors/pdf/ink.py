"""What is printed on a page: words, rulings and fills, in points from the top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.pdf.glyphs import PlacedGlyph
from extractors.pdf.running import Running


class Word(NamedTuple):
    """Letters without a gap between them, and the box around them."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    running: Running = Running.RIGHT
    """Up or down if its letters stand one above the other."""

    @property
    def turned(self) -> bool:
        """Whether its letters stand one above the other."""
        return self.running is not Running.RIGHT

    @property
    def size(self) -> float:
        """The height of its box, which is about the size of its font."""
        return self.bottom - self.top

    @property
    def x(self) -> float:
        """Where its middle is."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Where its middle is, from the top."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line across or down the page."""

    at: float
    """Its y if it goes across, its x if it goes down."""
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start

    def overlap(self, start: float, end: float) -> float:
        """Return how much of it lies between two places; negative is the gap to them."""
        return min(self.end, end) - max(self.start, start)


class Fill(NamedTuple):
    """A painted rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]
    """Red, green and blue, to 255 each."""


class Region(NamedTuple):
    """A part of a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Its square points."""
        return self.width * self.height

    def holds(self, word: Word, room: float = 1.0) -> bool:
        """Whether the middle of a word lies in it, or beside it by no more than `room`."""
        return (
            self.x0 - room <= word.x <= self.x1 + room
            and self.top - room <= word.y <= self.bottom + room
        )

    def covers(self, other: Region, room: float = 3.0) -> bool:
        """Whether another lies in it, or sticks out by no more than `room`."""
        return (
            other.x0 >= self.x0 - room
            and other.top >= self.top - room
            and other.x1 <= self.x1 + room
            and other.bottom <= self.bottom + room
        )

    def shared(self, other: Region) -> float:
        """Return which share of the smaller one both have in common, from 0 to 1."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0) / max(min(self.area, other.area), 1e-6)

    def joined(self, other: Region) -> Region:
        """Return the least region that holds both."""
        return Region(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class PageInk:
    """All that the table finder looks at."""

    number: int
    """1 is the first page."""
    width: float
    height: float
    words: Sequence[Word]
    across: Sequence[Rule]
    """Rulings from left to right, pieces of one line joined."""
    down: Sequence[Rule]
    """Rulings from top to bottom, likewise."""
    fills: Sequence[Fill]
    images: int
    """How many pictures it shows."""
    letters: int
    """How many characters the file tells of, blanks included."""
    glyphs: Sequence[PlacedGlyph] = field(default=(), repr=False)
    """What words are made of, if any of it is written from right to left."""
    running: Running = Running.RIGHT
    """Where its text runs on the page as shown, which was turned here until it runs right."""

    def shown(self, region: Region) -> Region:
        """Return where a region of it lies on the page as it is shown."""
        return Region(*self.running.shown((*region,), self.width, self.height))
