"""What a correction by hand begins with, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from curator.errors import UnknownNameError
from curator.language import _
from curator.sources import Box, PageText
from extractors import Drawn, parse_pages
from screens.drawing import Rulers


@dataclass(frozen=True)
class Begun:
    """From what a drawing begins."""

    page: int
    box: Box | None = None
    """The region of the table that is corrected; None draws one anew."""
    rulers: Rulers = field(default_factory=Rulers)
    header_rows: int | None = None
    others: Mapping[int, Box] = field(default_factory=dict)
    """The other tables on the page by their numbers, from the top."""


@dataclass(frozen=True)
class Correction:
    """Tables that were drawn."""

    drawn: Sequence[tuple[Drawn, int | None]]
    """Each with its header rows, None where they are guessed."""
    page: int
    joins: Sequence[int]
    """The numbers of other tables that are part of them now."""


def run_of(text: str, page: int) -> tuple[int, int]:
    """Return the first and the last of the pages that a person wrote.

    Raises:
        UnknownNameError: it names none, or such as do not follow one another around `page`.
    """
    pages = parse_pages(text)
    if pages[-1] - pages[0] + 1 != len(pages) or page not in pages:
        raise UnknownNameError(
            _("The pages must follow one another, with page {page} among them.").format(page=page)
        )
    return pages[0], pages[-1]


def whole(page: PageText) -> Box:
    """Return the region of all words of a page."""
    boxes = [word.box for word in page.words] or [(0.0, 0.0, page.width, page.height)]
    around = (
        min(box[0] for box in boxes) - 2,
        min(box[1] for box in boxes) - 2,
        max(box[2] for box in boxes) + 2,
        max(box[3] for box in boxes) + 2,
    )
    return clamped(around, page)


def clamped(box: Box, page: PageText) -> Box:
    """Return as much of a region as lies on a page, to a tenth of a point."""
    x0, top, x1, bottom = (round(edge, 1) for edge in box)
    return max(x0, 0.0), max(top, 0.0), min(x1, page.width), min(bottom, page.height)
