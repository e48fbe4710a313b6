"""Where a cell was found, what was found there, and the page's words around it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from curator.cli.passwords import asked
from curator.cli.plain.line import Line
from curator.cli.plain.seat import Seat
from curator.cli.plain.speech import said
from curator.errors import CuratorError, LockedError
from curator.language import _
from curator.sources import Box, Origin, PageText

AROUND = 1
"""How many lines of the page are said above the cell's, and how many beneath."""


def ink(seat: Seat, line: Line) -> None:
    """Say where a cell was found, the text as found, and what stands around it on its page."""
    column = seat.column_of(line)
    origins = seat.dataset.origins(seat.row_id, column)
    if not origins:
        seat.say(_("Put there by a person: it was found in no source."))
    for origin in origins:
        _say_origin(seat, origin)


def _say_origin(seat: Seat, origin: Origin) -> None:
    seat.say(_("from {place}").format(place=origin.place()))
    seat.say(_("found: {text}").format(text=said(origin.text)))
    if origin.raw is not None:
        seat.say(_("beneath: {text}").format(text=said(origin.raw)))
    if origin.flag:
        seat.say(_("doubtful: {flag}").format(flag=origin.flag))
    if origin.page is not None and origin.box is not None:
        _say_page(seat, origin, origin.page, origin.box)


def _say_page(seat: Seat, origin: Origin, number: int, box: Box) -> None:
    """Read the page out of the kept source, and say its lines around the cell."""
    try:
        with tempfile.TemporaryDirectory(prefix="curator-") as folder:
            source = seat.store.write_source(origin.source.sha256, Path(folder))
            page = _page(seat, origin.source.sha256, source, number)
    except CuratorError as error:  # the ink was said; only the page is missing
        seat.say(str(error))
        return
    for words in around(page, box):
        seat.say(words)


def _page(seat: Seat, sha256: str, source: Path, number: int) -> PageText:
    """Return a page; where the source is locked, at a terminal its password is asked for."""
    from extractors import page_text

    while True:
        try:
            return page_text(source, number, password=seat.passwords.get(sha256))
        except LockedError as error:
            password = asked(error)
            if password is None:
                raise
            seat.passwords[sha256] = password


def around(page: PageText, box: Box) -> list[str]:
    """Return the lines of a page where a box lies, and those next to them, from the top."""
    from screens.widgets.page_lines import lines_of

    lines = lines_of(page.words)
    inside = [place for place, line in enumerate(lines) if box[1] <= line.middle <= box[3]]
    if not inside:
        return []
    wanted = range(max(inside[0] - AROUND, 0), min(inside[-1] + AROUND + 1, len(lines)))
    said_lines = []
    for place in wanted:
        text = " ".join(in_reading_order([word.text for word in lines[place].words]))
        template = _("this line: {text}") if place in inside else _("next to it: {text}")
        said_lines.append(template.format(text=text))
    return said_lines


def in_reading_order(words: Sequence[str]) -> list[str]:
    """Return a line's words, given from left to right, in the order in which they are read.

    The line runs the way of most of its words; words that follow on each other and run the other
    way are read their way.
    """
    from screens.widgets.scripts import runs_rtl

    ways = {word: (-1 if runs_rtl(word) else 1) * any(map(str.isalpha, word)) for word in words}
    base = -1 if sum(ways[word] for word in words) < 0 else 1
    ordered: list[str] = []
    for against, run in groupby(words[::base], key=lambda word: ways[word] == -base):
        read = [*run]
        ordered += read[::-1] if against else read
    return ordered
