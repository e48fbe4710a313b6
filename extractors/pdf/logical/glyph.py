"""One glyph of a page: the letters that it stands for and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """What a page draws in one piece; a ligature is one glyph of several letters.

    PDF points from the top left, as the text runs: `x0` is where the pen sets the glyph down and
    `x1` where it goes on, as far as that is known. A mark, such as a vowel sign, has either the
    edges of its ink or no width at all.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """Of the font, in PDF points."""

    @property
    def pen(self) -> float:
        """By what glyphs are put in order from left to right.

        Where the pen was set down; of two glyphs set down at one place, the narrower one, such as
        an alef that takes no room beside its lam, is left of the other.
        """
        return self.x0 + (self.x1 - self.x0) / 8

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """Half way between top and bottom, from the top of the page."""
        return (self.top + self.bottom) / 2
