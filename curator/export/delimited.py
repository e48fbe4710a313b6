"""CSV: UTF-8, RFC 4180 quoting, CRLF, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from curator.errors import ExportError
from curator.export.base import Exporter, Written
from curator.export.names import safe_name
from curator.export.safe_folder import SafeFolder
from curator.language import _
from curator.tables import Progress, Value
from curator.values import ESCAPE, escaped, plain
from curator.views import View

_LOT = 4096


class _Lines(Protocol):
    """What `csv.writer` makes."""

    def writerows(self, rows: Iterable[Iterable[Any]], /) -> None:
        """Write lines."""


@dataclass(frozen=True)
class Delimited(Exporter):
    """One CSV file: a line with the columns' names, then a line a row."""

    name = "csv"

    bom: bool = field(
        default=False,
        metadata={
            "help": _("begin with a byte-order mark, for Excel"),
            "why": _("Without it Excel shows ñ, ک and क as gibberish; others do not need it."),
        },
    )
    delimiter: str = field(
        default=",",
        metadata={
            "help": _("what separates the cells"),
            "why": _("Comma is standard; Excel in Spanish wants ;"),
            "choices": {",": _("comma"), ";": _("semicolon"), "\t": _("tab")},
        },
    )
    escape: bool = field(
        default=True,
        metadata={
            "help": _("make formulas in the text harmless"),
            "why": _("Text such as =cmd(…) would run in a spreadsheet; it gets a leading '."),
        },
    )

    def write(self, view: View, folder: SafeFolder, progress: Progress) -> Written:
        """Write `<dataset>.csv`; cells are the dataset's own text, blanks are empty."""
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise ExportError(
                _("{delimiter!r} cannot separate cells; give one character.").format(
                    delimiter=self.delimiter
                )
            )
        name = safe_name(view.dataset) + ".csv"
        count = 0
        with folder.file(name) as file:
            text = io.TextIOWrapper(
                file, encoding="utf-8-sig" if self.bom else "utf-8", newline="", write_through=True
            )
            writer = csv.writer(text, delimiter=self.delimiter)
            header = [column.name for column in view.columns]
            count += self._row(writer, header)
            for first in range(0, view.row_count, _LOT):
                rows = view.window(first, _LOT)
                count += self._rows(writer, (row.cells for row in rows))
                progress(first + len(rows), view.row_count)
            text.detach()
        return Written([name], self._details(count))

    def _row(self, writer: _Lines, cells: Iterable[Value]) -> int:
        return self._rows(writer, [tuple(cells)])

    def _rows(self, writer: _Lines, rows: Iterable[tuple[Value, ...]]) -> int:
        """Write rows, floats in plain decimal, and return how many cells were escaped."""
        safe = []
        count = 0
        for cells in rows:
            risky = [
                place
                for place, cell in enumerate(cells)
                if (
                    self.escape and cell[0] in "=@\t\r+-'"
                    if isinstance(cell, str)
                    else isinstance(cell, float)
                )
            ]
            if risky:
                changed = list(cells)
                for place in risky:
                    cell = cells[place]
                    changed[place] = escaped(cell) if isinstance(cell, str) else plain(cell or 0.0)
                    count += isinstance(cell, str) and changed[place] != cell
                safe.append(tuple(changed))
            else:
                safe.append(cells)
        writer.writerows(safe)
        return count

    def _details(self, count: int) -> dict[str, object]:
        return {
            "encoding": "utf-8",
            "dialect": {
                "delimiter": self.delimiter,
                "lineTerminator": "\r\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "header": True,
            },
            "byteOrderMark": self.bom,
            "escape": ESCAPE if self.escape else None,
            "escaped_cells": count,
        }
