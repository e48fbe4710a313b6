"""The words of a page, by PDFium, with as few calls to it as will do."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from curator.sources import Box
from extractors.pdf.ink import Word
from extractors.pdf.logical import holds_right_to_left
from extractors.pdf.running import Running

LINE = 0.6
"""Of its height: a letter that stands lower or higher than that is not on the line."""
APART = 0.6
"""Of its height: a gap between letters that is wider ends a word."""
WIDEST = 1.3
"""Of its height: no letter is wider on the average, so a word that is wider hides a gap."""
TURNED = 0.6
"""A word is turned if so many of its letters stand apart from the one before."""

ROOM = 0.1
"""Of its height: a space is wider."""

_WORD = re.compile("[^\\s\x00\x02\ufffe]+[\x02\ufffe]?")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
"""PDFium writes these for a hyphen at the end of a line."""

Turn = Callable[[float, float, float, float], Box]
Boxes = Callable[[int], Box]


def page_words(letters: str, text_page: Any, turn: Turn, width: float, height: float) -> list[Word]:
    """Return the words that are seen on the page, in the file's order.

    Args:
        letters: the page's, as `page_letters` tells them.
        text_page: PDFium's FPDF_TEXTPAGE.
        turn: takes a box from PDF space to the page as it is shown.
    """
    boxes = _boxes(text_page, turn)
    found = (
        word
        for match in _WORD.finditer(letters)
        for word in _words(match.group().translate(_HYPHENS), match.start(), boxes)
    )
    seen = _seen(found, width, height)
    return _without_added_spaces(seen) if holds_right_to_left(letters) else seen


def page_letters(text_page: Any) -> str:
    """Return all characters of a text page, one for each that PDFium counts."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    letters = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(letters) == count:
        return letters
    codes = (raw.FPDFText_GetUnicode(text_page, place) for place in range(count))
    return "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)


def _boxes(text_page: Any, turn: Turn) -> Boxes:
    from pypdfium2 import raw

    found = raw.FS_RECTF()
    to = ctypes.byref(found)
    ask = raw.FPDFText_GetLooseCharBox

    def box(place: int) -> Box:
        ask(text_page, place, to)
        return turn(found.left, found.bottom, found.right, found.top)

    return box


def _words(text: str, start: int, boxes: Boxes) -> Iterator[Word]:
    """Yield the words in letters without white space; only doubtful ones are looked at one by one."""
    count = len(text)
    first = boxes(start)
    last = boxes(start + count - 1) if count > 1 else first
    height = first[3] - first[1]
    level = abs(first[1] - last[1]) <= LINE * height
    if level and last[2] >= first[0] and not holds_right_to_left(text):
        if count > 1 and last[2] - first[0] > count * WIDEST * height:
            letters = [boxes(start + place) for place in range(count)]
            yield from _cut(text, letters, _is_close)
        else:
            top, bottom = min(first[1], last[1]), max(first[3], last[3])
            yield Word(first[0], top, last[2], bottom, text)
        return
    letters = [boxes(start + place) for place in range(count)]
    pieces = list(_cut(text, letters, _is_beside))
    if len(pieces) >= 2 and len(pieces) >= TURNED * count:
        yield _turned(text, letters)
    else:
        yield from pieces


def _turned(text: str, letters: Sequence[Box]) -> Word:
    """Return a word whose letters stand one above the other."""
    (whole,) = _cut(text, letters, lambda one, other: True)
    upwards = letters[-1][1] < letters[0][1]
    return whole._replace(running=Running.UP if upwards else Running.DOWN)


def _cut(text: str, letters: Sequence[Box], goes_on: Callable[[Box, Box], bool]) -> Iterator[Word]:
    start = 0
    for end in range(1, len(letters) + 1):
        if end == len(letters) or not goes_on(letters[end - 1], letters[end]):
            run = letters[start:end]
            yield Word(
                min(box[0] for box in run),
                min(box[1] for box in run),
                max(box[2] for box in run),
                max(box[3] for box in run),
                text[start:end],
            )
            start = end


def _is_close(one: Box, other: Box) -> bool:
    return other[0] - one[2] <= APART * (one[3] - one[1])


def _is_beside(one: Box, other: Box) -> bool:
    """Whether a letter is level with the one before and behind it, to the right or to the left."""
    size = one[3] - one[1]
    gap = max(other[0] - one[2], one[0] - other[2])
    return abs(one[1] - other[1]) <= LINE * size and gap <= APART * size


def _without_added_spaces(words: Sequence[Word]) -> list[Word]:
    """Join words between which PDFium put a space where there is no room for one.

    It does so in lines from right to left, on some pages after every letter.
    """
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else None
        if last is not None and _touch(last, word):
            whole[-1] = last._replace(
                x0=min(last.x0, word.x0),
                top=min(last.top, word.top),
                x1=max(last.x1, word.x1),
                bottom=max(last.bottom, word.bottom),
                text=last.text + word.text,
            )
        else:
            whole.append(word)
    return whole


def _touch(one: Word, other: Word) -> bool:
    """Whether two words from right to left stand as close as the letters of one."""
    if not (holds_right_to_left(one.text) and holds_right_to_left(other.text)):
        return False
    gap = max(other.x0 - one.x1, one.x0 - other.x1)
    level = abs(one.top - other.top) <= LINE * one.size
    return level and one.running is other.running and abs(gap) <= ROOM * one.size


def _seen(words: Iterator[Word], width: float, height: float) -> list[Word]:
    """Leave out what lies off the page, and what is printed twice over to look bold."""
    printed = set()
    seen = []
    for word in words:
        if word.x1 <= 0 or word.x0 >= width or word.bottom <= 0 or word.top >= height:
            continue
        place = (word.text, round(word.x0 / 2), round(word.top / 2))
        if word.x1 > word.x0 and place not in printed:
            printed.add(place)
            seen.append(word)
    return seen
