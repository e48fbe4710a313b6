"""Arabic and Hebrew script in reading order, from the order in which a page shows it.

A PDF places glyphs; read from left to right, a Persian word comes out backwards. The Unicode
bidirectional algorithm (UAX #9) that would have laid the line out is, line by line, its own
inverse but for rare mixtures.
"""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_BRACKET = re.compile(r"[()\[\]{}«»]")


def logical(text: str) -> str:
    """Return `text`, whose lines run from left to right as shown, in the order of reading.

    Lines without a letter that is written from right to left stay as they are. Letters that the
    PDF names by their shape become the letters themselves.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    from bidi import get_display

    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        return line
    turned = str(get_display(line, base_dir="R"))
    first = _BRACKET.search(turned)
    if first is not None and first[0] in ")]}»":  # some programs mirror brackets, some do not
        turned = turned.translate(_MIRRORED)
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), turned)
