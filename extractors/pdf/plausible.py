"""Whether what was read in a region looks like a table after all, or like a chart."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from extractors.pdf.numerals import is_figure, number
from extractors.pdf.table_cells import Cells, text_of

BELOW = 3.0
"""Points by which a turned text reaches below the first row if it is none of its headings."""
STEPS = 4
"""A scale has so many marks at least."""
EVEN = 0.6
"""Of its steps: so many are of one size; two charts above each other break one."""
SPARSE = 0.30
"""Of the places: a table without rulings fills more."""
BARE = 0.5
"""Of the places beside a scale's marks: fewer hold figures."""


def is_plausible(cells: Cells, is_ruled: bool) -> bool:
    """Whether what was read looks like a table after all."""
    if len(cells.rows) < 2 or cells.width < 2 or _has_scale(cells):
        return False
    if is_ruled:
        return True
    texts = cells.texts
    sparse = len(texts) < SPARSE * len(cells.rows) * cells.width
    if sparse or _has_axis(cells) or (len(cells.rows) < 3 and cells.width > 6):
        return False
    return sum(len(text) == 1 and text.isalpha() for text in texts) <= 0.12 * len(texts)


def _has_axis(cells: Cells) -> bool:
    """Whether a turned text, such as the name of a chart's axis, stands beside several rows."""
    below = cells.row_edges[1] + BELOW
    return any(
        word.turned and word.bottom > below for row in cells.rows for cell in row for word in cell
    )


def _has_scale(cells: Cells) -> bool:
    """Whether the first column counts down in even steps, as the axis of a chart does."""
    marks = [(number(text_of(row[0][:1])), row) for row in cells.rows if row[0]]
    scale = [(mark, row) for mark, row in marks if mark is not None]
    if len(scale) < STEPS:
        return False
    steps = Counter(round(above - below, 6) for (above, _), (below, _) in pairwise(scale))
    step, count = steps.most_common(1)[0]
    if step <= 0 or count < EVEN * (len(scale) - 1):
        return False
    beside = [text_of(cell) for _mark, row in scale for cell in row[1:]]
    return sum(map(is_figure, filter(None, beside))) < BARE * len(beside)
