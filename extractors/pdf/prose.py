"""Running text, captions and notes: what stands around tables and is none."""

from __future__ import annotations

import re

from extractors.pdf.lines import Line
from extractors.pdf.numerals import is_figure

LONG_SEGMENT = 7
"""Words: so many without a wide gap between them are part of a sentence."""
MIDDLING_SEGMENT, WIDE = 5, 0.36
"""Words, and the share of the page's width that they must take."""
MOSTLY = 0.7
"""Of a line's words: so many in such segments make it running text."""
BESIDE, FEW = 0.13, 8
"""A gap of so much of the page between two segments, the first of few words: a list of terms."""
LONGEST = 110
"""Characters: what is longer, alone in its row, is a note or a paragraph."""

_NAMES = (
    "table|tableau|tabla|tabela|tabelle|tab|cuadro|quadro|figure|figura|fig|chart|gráfico|graph"
    "|exhibit|annex|anexo|annexe|appendix|box|جدول|نمودار|شکل|پیوست|الجدول|الشكل|טבלה|לוח"
)
_NOTES = "sources?|notes?|fuentes?|notas?|fontes?|quelle|منبع|مأخذ|ماخذ|یادداشت|توضیح|المصدر|ملاحظة|מקור|הערה"
_CAPTION = re.compile(rf"(?:{_NAMES}|{_NOTES})\b[\s.:]*", re.IGNORECASE)
_NOTE = re.compile(rf"(?:{_NOTES})\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\*|†|‡|\(?[0-9a-z]\)? [A-Z]")


def is_caption(text: str) -> bool:
    """Whether a text begins as what stands above or below a table does: "Table 3", "Source:"."""
    return bool(_CAPTION.match(text))


def is_note(text: str) -> bool:
    """Whether a text begins as what stands below a table does."""
    return bool(_NOTE.match(text) or _FOOTNOTE.match(text))


def is_prose(line: Line, width: float) -> bool:
    """Whether a line is running text, perhaps in several columns of the page.

    Args:
        width: the page's.
    """
    segments = line.segments
    if (
        len(segments) == 2
        and segments[1].x0 - segments[0].x1 > BESIDE * width
        and len(segments[0].words) <= FEW
    ):
        return False
    long = sum(
        len(segment.words)
        for segment in segments
        if len(segment.words) >= LONG_SEGMENT
        or (len(segment.words) >= MIDDLING_SEGMENT and segment.width > WIDE * width)
    )
    count = sum(len(segment.words) for segment in segments)
    return long >= MOSTLY * count and not any(is_figure(one.text) for one in segments[1:])
