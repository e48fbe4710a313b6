"""The page as it is printed, around the cell under the cursor, drawn while nobody waits for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from curator.errors import CuratorError, LockedError
from curator.language import _
from curator.sources import Box, Origin, PagePicture
from extractors import page_picture
from screens.widgets.picture import PictureView

KEPT = 32
"""So many pictures are kept."""
_REST = 0.15
"""Seconds for which the cursor rests before a picture is drawn."""

Part = Literal["cell", "table"]


@dataclass(frozen=True)
class Wanted:
    """A picture that is to be drawn."""

    sha256: str
    page: int
    box: Box | None
    pixels: tuple[int, int]
    password: str | None = field(repr=False)


class PicturePane(Vertical):
    """Shows the surroundings of a cell, or its whole table, as they are printed."""

    DEFAULT_CSS = """
    PicturePane { height: 1fr; width: 1fr; }
    PicturePane #caption { height: 1; background: $panel; color: $text-muted; }
    """

    @dataclass
    class Drawn(Message):
        """A picture was drawn, or why it could not be."""

        wanted: Wanted
        picture: PagePicture | str

    def __init__(self, copy: Callable[[str], Path], passwords: Mapping[str, str]) -> None:
        """Show pictures of sources.

        Args:
            copy: returns where a copy of the source with a SHA-256 lies; called in a thread.
            passwords: what unlocks sources, by their SHA-256.
        """
        super().__init__()
        self._passwords = passwords
        self._copy = copy
        self._kept: OrderedDict[Wanted, PagePicture | str] = OrderedDict()
        self._wanted: Wanted | None = None
        self._mark: Box | None = None

    def compose(self) -> ComposeResult:
        """Lay out the caption and the picture."""
        yield Static("", id="caption", markup=False)
        yield PictureView()

    def show(self, origin: Origin | None, part: Part) -> None:
        """Show the place of a cell; one that stands on no page has no picture."""
        if origin is None or origin.page is None:
            self._wanted = None
            self.query_one("#caption", Static).update(_("no page"))
            self.query_one(PictureView).say(_("This cell stands on no page of a PDF."))
            return
        box = origin.table_box if part == "table" or origin.box is None else around(origin.box)
        view = self.query_one(PictureView)
        sha256 = origin.source.sha256
        password = self._passwords.get(sha256)
        self._wanted = Wanted(sha256, origin.page, box, view.pixels, password)
        self._mark = origin.box
        words = (
            _("page {number}, the table: F3 goes on")
            if part == "table"
            else _("page {number}, around the cell: F3 shows the table")
        )
        self.query_one("#caption", Static).update(words.format(number=origin.page))
        known = self._kept.get(self._wanted)
        if known is None:
            self._draw(self._wanted)
        else:
            self._show(known)

    @work(thread=True, group="picture", exclusive=True)
    def _draw(self, wanted: Wanted) -> None:
        worker = get_current_worker()
        sleep(_REST)
        if worker.is_cancelled:
            return
        try:
            copy = self._copy(wanted.sha256)
            drawn: PagePicture | str = page_picture(
                copy,
                wanted.page,
                wanted.box,
                wanted.pixels,
                password=wanted.password,
            )
        except LockedError:
            drawn = _("The source is locked with a password: Shift+F3 opens it and asks for it.")
        except CuratorError as error:
            drawn = str(error)
        if not worker.is_cancelled:
            self.post_message(self.Drawn(wanted, drawn))

    @on(Drawn)
    def keep(self, event: Drawn) -> None:
        """Keep a picture, and show it if it still is the one that is wanted."""
        event.stop()
        self._kept[event.wanted] = event.picture
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if event.wanted == self._wanted:
            self._show(event.picture)

    def _show(self, picture: PagePicture | str) -> None:
        view = self.query_one(PictureView)
        if isinstance(picture, str):
            view.say(picture)
        else:
            view.show(picture, self._mark)


def around(box: Box) -> Box:
    """Return the surroundings of a cell: a fifth of its width and a line each way."""
    x, y = (box[2] - box[0]) / 5, (box[3] - box[1]) * 1.2
    return box[0] - x, box[1] - y, box[2] + x, box[3] + y
