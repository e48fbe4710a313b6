"""What a person drew on pages: a table's region, and where its columns and rows part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.errors import UnknownNameError
from curator.language import _, ngettext
from curator.sources import Box
from extractors.options import LAST_PAGE

ONE = "-"
"""What is written for separators where there are none: all is one column, or one row."""

_NUMBER = r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*"
_REGION = re.compile(rf"\s*(\d{{1,9}})\s*(?:[-–]\s*(\d{{1,9}})\s*)?:{','.join([_NUMBER] * 4)}")
_SEPARATORS = re.compile(rf"{_NUMBER}(?:,{_NUMBER})*")


@dataclass(frozen=True)
class Drawn:
    """A table's region on a run of pages, in PDF points from the top left of a page."""

    first: int
    """The first page of the run; 1 is the file's first."""
    last: int
    box: Box
    columns: tuple[float, ...] | None = None
    """Where one column ends and the next begins, from the left; None leaves it to be found."""
    rows: tuple[float, ...] | None = None
    """The same for rows, from the top."""

    def is_on(self, page: int) -> bool:
        """Whether it is drawn on a page."""
        return self.first <= page <= self.last

    def pages(self, count: int) -> range:
        """Return its pages in a file of `count`, with the first one that is missing if any is."""
        return range(self.first, max(self.first, min(self.last, count + 1)) + 1)

    def region_text(self) -> str:
        """Return its pages and its region as `parse_drawn` reads them."""
        run = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{run}:{_written(self.box)}"

    def columns_text(self) -> str:
        """Return where its columns part as `parse_drawn` reads it."""
        return _separators_text(self.columns)

    def rows_text(self) -> str:
        """Return where its rows part as `parse_drawn` reads it."""
        return _separators_text(self.rows)


def parse_drawn(
    regions: Sequence[str], columns: Sequence[str] = (), rows: Sequence[str] = ()
) -> tuple[Drawn, ...]:
    """Return what the options of a PDF say is drawn on its pages.

    Args:
        regions: such as "3:72,100,540,700" or, on a run of pages, "3-5:72,100,540,700".
        columns: such as "120,300", one for each region in turn or one for all; "" is found as
            usual, "-" is a single column.
        rows: the same for rows.

    Raises:
        UnknownNameError: something is not written so, or separators lie outside their region.
    """
    drawn = [_region(text) for text in regions]
    if not drawn and (columns or rows):
        raise UnknownNameError(
            _("Columns and rows by hand need a region: give --region PAGE:x0,top,x1,bottom.")
        )
    across = _one_each(columns, len(drawn), _("columns"))
    down = _one_each(rows, len(drawn), _("rows"))
    return tuple(
        replace(
            one,
            columns=_separators(across[number], one.box[0], one.box[2]),
            rows=_separators(down[number], one.box[1], one.box[3]),
        )
        for number, one in enumerate(drawn)
    )


def _region(text: str) -> Drawn:
    written = _REGION.fullmatch(text)
    if written is None:
        raise UnknownNameError(
            _(
                "{text!r} is no region; write it like 3:72,100,540,700, or 3-5:… on several pages,"
                " in points from the page's top left."
            ).format(text=text)
        )
    first = int(written[1])
    last = int(written[2]) if written[2] else first
    x0, top, x1, bottom = (float(written[place]) for place in range(3, 7))
    if not 1 <= first <= last <= LAST_PAGE:
        raise UnknownNameError(
            _("The region {text!r} is on no pages; pages count from 1 upwards.").format(text=text)
        )
    if x0 >= x1 or top >= bottom:
        raise UnknownNameError(
            _(
                "The region {text!r} is empty: its left comes before its right, its top before its"
                " bottom."
            ).format(text=text)
        )
    return Drawn(first, last, (x0, top, x1, bottom))


def _one_each(texts: Sequence[str], count: int, what: str) -> Sequence[str]:
    """Return a text for each region; raises UnknownNameError."""
    if len(texts) in (0, 1):
        return [*texts] * count if texts else [""] * count
    if len(texts) != count:
        raise UnknownNameError(
            ngettext(
                "There is {count} region: give its {what} once.",
                "There are {count} regions: give the {what} once for all, or once for each.",
                count,
            ).format(count=count, what=what)
        )
    return texts


def _separators(text: str, start: float, end: float) -> tuple[float, ...] | None:
    if not text.strip():
        return None
    if text.strip() == ONE:
        return ()
    if not _SEPARATORS.fullmatch(text):
        raise UnknownNameError(
            _("{text!r} names no places; write them like 120,300, in points.").format(text=text)
        )
    places = sorted({float(part) for part in text.split(",")})
    for place in places:
        if not start < place < end:
            raise UnknownNameError(
                _("{place} lies outside its region, which goes from {start} to {end}.").format(
                    place=_number(place), start=_number(start), end=_number(end)
                )
            )
    return tuple(places)


def _separators_text(places: Sequence[float] | None) -> str:
    if places is None:
        return ""
    return _written(places) or ONE


def _written(places: Sequence[float]) -> str:
    return ",".join(map(_number, places))


def _number(place: float) -> str:
    return f"{place:.2f}".rstrip("0").rstrip(".")
