"""The line above a table, if it reads like the table's caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extractors.pdf.cells import inside, line_text

if TYPE_CHECKING:
    from pdfplumber.page import Page

REACH = 36.0
"""How far above the table a caption may end, in PDF points."""
HEAD = 0.15
"""Running titles stand in this part of a page."""
LONGEST = 160
"""Characters; a longer line is running text."""

_CAPTION = re.compile(
    r"(table|tab\.|tableau|tabela|tabla|cuadro|quadro|tabelle|figure|annex|جدول|نمودار|טבלה)\b",
    re.IGNORECASE,
)


def caption(page: Page, box: tuple[float, float, float, float], above: float) -> str | None:
    """Return the text of the line right above `box`, None if it is no caption.

    Args:
        above: where the nearest table above ends; nothing higher is looked at.
    """
    x0, top, x1, _ = box
    ceiling = max(above, top - REACH, page.bbox[1])
    if top - ceiling < 4:
        return None
    area = (page.bbox[0], ceiling, page.bbox[2], top)
    cropped = page.crop(area, strict=False)
    lines = cropped.extract_text_lines(return_chars=False)
    lines = [line for line in lines if line["x1"] > x0 and line["x0"] < x1 and line["text"].strip()]
    for number, line in enumerate(reversed(lines)):
        text = _read(cropped, line)
        if _CAPTION.match(text) and len(text) <= LONGEST:
            return str(text)
        if number == 0 and _stands_alone(line, lines, top):
            return str(text)
    return None


def head_lines(page: Page) -> list[str]:
    """Return the lines at the head of a page, where a running title would stand."""
    x0, top, x1, bottom = page.bbox
    area = (x0, top, x1, top + HEAD * (bottom - top))
    cropped = page.crop(area, strict=False)
    return [_read(cropped, line) for line in cropped.extract_text_lines(return_chars=False)]


def _read(page: Page, line: dict[str, Any]) -> str:
    edges = (line["x0"], line["top"], line["x1"] + 1, line["bottom"])
    return line_text(inside(page.chars, edges), line["text"].strip())


def _stands_alone(line: dict[str, Any], lines: list[dict[str, Any]], top: float) -> bool:
    """A short line near the table, not the end of a paragraph, is one."""
    text = line["text"].strip()
    height = line["bottom"] - line["top"]
    if len(text) > LONGEST or text.endswith((".", ",", ";")) or not re.search(r"[^\W\d_]", text):
        return False
    if top - line["bottom"] > 1.5 * height:
        return False
    return all(line["top"] - other["bottom"] > 0.6 * height for other in lines if other is not line)
