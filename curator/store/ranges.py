"""Ranges of row ids: pairs of the lowest and the highest, both included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def without(
    ranges: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what is in `ranges` and not in `others`; both are sorted and none overlap."""
    place = 0
    for lo, hi in ranges:
        while place < len(others) and others[place][1] < lo:
            place += 1
        after = place
        while after < len(others) and others[after][0] <= hi:
            low, high = others[after]
            if low > lo:
                yield lo, low - 1
            lo = high + 1
            after += 1
        if lo <= hi:
            yield lo, hi
