"""What stands between the values in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable

from curator.errors import OperationError
from curator.language import _
from curator.values import trimmed

_LINES = re.compile(r"\r\n|[\n\r\u2028\u2029]")


def separator(written: str) -> str:
    r"""Return a separator as it is meant: ``\n`` is a line break, ``\t`` a tab."""
    return written.replace(r"\n", "\n").replace(r"\t", "\t")


def splitter(written: str) -> Callable[[str], list[str | None]]:
    """Return what takes a cell's text apart: each value trimmed, nothing between two is a blank.

    Separators at the end, after which nothing stands, are not counted.

    Raises:
        OperationError: there is no separator.
    """
    mark = separator(written)
    if not mark:
        raise OperationError(_("Give the separator that stands between the values."))

    def split(text: str) -> list[str | None]:
        found = _LINES.split(text) if mark == "\n" else text.split(mark)
        parts = [trimmed(part) for part in found]
        while len(parts) > 1 and parts[-1] is None:
            parts.pop()
        return parts

    return split
