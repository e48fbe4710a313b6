"""Which way text runs on a page, and its boxes as if it ran to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from curator.sources import Box


class Running(Enum):
    """Where the baseline of upright letters points, as the page is shown."""

    RIGHT = "right"
    UP = "up"
    LEFT = "left"
    DOWN = "down"

    @classmethod
    def of(cls, right: float, down: float) -> Running:
        """Return the nearest of the four to a baseline that goes so far right and down."""
        if abs(right) >= abs(down):
            return cls.RIGHT if right >= 0 else cls.LEFT
        return cls.DOWN if down > 0 else cls.UP

    def levelled(self, box: Box) -> Box:
        """Return `box` on a page that is turned until the text runs to the right."""
        x0, top, x1, bottom = box
        if self is Running.UP:
            return -bottom, x0, -top, x1
        if self is Running.DOWN:
            return top, -x1, bottom, -x0
        if self is Running.LEFT:
            return -x1, -bottom, -x0, -top
        return box

    def shown(self, box: Box, width: float, height: float) -> Box:
        """Return a box of a levelled page, which is so large, as it lies on the page as shown."""
        x0, top, x1, bottom = box
        if self is Running.UP:
            return top, width - x1, bottom, width - x0
        if self is Running.DOWN:
            return height - bottom, x0, height - top, x1
        if self is Running.LEFT:
            return width - x1, height - bottom, width - x0, height - top
        return box


def most(runs: Iterable[Running]) -> Running:
    """Return the commonest of `runs`; to the right if there are none."""
    common = Counter(runs).most_common(1)
    return common[0][0] if common else Running.RIGHT
