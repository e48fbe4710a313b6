"""CSV: UTF-8, RFC 4180 quoting, CRLF, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import dataclass, field

from curator.errors import ExportError
from curator.export.base import Exporter, Written
from curator.export.names import stem
from curator.export.parts import LARGEST, Parts
from curator.export.rendering import Rendering
from curator.export.safe_folder import SafeFolder
from curator.language import _
from curator.tables import Progress
from curator.values import ESCAPE
from curator.views import View

_LOT_ROWS = 4096
_LOT_CELLS = 200_000
"""A lot ends at whichever comes first."""


@dataclass(frozen=True)
class Delimited(Exporter):
    """A CSV file: a line with the columns' names, then a line a row; large ones in parts."""

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
    part_size: int | None = field(
        default=LARGEST,
        metadata={
            "help": _("the largest file"),
            "why": _("FAT takes no file of 4 GiB; what is larger comes in numbered parts."),
            "choices": {
                LARGEST: _("4 GiB"),
                1_000_000_000: _("1 GB"),
                100_000_000: _("100 MB"),
                None: _("no limit"),
            },
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
        rendering = Rendering(self.delimiter, self.escape)
        header = rendering.cells([[column.name for column in view.columns]])
        head = header.text.encode("utf-8-sig" if self.bom else "utf-8")
        size = max(1, min(_LOT_ROWS, _LOT_CELLS // len(view.columns)))
        count = header.escaped
        with Parts(folder, stem(view.dataset), ".csv", head, self.part_size) as parts:
            for first in range(0, view.row_count, size):
                lines = view.lines(first, size)
                if lines is None:
                    lot = rendering.cells(row.cells for row in view.window(first, size))
                else:
                    lot = rendering.lines(lines)
                parts.write(lot)
                count += lot.escaped
                progress(first + lot.rows, view.row_count)
        told = parts.told()
        return Written(len(told), count, self._details() | {"escaped_cells": count, "parts": told})

    def _details(self) -> dict[str, object]:
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
        }
