"""Names of columns, made from header rows, and of datasets, made from file names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from curator.tables import Value
from curator.values.text import collapsed, stored

LEVELS = " / "
"""What joins the levels of a header of several rows."""


def column_names(header: Sequence[Sequence[Value]], count: int) -> list[tuple[str, str]]:
    """Return (name, title) for each of `count` columns.

    Args:
        header: the header rows, topmost first, each with a value a column.

    The title is the header's text as found, a line a level. The name is the same on one line,
    levels joined by " / " and a level that repeats the one above left out. A blank header gives
    `column_3`; a name that is taken, whatever the case, gets `_2`, `_3`, ….
    """
    taken: set[str] = set()
    names = []
    for place in range(count):
        levels = [str(row[place]) for row in header if place < len(row) and row[place] is not None]
        distinct = [
            level
            for number, level in enumerate(levels)
            if not number or level != levels[number - 1]
        ]
        words = [word for level in distinct if (word := collapsed(level))]
        name = _free(LEVELS.join(words) or f"column_{place + 1}", taken)
        taken.add(name.casefold())
        names.append((name, "\n".join(distinct)))
    return names


def level_rows(levels: Sequence[Sequence[str]]) -> list[list[Value]]:
    """Return header rows in which each column has its `levels`, the topmost first."""
    depth = max(map(len, levels), default=0)
    return [[one[row] if row < len(one) else None for one in levels] for row in range(depth)]


def dataset_name(wish: str, taken: Collection[str]) -> str:
    """Return a name for a dataset: `wish` on one line, made unique among `taken`."""
    text = stored(collapsed(wish) or "") or ""
    name = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', "-", text).strip(" .-")
    return _free(name or "table", {known.casefold() for known in taken}, "-")


def _free(name: str, taken: Collection[str], mark: str = "_") -> str:
    if name.casefold() not in taken:
        return name
    number = 2
    while f"{name}{mark}{number}".casefold() in taken:
        number += 1
    return f"{name}{mark}{number}"
