"""The title above a table and the notes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pdf.ink import PageInk, Region, Word
from extractors.pdf.lines import Line, cut_lines, text_lines
from extractors.pdf.prose import is_caption, is_note
from extractors.pdf.texts import line_text

REACH = 36.0
"""Points from a table within which its title ends, or its notes begin."""
HEAD = 0.15
"""Running titles stand in this part of a page."""
LEADING = 1.2
"""Of the text's height: lines of one title or note are no farther apart."""
LONGEST_TITLE, LONGEST_NOTE = 160, 600
"""Characters; what is longer is running text."""
MOST_LINES = 6
WHOLE = 1000.0
"""Gaps are no matter here: a line is one piece."""

_ENDS = (".", ",", ";", ":")


def title_and_notes(
    page: PageInk, region: Region, above: float, below: float
) -> tuple[str | None, str | None]:
    """Return what names a table and what explains it, None where nothing does.

    Args:
        above: where the nearest table above ends; nothing higher is looked at.
        below: where the nearest table below begins.
    """
    words = [word for word in page.words if not word.turned]
    over = [w for w in words if max(above, region.top - 3 * REACH) <= w.y < region.top]
    under = [w for w in words if region.bottom < w.y <= min(below, region.bottom + 6 * REACH)]
    return (
        _title(_lines(over, region), region, page),
        _notes(_lines(under, region), region, page),
    )


def head_lines(page: PageInk) -> list[str]:
    """Return the lines at the head of a page, where a running title would stand."""
    words = [word for word in page.words if not word.turned and word.y < HEAD * page.height]
    return [_text(line, page) for line in cut_lines(text_lines(words), (), WHOLE)]


def _lines(words: Sequence[Word], region: Region) -> list[Line]:
    """Return the lines that stand over or under a table at least in part."""
    lines = cut_lines(text_lines(words), (), WHOLE)
    return [line for line in lines if line.x1 > region.x0 and line.x0 < region.x1]


def _title(lines: Sequence[Line], region: Region, page: PageInk) -> str | None:
    """Return the caption that ends near the table, or a short line that stands alone above it."""
    near = [line for line in lines if region.top - line.bottom <= REACH]
    texts = [_text(line, page) for line in lines]
    for number in range(len(lines) - 1, len(lines) - 1 - MOST_LINES, -1):
        if number < 0 or (
            number < len(lines) - 1 and not _adjoin(lines[number], lines[number + 1])
        ):
            break
        if is_caption(texts[number]) and not is_note(texts[number]):
            title = " ".join(texts[number:])
            return title if near and len(title) <= LONGEST_TITLE else None
    if near and _stands_alone(texts[-1], lines, region):
        return texts[-1]
    return None


def _stands_alone(text: str, lines: Sequence[Line], region: Region) -> bool:
    line = lines[-1]
    if len(text) > LONGEST_TITLE or text.endswith(_ENDS) or not re.search(r"[^\W\d_]", text):
        return False
    if region.top - line.bottom > 1.5 * line.height:
        return False
    return len(lines) < 2 or line.top - lines[-2].bottom > 0.6 * line.height


def _notes(lines: Sequence[Line], region: Region, page: PageInk) -> str | None:
    """Return the lines that begin near the table as notes do, and those that go on with them."""
    found: list[str] = []
    for number, line in enumerate(lines):
        apart = line.top - (lines[number - 1].bottom if number else region.bottom)
        text = _text(line, page)
        begins = is_note(text) and not (is_caption(text) and not is_note(text))
        if apart > (REACH if begins else LEADING * line.height):
            break
        if begins:
            found.append(text)
        elif found:
            found[-1] += f" {text}"
        else:
            break
    notes = "\n".join(found)
    return notes if notes and len(notes) <= LONGEST_NOTE else None


def _adjoin(above: Line, below: Line) -> bool:
    return below.top - above.bottom <= LEADING * below.height


def _text(line: Line, page: PageInk) -> str:
    return line_text(line.words, page.glyphs)
