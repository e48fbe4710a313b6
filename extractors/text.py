"""Characters that no store or terminal takes, made visible."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curator.sources import Mark

ESCAPED = "holds characters that cannot be stored; they are shown as escapes"
"""The flag of a cell in which `visible` changed something."""

_UNFIT = re.compile("[\x00\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return `text` with NUL and lone surrogates as escapes, such as "\x00" and "\udc81"."""
    return _UNFIT.sub(_escape, text)


def visible_rows(
    rows: Sequence[list[str | None]], first: int
) -> tuple[list[list[str | None]], list[Mark]]:
    """Return `rows` with `visible` text, and marks for the cells that it changed.

    Args:
        first: the position of the first of `rows` in its table.
    """
    fit: list[list[str | None]] = []
    marks: list[Mark] = []
    for number, row in enumerate(rows, first):
        text = "".join(filter(None, row))
        if ("\x00" not in text and text.isascii()) or not _UNFIT.search(text):
            fit.append(row)
            continue
        fit.append([cell and visible(cell) for cell in row])
        for place, (before, after) in enumerate(zip(row, fit[-1], strict=True)):
            if before != after:
                marks.append(Mark(number, place, flag=ESCAPED))
    return fit, marks


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
