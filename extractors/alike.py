"""Which tables of several files have the same columns, and so belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curator.operations import spread
from curator.values import column_names, level_rows
from extractors.spool import Found
from extractors.together import Piece, Together

SHARED = 0.5
"""Forms are of one kind if they share this part of the terms of the longer one."""


def put_together(
    files: Sequence[Sequence[Found]], name: str
) -> tuple[list[Together], list[tuple[int, int]]]:
    """Put tables of the same columns together.

    Args:
        files: the tables of each file, in order.
        name: what the group is called.

    Returns:
        The wholes, each of tables of at least two files, and (file, table), from 0, of the tables
        that have no like in another file.
    """
    kinds: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for file, tables in enumerate(files):
        for number, found in enumerate(tables):
            if not found.head.hidden:
                kinds.setdefault(_kind(files, kinds, file, number), []).append((file, number))
    alike = [known for known in kinds.values() if len({file for file, _number in known}) > 1]
    alone = [known for one in kinds.values() if one not in alike for known in one]
    wholes = []
    for known in alike:
        numbered = [(files[file][number], number + 1) for file, number in known]
        title = numbered[0][0].head.title or numbered[0][0].head.sheet
        wish = name if len(alike) == 1 or not title else f"{name} {title}"
        wholes.append(_whole(numbered, wish))
    return wholes, sorted(alone)


def names_of(found: Found) -> list[str]:
    """Return the names that a table's columns would have, a form's terms for a form's."""
    head = found.head
    if head.form:
        terms = [[row[0] for row in found.window(0, found.row_count)]]
        return [name for name, _title in column_names(terms, found.row_count)]
    header = list(enumerate(found.window(0, head.header_count)))
    wide = [(span.row, span.column, span.width) for span in head.spans if span.width > 1]
    rows = level_rows(head.levels) or spread(header, wide)
    return [name for name, _title in column_names(rows, head.column_count)]


def _kind(
    files: Sequence[Sequence[Found]],
    kinds: Mapping[tuple[object, ...], Sequence[tuple[int, int]]],
    file: int,
    number: int,
) -> tuple[object, ...]:
    """Return what all tables have in common that belong together.

    The second of two such tables of one file belongs with the second of another.
    """
    found = files[file][number]
    names = _folded(names_of(found))
    if not found.head.form:
        key: tuple[object, ...] = (*names, None if found.head.header_count else found.head.sheet)
        alike: list[tuple[object, ...]] = [("table", nth, key) for nth in range(number + 1)]
    else:
        alike = [
            kind
            for kind, known in kinds.items()
            if kind[0] == "form" and _share(names, files[known[0][0]][known[0][1]])
        ]
        alike += [("form", nth, names) for nth in range(number + 1)]
    return next(
        kind for kind in alike if all(known != file for known, _number in kinds.get(kind, ()))
    )


def _share(names: Sequence[str], other: Found) -> bool:
    theirs = set(_folded(names_of(other)))
    return len(theirs & set(names)) >= SHARED * max(len(theirs), len(names))


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)


def _whole(tables: Sequence[tuple[Found, int]], name: str) -> Together:
    """Put tables together whose columns are the same, or forms that share most terms."""
    names: dict[str, str] = {}
    for found, _number in tables:
        for one in names_of(found):
            names.setdefault(_folded([one])[0], one)
    places = {one: place for place, one in enumerate(names, 1)}
    pieces = [
        Piece(found, number, tuple(places[one] for one in _folded(names_of(found))))
        for found, number in tables
    ]
    return Together.of(pieces, list(names.values()), name)
