"""What a curator may choose about reading a file, whatever its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from curator.errors import UnknownNameError
from curator.language import _

LAST_PAGE = 1_000_000
"""No page beyond this can be asked for, so that a slip of the finger costs no memory."""


@dataclass(frozen=True)
class Options:
    """The choices that every kind of file understands; those that do not fit it are ignored."""

    pages: tuple[int, ...] = ()
    """PDF only: the pages to read, 1 is the first; empty reads all."""
    sheets: tuple[str, ...] = ()
    """Workbooks only: the sheets to read, by name; empty reads all."""
    header_rows: int | None = None
    """How many rows are the header; None lets the extractor guess."""
    extractor: str | None = None
    """The extractor's name; None takes the first that reads this kind of file."""
    stitch: bool = True
    """PDF only: whether a table may go on over page breaks; else there is one a page."""
    apart: tuple[int, ...] = ()
    """PDF only: the pages before which no table goes on, whatever the evidence."""
    regions: tuple[str, ...] = ()
    """PDF only: where tables stand, as `parse_drawn` reads it; on their pages no other is read."""
    columns: tuple[str, ...] = ()
    """PDF only: where the columns of each region part, or of all; "" leaves it to be found."""
    rows: tuple[str, ...] = ()
    """PDF only: the same for rows."""
    password: str | None = field(default=None, repr=False)
    """What unlocks the file; it is told to the child process alone and written down nowhere."""
    encoding: str | None = None
    """Text only: how it is encoded; this and what follows is told by the file if it is None."""
    delimiter: str | None = None
    """Text only: what stands between two fields, one character or a name of `DELIMITERS`."""
    quote: str | None = None
    """Text only: what stands around fields, "" if nothing does."""
    skip: int | None = None
    """Text only: how many lines stand above the table."""
    footer: int | None = None
    """Text only: how many of the last lines that are not blank stand below the table."""
    fixed_width: str | None = None
    """Text only: where the columns of fixed width begin, such as "0,6,23"."""
    fill_merged: bool = False
    """Workbooks only: a merged cell's text stands in each of the cells that it covers."""
    hidden: bool = False
    """Workbooks only: hidden rows and columns are read too."""
    beneath: bool = False
    """Workbooks only: cells are the values beneath, not as their number formats show them."""
    authors: bool = False
    """Workbooks only: who wrote a comment stands in the note that is made of it."""
    stack: bool = False
    """Workbooks only: tables of one header on several sheets are one, with the sheet of each row."""


def parse_pages(text: str) -> tuple[int, ...]:
    """Return the pages that `text`, such as "1,3-5", names, in order and each once.

    Raises:
        UnknownNameError: it names none, or is not written so.
    """
    pages: set[int] = set()
    for part in text.split(","):
        written = re.fullmatch(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?", part)
        if written is None:
            raise UnknownNameError(
                _("{text!r} names no pages; write them like 1,3-5.").format(text=text)
            )
        first = int(written[1])
        last = int(written[2]) if written[2] else first
        if not 1 <= first <= last <= LAST_PAGE:
            raise UnknownNameError(
                _("{text!r} names no pages; pages count from 1 upwards.").format(text=part.strip())
            )
        pages.update(range(first, last + 1))
    return tuple(sorted(pages))
