"""How the records of a text table are written, and how a line is cut by it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extractors.dialect.fixed_width import FixedWidth

BLANKS = "blanks"
"""The delimiter of fields that one or more blanks part."""
GAPS = "gaps"
"""The delimiter of fields that two or more blanks part; one blank is part of a field."""

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", GAPS: GAPS, BLANKS: BLANKS}
"""Names for what may stand between fields."""

_PARTS = {BLANKS: re.compile(r"[ \t]+"), GAPS: re.compile(r"[ \t]{2,}|\t")}


@dataclass(frozen=True)
class Dialect:
    """What parts, quotes and escapes the fields of a text table."""

    delimiter: str = ","
    """One character, BLANKS or GAPS."""
    quote: str = '"'
    """What stands around fields, "" where nothing does."""
    escape: str = ""
    """What stands before a quotation mark within quotation marks, "" if it is doubled."""
    fixed_width: FixedWidth | None = None
    """Where the columns begin, in a table of fixed width; there is then no delimiter."""

    @property
    def is_by_character(self) -> bool:
        """Whether one character parts the fields, as csv.reader wants it."""
        return self.fixed_width is None and self.delimiter not in _PARTS

    def options(self) -> dict[str, Any]:
        """Return what csv.reader is told."""
        if not self.quote:
            return {"delimiter": self.delimiter, "quoting": csv.QUOTE_NONE, "quotechar": None}
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "doublequote": not self.escape,
            "escapechar": self.escape or None,
            "strict": False,
        }

    def records(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Yield the records of `lines`, which keep their line ends; a blank line has no fields."""
        if self.fixed_width is not None:
            return map(self.fixed_width.cut, lines)
        if self.delimiter in _PARTS:
            return map(self._parted, lines)
        return csv.reader(lines, **self.options())

    def _parted(self, line: str) -> list[str]:
        text = line.strip()
        return _PARTS[self.delimiter].split(text) if text else []
