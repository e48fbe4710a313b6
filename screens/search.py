"""Searching every dataset: hits come in while the search goes on, and Enter goes to one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable, Footer, Input, Static
from textual.worker import Worker, get_current_worker

from curator.errors import Cancelled, CuratorError
from curator.language import _, ngettext
from curator.store import Hit, search
from curator.values import one_line
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.keyboard.keyed import Keyed
from screens.source_words import BEAT, amount
from screens.visit import Jump, Visit
from screens.widgets.scripts import isolated, pictured
from screens.widgets.typing_input import TypingInput

LIMIT = 1000
"""So many places are listed; who gets more should look for more letters."""


class SearchInput(Keyed, TypingInput):
    """The text; the arrow down goes on to the list."""

    PLACE = _("What is looked for")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.list", _("The list"), show=False)
    ]


class SearchScreen(CuratorScreen):
    """Looks for a text in names, titles, columns, notes and cells; dismissed with a Visit."""

    HELP = _("""
## Search

Write some letters or digits and press **Enter**. Names, titles, columns and notes of all datasets
come first, then their cells. Case, accents and joiners do not count, nor which yeh, kaf or family
of digits was typed. **↓** or Tab goes to the list, **Enter** there opens the dataset at the place,
**F2** goes back to the text. **Escape** stops a search that goes on, and leaves else.
""")
    DEFAULT_CSS = """
    SearchScreen DataTable { height: 1fr; }
    SearchScreen Input, SearchScreen Input:focus { border: none; height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,slash", "text", _("Search for …"), key_display="F2"),
    ]

    @dataclass
    class Told(Message):
        """What a search has found since it told last, and how far it is."""

        search: Worker[None]
        hits: Sequence[Hit]
        words: str

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._hits: list[Hit] = []
        self._search: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the text, the list and how far the search is."""
        yield SearchInput(placeholder=_("What to look for in all datasets; Enter begins"))
        yield DataTable[Text](cursor_type="row")
        yield Static(_("Nothing was looked for yet."), id="status", classes="line", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Name the list's columns, and wait for a text."""
        self.query_one(DataTable).add_columns(_("dataset"), _("where"), _("text"))
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def begin(self, event: Input.Submitted) -> None:
        """Look for the text; a search that goes on is given up."""
        event.stop()
        self._hits = []
        self.query_one(DataTable).clear()
        self._say(_("Searching … Escape stops."))
        self._search = self._look_for(event.value)

    @work(thread=True, group="search", exclusive=True)
    def _look_for(self, text: str) -> None:
        """Search in a thread and tell some times a second."""
        worker = get_current_worker()
        started = told = time.monotonic()
        words = ""
        hits: list[Hit] = []
        count = 0

        def progress(done: int, total: int | None) -> None:
            nonlocal words, told, hits
            if worker.is_cancelled:
                raise Cancelled(_("The search was stopped."))
            now = time.monotonic()
            words = _("Rows: {amount}. Escape stops.").format(
                amount=amount(done, total, now - started)
            )
            if now - told >= BEAT:
                told = now
                self.post_message(self.Told(worker, hits, words))
                hits = []

        try:
            for hit in search(self.desk.store, text, progress):
                hits.append(hit)
                count += 1
                if count == LIMIT:
                    break
        except CuratorError as error:
            last = str(error)
        else:
            last = _end_words(count)
        self.post_message(self.Told(worker, hits, last))

    @on(Told)
    def _list_hits(self, event: Told) -> None:
        """List what was found; what an older search still tells is passed over."""
        event.stop()
        if event.search is not self._search:
            return
        table = self.query_one(DataTable)
        for hit in event.hits:
            cells = (one_line(hit.dataset.name, 24), _where(hit), hit.text)
            table.add_row(
                *(Text(isolated(pictured(cell)), no_wrap=True) for cell in cells),
                key=str(len(self._hits)),
            )
            self._hits.append(hit)
        self._say(event.words)

    @on(DataTable.RowSelected)
    def go_there(self, event: DataTable.RowSelected) -> None:
        """Leave for the place under the cursor."""
        event.stop()
        hit = self._hits[int(str(event.row_key.value))]
        jump = Jump.to(hit.place) or Jump(None, None)
        self.dismiss(Visit(changed=False, jump=jump, dataset=hit.dataset))

    def action_text(self) -> None:
        """Go back to the text."""
        self.query_one(Input).focus()

    def action_list(self) -> None:
        """Go to the list."""
        self.query_one(DataTable).focus()

    def action_back(self) -> None:
        """Stop the search that goes on, else leave."""
        if self._search is not None and self._search.is_running:
            self._search.cancel()
        else:
            self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#status", Static).update(words)


def _where(hit: Hit) -> str:
    if hit.what == "note":
        return _("note {number}, {where}").format(number=hit.annotation, where=hit.where)
    if hit.what == "name":
        return _("its name")
    return _("its title") if hit.what == "title" else one_line(hit.where, 34)


def _end_words(count: int) -> str:
    if count == LIMIT:
        return _("The first {count:,} places; more letters narrow the search.").format(count=count)
    if not count:
        return _("It is nowhere: not in a name, a title, a column, a note or a cell.")
    return ngettext("{count:,} place.", "{count:,} places.", count).format(count=count)
