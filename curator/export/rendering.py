"""Rows as the text of a CSV file: RFC 4180, CRLF, and what a spreadsheet would run made harmless."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.tables import Value
from curator.values import escaped, plain
from curator.views import PARTING

END = "\r\n"
"""Ends each line of the file."""
_SIGNS = "=@\t+-'"
_STARTS = f"{_SIGNS}\r"
"""What text that `escaped` changes begins with."""
_BEFORE = "\n" + PARTING
"""What stands before a cell in the text of a lot."""


@dataclass(frozen=True)
class Lot:
    """Some following rows of the file."""

    text: str
    rows: int
    escaped: int
    """How many cells were escaped."""
    pieces: Sequence[str] | None = None
    """The text a row; None where every CRLF in it ends a row."""

    def cut(self) -> Sequence[str]:
        """Return the text a row."""
        if self.pieces is not None:
            return self.pieces
        return [piece + END for piece in self.text.split(END)[:-1]]


class _Echo:
    """A file that hands back what `csv.writer` writes to it."""

    def write(self, text: str) -> str:
        return text


class Rendering:
    """Turns lots of rows into text, most of them without a look at single cells."""

    def __init__(self, delimiter: str, escape: bool) -> None:
        self._delimiter = delimiter
        self._escape = escape
        self._writer = csv.writer(_Echo(), delimiter=delimiter)
        self._quoted = re.compile(f'["\r\n{re.escape(delimiter)}]')
        number = rf"[0-9]+(?:\.[0-9]+)?[\r{PARTING}]"
        self._risky = re.compile(rf"[\n{PARTING}](?:[=@\t']|[+\-](?!{number}))")
        """Finds all that `escaped` would change in text without CR, and some more."""

    def lines(self, lines: Sequence[str]) -> Lot:
        """Return a lot of what `View.lines` returns."""
        text = END.join(lines) + END
        if self._is_plain(text, lines):
            return Lot(text.replace(PARTING, self._delimiter), len(lines), 0)
        pieces, count = [], 0
        for line in lines:
            if self._quoted.search(line) or PARTING not in line or self._runs(line + END):
                piece, changed = self._row(line.split(PARTING))
                count += changed
            else:
                piece = line.replace(PARTING, self._delimiter) + END
            pieces.append(piece)
        return Lot("".join(pieces), len(lines), count, pieces)

    def cells(self, rows: Iterable[Sequence[Value]]) -> Lot:
        """Return a lot of rows of cells."""
        pieces, count = [], 0
        for cells in rows:
            piece, changed = self._row(["" if cell is None else plain(cell) for cell in cells])
            pieces.append(piece)
            count += changed
        return Lot("".join(pieces), len(pieces), count, pieces)

    def _is_plain(self, text: str, lines: Sequence[str]) -> bool:
        """Whether no cell needs quotes or an apostrophe."""
        count = len(lines)
        return not (
            text.count("\r") != count
            or text.count("\n") != count
            or '"' in text
            or self._delimiter in text
            or any(PARTING not in line for line in lines[:1])  # a lone blank cell needs quotes
            or self._runs(text)
        )

    def _runs(self, text: str) -> bool:
        """Whether a spreadsheet might run a cell."""
        if not self._escape:
            return False
        text = f"\n{text}"  # no CR begins a cell here: see _is_plain and _quoted
        # two searches for a fixed text cost a fifth of what the expression does
        beginnings = (before + sign for sign in _SIGNS if sign in text for before in _BEFORE)
        return any(each in text for each in beginnings) and bool(self._risky.search(text))

    def _row(self, cells: list[str]) -> tuple[str, int]:
        """Return a row's text and how many of its cells were escaped."""
        count = 0
        if self._escape:
            for place, cell in enumerate(cells):
                if cell and cell[0] in _STARTS and (safe := escaped(cell)) != cell:
                    cells[place] = safe
                    count += 1
        return str(self._writer.writerow(cells)), count
