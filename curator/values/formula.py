"""Text that a spreadsheet would run as a formula, and how it is made harmless and back."""

from __future__ import annotations

import re

from curator.values.number import is_number

ESCAPE = "apostrophe"
"""What an export's manifest calls this escape."""

_RUNS = re.compile(r"'*[=@\t\r+\-]")


def escaped(text: str) -> str:
    """Return `text` with one more leading apostrophe if a spreadsheet would run it.

    `=`, `@`, TAB and CR always count; `+` and `-` unless the text is a number. Text that has
    apostrophes before such a sign gets one more, so that `unescaped` always finds the way back.
    """
    if not _RUNS.match(text) or (text[0] in "+-" and is_number(text)):
        return text
    return f"'{text}"


def unescaped(text: str) -> str:
    """Return the text that `escaped` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
