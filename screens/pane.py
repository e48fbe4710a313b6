"""The ink pane: where the cell under the cursor came from, and all that happened to it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Literal

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from curator.annotations import SPOKEN, Annotation, Place
from curator.errors import CuratorError, UnknownNameError
from curator.history import Revision
from curator.language import _
from curator.sources import Origin, PageText
from curator.store import Dataset
from curator.tables import Value
from curator.values import one_line, plain
from extractors import page_text
from screens.desk import Desk
from screens.note_words import event_parts
from screens.prose import Line, Prose
from screens.widgets.page import PageView

Amount = Literal["usual", "page", "off"]
LINES = 8
"""The words always have so many lines, as in the style above; fewer are drawn over, no more."""
REPEAT = 0.1
"""Seconds: a key that is held comes again sooner, and then only the cell where it ends is read."""
LONGEST = 300
"""Characters of one text that the pane shows; the cell itself shows all of it when it is edited."""
AMOUNTS: tuple[Amount, ...] = ("usual", "page", "off")


@dataclass(frozen=True)
class Facts:
    """What is told of one cell."""

    origins: Sequence[Origin]
    """Several where the row was merged of others."""
    changes: Sequence[tuple[Revision, Value, Value]]
    annotations: Sequence[Annotation]


class InkPane(Container):
    """Follows the cursor: the cell's ink, its page, its history and its annotations."""

    DEFAULT_CSS = """
    InkPane { height: 10; border-top: solid $primary; layout: horizontal; }
    InkPane VerticalScroll { width: 1fr; height: 1fr; padding: 0 1; }
    InkPane #ink { min-height: 8; }
    InkPane PageView { width: 1fr; height: 1fr; }
    InkPane.-off { display: none; }
    InkPane.-page { height: 60%; }
    InkPane.-page VerticalScroll { display: none; }
    """

    @dataclass
    class Known(Message):
        """The facts of a cell were read."""

        place: tuple[int, str]
        facts: Facts

    @dataclass
    class PageRead(Message):
        """A page of the source was read; None where it could not be."""

        key: tuple[str, int]
        page: PageText | None

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._place: tuple[int, str] | None = None
        self._origin: Origin | None = None
        self._amount: Amount = "usual"
        self._pages: dict[tuple[str, int], PageText | None] = {}
        self._folder: Path | None = None
        self._height = 0
        self._came = 0.0
        """When the cursor came to the cell that is followed."""

    def compose(self) -> ComposeResult:
        """Lay out the words and the page."""
        with VerticalScroll(can_focus=False):
            yield Static("", id="ink", markup=False)
        yield PageView()

    def on_unmount(self) -> None:
        """Remove the copy of the source."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def cycle(self) -> None:
        """Show the words and the page, the page alone and large, or nothing."""
        self._amount = AMOUNTS[(AMOUNTS.index(self._amount) + 1) % len(AMOUNTS)]
        self.set_class(self._amount == "page", "-page")
        self.set_class(self._amount == "off", "-off")

    def follow(self, row_id: int, column: str) -> None:
        """Show the cell of a row and column."""
        self._place = (row_id, column)
        came, self._came = self._came, monotonic()
        if self._amount != "off":
            self._read(row_id, column, REPEAT if self._came - came < REPEAT else 0)

    @work(thread=True, group="ink", exclusive=True)
    def _read(self, row_id: int, column: str, rest: float) -> None:
        """Read a cell's facts, if the cursor is still there after `rest` seconds."""
        worker = get_current_worker()
        sleep(rest)
        if worker.is_cancelled:
            return
        try:
            facts = self._facts(row_id, column)
        except UnknownNameError:  # renamed meanwhile; the grid is about to tell the new name
            return
        except CuratorError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return
        if not worker.is_cancelled:
            self.post_message(self.Known((row_id, column), facts))

    def _facts(self, row_id: int, column: str) -> Facts:
        dataset = self.dataset
        origins = dataset.origins(row_id, column)
        annotations = [
            note
            for note in dataset.annotations_on(row_id)
            if note.state != "withdrawn" and _concerns(note.place, column, origins)
        ]
        return Facts(origins, dataset.cell_history(row_id, column), annotations)

    @on(Known)
    def show(self, event: Known) -> None:
        """Show the facts, and fetch the page if it was not read yet."""
        event.stop()
        if event.place != self._place:
            return
        facts = event.facts
        self._origin = origin = next(iter(facts.origins), None)
        self._say(_words(event.place[1], facts))
        page = self.query_one(PageView)
        page.display = origin is not None and origin.page is not None
        if origin is None or origin.page is None:
            return
        key = (origin.source.sha256, origin.page)
        if key in self._pages:
            self._draw()
        else:
            self._fetch(key)

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
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="curator-"))
            folder = self._folder / sha256[:16]
            folder.mkdir(mode=0o700, exist_ok=True)
            kept = next(iter(folder.iterdir()), None)
            page = page_text(kept or self.desk.store.write_source(sha256, folder), number)
        except CuratorError as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning", markup=False)
        self.post_message(self.PageRead(key, page))

    @on(PageRead)
    def keep_page(self, event: PageRead) -> None:
        """Keep a page, and draw it if the cursor still is on it."""
        event.stop()
        self._pages[event.key] = event.page
        self._draw()

    def _draw(self) -> None:
        origin = self._origin
        if origin is None or origin.page is None:
            return
        page = self._pages.get((origin.source.sha256, origin.page))
        if page is not None:
            self.query_one(PageView).show(page, origin.table_box, origin.box)


def _concerns(place: Place, column: str, origins: Sequence[Origin]) -> bool:
    """Whether what hangs on a place concerns a cell: not on another column, revision or page."""
    if place.source is not None:
        whole, part = (None, None), (place.page, place.sheet)
        return any(
            place.source == origin.source.name and part in (whole, (origin.page, origin.sheet))
            for origin in origins
        )
    return place.revision is None and place.column in (column, None)


def _words(column: str, facts: Facts) -> Prose:
    """Say where the cell came from, what was doubtful, who changed it, and what was said."""
    lines = [Line(_("column"), [column])]
    if not facts.origins:
        lines.append(Line("", [_("Inserted by a person: it was found in no source.")]))
    for origin in facts.origins:
        lines += [Line("", [origin.place()]), Line(_("found"), [_shown(origin.text)])]
        if origin.raw is not None:
            lines.append(Line(_("beneath"), [_shown(origin.raw)]))
        if origin.flag:
            lines.append(Line(_("doubtful"), [origin.flag]))
    for revision, before, after in facts.changes:
        lines.append(
            Line(
                f"r{revision.number}",
                [f"{revision.at[:10]} ", revision.who, ": ", _shown(before), " → ", _shown(after)],
            )
        )
        if revision.why:
            lines.append(Line(f"  {_('why')}", [one_line(revision.why, LONGEST)]))
    for note in facts.annotations:
        lines.append(Line(f"{SPOKEN[note.kind]} {note.number}", [SPOKEN[note.state]]))
        lines += [Line(" ", event_parts(event)) for event in note.standing]
    return Prose(lines)


def _shown(value: Value) -> str:
    return "∅" if value is None else f"“{one_line(plain(value), LONGEST)}”"
