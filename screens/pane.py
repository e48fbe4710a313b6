"""The ink pane: where the cell under the cursor came from, and all that happened to it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from curator.errors import CuratorError, LockedError, UnknownNameError
from curator.language import _
from curator.sources import Origin, PageText
from curator.store import Dataset, StoredView
from extractors import page_text
from screens.cell_words import Facts, cell_words
from screens.desk import Desk
from screens.neighbours import sheet_around
from screens.picture_pane import PicturePane
from screens.prose import Line, Prose
from screens.widgets.page import PageView
from screens.widgets.page_layout import Layout

Amount = Literal["usual", "page", "cell", "table", "off"]
LINES = 8
"""The words always have so many lines, as in the style above; fewer are drawn over, no more."""
REPEAT = 0.1
"""Seconds: a key that is held comes again sooner, and then only the cell where it ends is read."""
AMOUNTS: tuple[Amount, ...] = ("usual", "page", "cell", "table", "off")
"""The words beside the page's text, its text alone, its picture around the cell, or of the table."""

PICTURES: tuple[Amount, ...] = ("cell", "table")
"""Those that a cell which stands on no page has not."""


class InkPane(Container):
    """Follows the cursor: the cell's ink, its page, its history and its annotations."""

    DEFAULT_CSS = """
    InkPane { height: 10; border-top: solid $primary; layout: horizontal; }
    InkPane VerticalScroll { width: 1fr; height: 1fr; padding: 0 1; }
    InkPane #ink { min-height: 8; }
    InkPane PageView { width: 1fr; height: 1fr; }
    InkPane.-off { display: none; }
    InkPane.-page { height: 60%; }
    InkPane.-page > #words { display: none; }
    InkPane PicturePane { display: none; }
    InkPane.-picture PicturePane { display: block; }
    """

    @dataclass
    class Known(Message):
        """The facts of a cell were read."""

        place: tuple[int, str]
        facts: Facts

    @dataclass
    class Surrounded(Message):
        """The cells around a cell in its sheet were laid out; None where there are none."""

        place: tuple[int, str]
        sheet: Layout | None

    @dataclass
    class PageRead(Message):
        """A page of the source was read; None where it could not be."""

        key: tuple[str, int]
        page: PageText | None

    @dataclass
    class Locked(Message):
        """A page of the source cannot be read without its password."""

        key: tuple[str, int]

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._place: tuple[int, str] | None = None
        self._origin: Origin | None = None
        self._amount: Amount = "usual"
        self._pages: dict[tuple[str, int], PageText | None] = {}
        self._folder: Path | None = None
        self._copying = Lock()
        self._found: StoredView | None = None
        """The dataset as it was added, once that was needed."""
        self._sheet: Layout | None = None
        self._height = 0
        self._came = 0.0
        """When the cursor came to the cell that is followed."""

    def compose(self) -> ComposeResult:
        """Lay out the words and the page."""
        with VerticalScroll(can_focus=False, id="words"):
            yield Static("", id="ink", markup=False)
        yield PageView()
        yield PicturePane(self._copy, self.desk.passwords)

    def on_unmount(self) -> None:
        """Remove the copy of the source."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def cycle(self) -> None:
        """Show the words and the page, the page alone and large, its picture, or nothing."""
        has_page = self._origin is not None and self._origin.page is not None
        among = AMOUNTS if has_page else tuple(one for one in AMOUNTS if one not in PICTURES)
        following = AMOUNTS[AMOUNTS.index(self._amount) + 1 :]
        self._amount = next((one for one in following if one in among), AMOUNTS[0])
        self.set_class(self._amount in ("page", *PICTURES), "-page")
        self.set_class(self._amount in PICTURES, "-picture")
        self.set_class(self._amount == "off", "-off")
        self._choose_page_view()
        self.call_after_refresh(self._draw)

    def follow(self, row_id: int, column: str) -> None:
        """Show the cell of a row and column."""
        self._place = (row_id, column)
        came, self._came = self._came, monotonic()
        if self._amount != "off":
            self._read(row_id, column, REPEAT if self._came - came < REPEAT else 0)

    def say(self, words: str) -> None:
        """Show a sentence instead of a cell's facts."""
        self._place = self._origin = self._sheet = None
        self.query_one(PageView).display = False
        self._say(Prose([Line("", [words])]))

    @work(thread=True, group="ink", exclusive=True)
    def _read(self, row_id: int, column: str, rest: float) -> None:
        """Read a cell's facts, if the cursor is still there after `rest` seconds."""
        worker = get_current_worker()
        sleep(rest)
        if worker.is_cancelled:
            return
        place = (row_id, column)
        try:
            facts = Facts.of(self.dataset, row_id, column)
            if worker.is_cancelled:
                return
            self.post_message(self.Known(place, facts))
            self._found = self._found or self.dataset.view(1)
            sheet = sheet_around(self.dataset, self._found, place, facts.origins)
            self.post_message(self.Surrounded(place, sheet))
        except UnknownNameError:  # renamed meanwhile; the grid is about to tell the new name
            return
        except CuratorError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)

    @on(Known)
    def show(self, event: Known) -> None:
        """Show the facts, and fetch the page if it was not read yet."""
        event.stop()
        if event.place != self._place:
            return
        facts = event.facts
        self._origin = origin = next(iter(facts.origins), None)
        self._say(cell_words(event.place[1], facts))
        if origin is None or origin.page is None:
            if self._amount in PICTURES:
                self._draw()
            return
        self._sheet = None
        self._choose_page_view()
        key = (origin.source.sha256, origin.page)
        if key in self._pages:
            self._draw()
        else:
            self._fetch(key)

    @on(Surrounded)
    def show_sheet(self, event: Surrounded) -> None:
        """Show the cells around the one that is followed, in its sheet."""
        event.stop()
        has_page = self._origin is not None and self._origin.page is not None
        if event.place == self._place and not has_page:
            self._sheet = event.sheet
            self._choose_page_view()
            self._draw()

    def _choose_page_view(self) -> None:
        """Show the page's text, or the sheet, where there is one and no picture in its stead."""
        has_page = self._origin is not None and self._origin.page is not None
        has_text = has_page or self._sheet is not None
        view = self.query_one(PageView)
        # what was shown stays, empty: to hide it between two cells lays the whole screen out anew
        view.display = (has_text or bool(view.display)) and self._amount in ("usual", "page")
        if view.display and not has_text:
            view.blank()

    def _say(self, words: Prose) -> None:
        """Show words; the screen is laid out anew only where they need more than there is."""
        ink = self.query_one("#ink", Static)
        height = words.height(self.app.console, max(ink.size.width, 1))
        grows = height != self._height and max(height, self._height) > LINES
        ink.update(words, layout=grows)
        self._height = height

    @work(thread=True, group="page", exclusive=True)
    def _fetch(self, key: tuple[str, int]) -> None:
        sha256, number = key
        page: PageText | None = None
        try:
            password = self.desk.passwords.get(sha256)
            page = page_text(self._copy(sha256), number, password=password)
        except LockedError:
            self.post_message(self.Locked(key))
            return
        except CuratorError as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning", markup=False)
        self.post_message(self.PageRead(key, page))

    def _copy(self, sha256: str) -> Path:
        """Return where a copy of a source lies, made when it is first needed."""
        with self._copying:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="curator-"))
            folder = self._folder / sha256[:16]
            folder.mkdir(mode=0o700, exist_ok=True)
            kept = next(iter(folder.iterdir()), None)
            return kept or self.desk.store.write_source(sha256, folder)

    @on(PageRead)
    def keep_page(self, event: PageRead) -> None:
        """Keep a page, and draw it if the cursor still is on it."""
        event.stop()
        self._pages[event.key] = event.page
        self._draw()

    @on(Locked)
    def say_locked(self, event: Locked) -> None:
        """Say where the password is asked for; once it was given, the page is read."""
        event.stop()
        origin = self._origin
        if origin is not None and event.key == (origin.source.sha256, origin.page):
            words = _("The source is locked with a password: Shift+F3 opens it and asks for it.")
            self.query_one(PageView).say(words)

    def _draw(self) -> None:
        origin, amount = self._origin, self._amount
        if amount == "cell" or amount == "table":
            self.query_one(PicturePane).show(origin, amount)
        if self._sheet is not None:
            self.query_one(PageView).draw(self._sheet)
        if origin is None or origin.page is None:
            return
        page = self._pages.get((origin.source.sha256, origin.page))
        if page is not None:
            self.query_one(PageView).show(page, origin.table_box, origin.box)
