"""Where on a page tables are."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.pdf.blocks import Block, blocks, ruled_between
from extractors.pdf.grids import LEAST_ACROSS, LEAST_DOWN, grids
from extractors.pdf.ink import PageInk, Region, Rule
from extractors.pdf.lines import Line, cut_lines, text_lines
from extractors.pdf.prose import is_caption, is_prose

FEWEST_WORDS = 6
"""A page of fewer words has no table but a ruled one."""
GAP = 1.0
"""Of the text's height: the gap between two segments where tables are looked for."""
NARROW = 0.25
"""Of its height: a word that is narrower is a mark, not text."""
ABSORBED = 0.1
"""Two regions that share more than this are one table."""
HEADING_LINES = 8
"""A heading has no more lines."""


def regions(page: PageInk) -> list[Region]:
    """Return the regions in which tables stand, from the top."""
    words = [word for word in page.words if not word.turned]
    ruled = grids(page, words)
    if len(words) < FEWEST_WORDS:
        return sorted(ruled, key=_from_the_top)
    words = [word for word in words if not any(grid.holds(word) for grid in ruled)]
    words = [
        word for word in words if word.x1 - word.x0 >= NARROW * word.size or len(word.text) == 1
    ]
    across = [rule for rule in page.across if rule.length > LEAST_ACROSS]
    down = [rule for rule in page.down if rule.length > LEAST_DOWN]
    lines = cut_lines(text_lines(words), down, GAP)
    if not lines:
        return sorted(ruled, key=_from_the_top)
    found = list(ruled)
    for block in blocks(lines, across, ruled, page.width):
        _take(found, _with_heading(block, lines, across, ruled, page.width))
    return sorted(found, key=_from_the_top)


def _from_the_top(region: Region) -> tuple[float, float]:
    return region.top, region.x0


def _take(found: list[Region], region: Region) -> None:
    """Add a region; those of which it shares a part grow by it instead."""
    touched = [place for place, other in enumerate(found) if other.shared(region) > ABSORBED]
    for place in touched:
        found[place] = found[place].joined(region)
    if not touched:
        found.append(region)


def _with_heading(
    block: Block,
    lines: Sequence[Line],
    across: Sequence[Rule],
    grids: Sequence[Region],
    width: float,
) -> Region:
    """Return a block's region with the lines above that head its columns."""
    height = median(line.height for line in lines)
    first = next(place for place, line in enumerate(lines) if line is block.lines[0])
    top, taken = block.top, list(block.lines)
    for line in reversed(lines[max(first - HEADING_LINES, 0) : first]):
        if any(grid.covers(line.region) for grid in grids):
            break
        if not _heads(line, block, top, len(taken) - len(block.lines), across, width, height):
            break
        top = line.top
        taken.append(line)
    x0, x1 = min(line.x0 for line in taken), max(line.x1 for line in taken)
    return Region(x0 - 1, top - 1, x1 + 1, block.end + 1)


def _heads(
    line: Line,
    block: Block,
    top: float,
    taken: int,
    across: Sequence[Rule],
    width: float,
    height: float,
) -> bool:
    """Whether the line above `top` belongs to the heading of a block.

    Args:
        taken: how many lines of the heading there are already.
        width: the page's.
        height: of the page's text.
    """
    out = 0.1 * block.width + 3
    sticks_out = line.x0 < block.x0 - out or line.x1 > block.x1 + out
    alone = len(line.segments) == 1
    first = line.segments[0]
    gap = top - line.bottom
    if (alone and (sticks_out or is_caption(first.text))) or gap > 2.2 * height:
        return False
    prose = is_prose(line, width)
    if not alone and not prose and gap < 1.5 * height:
        return True
    below = ruled_between(across, line.bottom - 2, top + 3, block.x0, block.x1)
    if below:
        above = ruled_between(across, line.top - 2.6 * height, line.top + 2, block.x0, block.x1)
        if above and gap < 1.5 * height:
            return True
    return (
        taken < 3
        and first.x0 > block.x0 + 0.22 * block.width
        and gap < 0.9 * height
        and len(first.words) <= 8
        and not prose
    )
