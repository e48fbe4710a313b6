"""Lines of text on a page, and the segments that wide gaps cut them into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.pdf.ink import Region, Rule, Word
from extractors.pdf.numerals import is_currency, is_lead, is_whole_figure

OVERLAP = 0.55
"""Of the lower of the two: a word that has so much of its height in a line is of that line."""
LARGE = 0.75
"""Of the line's height: smaller words, such as footnote marks, do not make a line higher."""
LEDGE = 2.0
"""Points by which a word may make a line higher, up or down."""
LOOK_BACK = 4
"""So many lines above may a word belong to: columns side by side are seldom level."""
FIGURES_APART = 0.40
"""Of the text's height: a gap this wide between two figures lies between two cells."""
CURRENCY_APART = 45.0
"""Points by which a currency sign may stand before its figure."""
SIGN_APART = 1.6
"""Of the text's height: the same for a percent sign, a bracket or an asterisk behind it."""

_LED = re.compile(r"(.*?)[.…]{4,}(.*)")


@dataclass
class TextLine:
    """Words that stand side by side; it grows while words are sorted into lines."""

    words: list[Word]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def take(self, word: Word) -> None:
        """Put a word at the end; the line becomes higher by a little at most."""
        if word.size >= LARGE * self.height:
            if word.top > self.top - LEDGE:
                self.top = min(self.top, word.top)
            if word.bottom < self.bottom + LEDGE:
                self.bottom = max(self.bottom, word.bottom)
        self.words.append(word)

    def has(self, word: Word) -> bool:
        """Whether enough of a word's height lies in the line."""
        overlap = min(self.bottom, word.bottom) - max(self.top, word.top)
        return overlap > OVERLAP * min(self.height, word.size)


@dataclass(frozen=True)
class Segment:
    """Words of one line without a wide gap between them: most often a cell's, or a part's."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    text: str

    @classmethod
    def of(cls, words: Sequence[Word]) -> Segment:
        """Put words together."""
        return cls(
            tuple(words),
            min(word.x0 for word in words),
            max(word.x1 for word in words),
            " ".join(word.text for word in words),
        )

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0


@dataclass(frozen=True)
class Line:
    """A line of text that is cut into segments."""

    segments: tuple[Segment, ...]
    region: Region
    words: tuple[Word, ...] = field(repr=False)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.region.x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.region.x1

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.region.top

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.region.bottom

    @property
    def height(self) -> float:
        """How high it is."""
        return self.region.height

    @property
    def y(self) -> float:
        """Where its middle is, from the top."""
        return (self.region.top + self.region.bottom) / 2


def text_lines(words: Sequence[Word]) -> list[TextLine]:
    """Sort words into lines, from the top; each line's words from the left."""
    lines: list[TextLine] = []
    for word in sorted(words, key=lambda word: word.y):
        line = next((line for line in reversed(lines[-LOOK_BACK:]) if line.has(word)), None)
        if line is None:
            lines.append(TextLine([word], word.top, word.bottom))
        else:
            line.take(word)
    for line in lines:
        line.words.sort(key=lambda word: word.x0)
    lines.sort(key=lambda line: line.top)
    return lines


def cut_lines(lines: Sequence[TextLine], rules: Sequence[Rule], gap: float) -> list[Line]:
    """Return the lines in segments, without those that hold dots alone.

    Args:
        rules: those that go down the page; they cut lines too.
        gap: how wide the gap between two segments is at least, as a share of the text's height.
    """
    cut = []
    for line in lines:
        segments = tuple(_segments(line.words, rules, gap))
        if segments:
            x0 = min(word.x0 for word in line.words)
            x1 = max(word.x1 for word in line.words)
            region = Region(x0, line.top, x1, line.bottom)
            cut.append(Line(segments, region, tuple(line.words)))
    return cut


def _segments(words: Sequence[Word], rules: Sequence[Rule], gap: float) -> Iterator[Segment]:
    current: list[Word] = []
    led = False
    for word in words:
        if is_lead(word.text):
            led = True
            continue
        if current and _is_cut(current, word, rules, gap, led):
            yield Segment.of(current)
            current = []
        found = _LED.fullmatch(word.text)
        if found is None or not (found[1] or found[2]):
            current.append(word)
            led = False
        else:
            current.append(_without_lead(word, found[1], found[2]))
            led = bool(found[1])
    if current:
        yield Segment.of(current)


def _is_cut(
    current: Sequence[Word], word: Word, rules: Sequence[Rule], gap: float, led: bool
) -> bool:
    before = current[-1]
    apart = word.x0 - before.x1
    size = max(4.0, min(before.size, word.size))
    ruled = any(
        before.x1 - 1.5 <= rule.at <= word.x0 + 1.5 and rule.start <= word.y <= rule.end
        for rule in rules
    )
    figures = is_whole_figure(before.text) and is_whole_figure(word.text)
    if not (ruled or led or apart > gap * size or (figures and apart > FIGURES_APART * size)):
        return False
    if is_currency(before.text) and len(current) == 1 and apart < CURRENCY_APART and not ruled:
        return False
    return not (word.text in ("%", ")", "*") and apart < SIGN_APART * size)


def _without_lead(word: Word, before: str, after: str) -> Word:
    """Return a word without the dots in it; its box shrinks as its text does."""
    text = before or after
    width = (word.x1 - word.x0) * len(text) / max(1, len(word.text))
    if before:
        return word._replace(x1=word.x0 + width, text=text)
    return word._replace(x0=word.x1 - width, text=text)
