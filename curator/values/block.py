"""Blocks of cells as the text that spreadsheets exchange: tabs between cells, a line a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from curator.tables import Value
from curator.values.number import plain

Block = tuple[tuple[str | None, ...], ...]
"""Rows of one length; None is a blank cell."""

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'[\t\r\n]|\A"')


def block_text(rows: Iterable[Sequence[Value]]) -> str:
    """Return cells as text, numbers plainly; a cell with a tab or a line break is quoted.

    Each row ends with a line break, unless there is only one.
    """
    lines = ["\t".join(map(_written, row)) for row in rows]
    return lines[0] if len(lines) == 1 else "".join(f"{line}\n" for line in lines)


def read_block(text: str) -> Block:
    """Return the cells in a text that a spreadsheet or `block_text` wrote.

    A quotation mark at a cell's beginning counts only if another one stands at its end. Shorter
    rows are filled up with blanks.
    """
    rows: list[list[str | None]] = [[]]
    place = 0
    while True:
        found = _CELL.match(text, place)
        assert found is not None, "the second alternative matches nothing, too"
        quoted, bare = found.groups()
        rows[-1].append((bare if quoted is None else quoted.replace('""', '"')) or None)
        place = found.end()
        if place < len(text) and text[place] == "\t":
            place += 1
        elif (end := _END.match(text, place)) and end.end() < len(text):
            rows.append([])
            place = end.end()
        else:
            break
    width = max(map(len, rows))
    return tuple((*row, *[None] * (width - len(row))) for row in rows)


def _written(value: Value) -> str:
    if value is None:
        return ""
    text = plain(value)
    if not _QUOTED.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
