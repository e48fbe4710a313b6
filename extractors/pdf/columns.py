"""The columns of a table without a grid: the white valleys between what its lines hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extractors.pdf.ink import Region, Rule
from extractors.pdf.lines import Line, Segment
from extractors.pdf.prose import is_caption
from extractors.pdf.rulings import places

STEPS = 2
"""Places a point at which coverage is counted."""
CROSSING, FROM_LINES = 0.12, 5
"""The share of lines that may cross a valley, if there are so many lines."""
NARROWEST = 0.30
"""Of the text's height: how wide the clearest part of a valley is at least."""
SHORT = 0.25
"""Of the table's width: a line of one segment counts if it is no longer."""
TALL = 0.35
"""Of the table's height: rulings that go down so far make columns."""
TALL_ALONE = 0.4
"""The same where no line has several segments."""


def separators(lines: Sequence[Line], down: Sequence[Rule], region: Region) -> list[float]:
    """Return where one column ends and the next begins, from the left."""
    lines = [line for line in lines if not is_caption(line.segments[0].text)] or lines
    cut = [line for line in lines if len(line.segments) >= 2]
    if not cut:
        return _ruled(down, region, TALL_ALONE)
    short = [
        line
        for line in lines
        if len(line.segments) == 1 and line.segments[0].width < SHORT * region.width
    ]
    counted = cut + short
    cover = _cover([one for line in counted for one in line.segments], region)
    crossing = int(CROSSING * len(counted)) if len(counted) >= FROM_LINES else 0
    size = median(word.size for line in lines for word in line.words)
    ruled = _ruled(down, region, TALL)
    free = [
        (region.x0 + (start + end) / (2 * STEPS))
        for start, end in _valleys(cover, crossing, NARROWEST * size * STEPS)
        if not any(
            region.x0 + start / STEPS - 3 <= rule <= region.x0 + end / STEPS + 3 for rule in ruled
        )
    ]
    return sorted(free + ruled)


def _ruled(down: Sequence[Rule], region: Region, share: float) -> list[float]:
    tall = [
        rule.at
        for rule in down
        if rule.length > share * region.height and region.x0 + 2 < rule.at < region.x1 - 2
    ]
    return places(tall)


def _cover(segments: Sequence[Segment], region: Region) -> list[int]:
    """Return how many segments stand over each place."""
    count = int(region.width * STEPS) + 3
    steps = [0] * (count + 1)
    for one in segments:
        steps[max(0, int((one.x0 - region.x0) * STEPS))] += 1
        steps[min(count, int((one.x1 - region.x0) * STEPS) + 1)] -= 1
    cover, here = [], 0
    for step in steps[:count]:
        here += step
        cover.append(here)
    return cover


def _valleys(cover: Sequence[int], crossing: int, narrowest: float) -> Iterator[tuple[int, int]]:
    """Yield the clearest part of each valley between two columns, from place to place."""
    last = len(cover) - 1
    first = next((place for place, depth in enumerate(cover) if depth > crossing), last + 1)
    while last > 0 and cover[last] <= crossing:
        last -= 1
    place = first
    while place <= last:
        if cover[place] > crossing:
            place += 1
            continue
        end = place
        while end <= last and cover[end] <= crossing:
            end += 1
        start, stop = _clearest(cover, place, end)
        if stop - start >= narrowest or end - place >= 2 * narrowest:
            yield start, stop
        place = end


def _clearest(cover: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the longest stretch that the fewest cross."""
    least = min(cover[start:end])
    best = (start, start)
    place = start
    while place < end:
        if cover[place] > least:
            place += 1
            continue
        stop = place
        while stop < end and cover[stop] == least:
            stop += 1
        if stop - place > best[1] - best[0]:
            best = (place, stop)
        place = stop
    return best
