"""A found table beside the page that it stands on, and what is said of the cell between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from curator.language import _
from curator.sources import PageText
from curator.values import one_line
from screens.found_view import FoundView
from screens.source_list import Entry
from screens.source_reading import Reading, Spot
from screens.widgets.grid import Grid
from screens.widgets.page import PageView
from screens.widgets.scripts import pictured

Sight = TypeVar("Sight")


class FoundGrid(Grid):
    """A found table; it is looked at here, and changed once it is a dataset."""

    PLACE = _("A table that was found")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "screen.name", _("Name"), show=False),
    ]


class FoundPane(Vertical):
    """Shows one table of a source; the cell under its cursor is marked on the page."""

    DEFAULT_CSS = """
    FoundPane { height: 1fr; width: 1fr; }
    FoundPane #sides { height: 1fr; layout: vertical; }
    FoundPane #sides > * { height: 1fr; width: 1fr; }
    FoundPane #spot { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    """

    class Seen(Message):
        """Something was read in a thread; `then` draws it."""

        def __init__(self, then: Callable[[], None]) -> None:
            super().__init__()
            self.then = then

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self._standing: tuple[Entry, int, int] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the table, its page, and the line about the cell."""
        with Container(id="sides"):
            yield FoundGrid(id="table")
            yield PageView(id="page")
        yield Static("", id="spot", markup=False)

    def show(self, entry: Entry, *, keep_cursor: bool = False) -> None:
        """Show a table as it would be with the header rows that it has now."""
        count = entry.header_count
        self._look(
            lambda: FoundView(entry.found, count),
            lambda view: self._show(view, keep_cursor=keep_cursor),
        )

    def read_from(self, reading: Reading) -> None:
        """Show the tables of another reading of the file from here on."""
        self._reading = reading

    @property
    def page_shown(self) -> int | None:
        """The page of the row under the cursor, None without pages."""
        grid = self.query_one(FoundGrid)
        return grid.view.page(grid.cursor_row) if isinstance(grid.view, FoundView) else None

    def stand_on(self, entry: Entry, row: int, column: int) -> None:
        """Put the cursor on a cell of a table once that is shown."""
        self._standing = (entry, row, column)

    def _show(self, view: FoundView, *, keep_cursor: bool) -> None:
        grid = self.query_one(FoundGrid)
        grid.show(view, keep_cursor=keep_cursor)
        if self._standing is not None and self._standing[0].found is view.found:
            grid.move_to(*self._standing[1:])
            self._standing = None
        if not view.row_count:
            self._look_at(view, -1, 0)  # the last header row: there is no other cell

    @on(Grid.Moved)
    def _follow(self, event: Grid.Moved) -> None:
        """Mark the cell under the cursor on its page."""
        event.stop()
        view = event.grid.view
        if isinstance(view, FoundView):
            self._look_at(view, event.row, event.column)

    def _look_at(self, view: FoundView, row: int, column: int) -> None:
        number, page = view.page(row), self.query_one(PageView)
        if number is not None and page.page_shown != number:
            page.say(_("Reading the text of page {number} …").format(number=number))
        self._look(lambda: self._reading.spot(view, row, column), self._show_spot)

    def _show_spot(self, spot: Spot) -> None:
        if spot.view is not self.query_one(FoundGrid).view:
            return
        head, page = spot.view.found.head, self.query_one(PageView)
        if isinstance(spot.page, PageText):
            page.show(spot.page, spot.region, spot.box)
        elif spot.page is not None:
            page.say(spot.page)
        elif spot.sheet is not None:
            page.draw(spot.sheet)
        notes = [*head.flags, *([one_line(head.notes)] if head.notes else [])]
        about = f" — {_('table: {notes}').format(notes='; '.join(notes))}" if notes else ""
        self.query_one("#spot", Static).update(pictured(spot.words + about))

    @work(thread=True, group="look", exclusive=True)
    def _look(self, task: Callable[[], Sight], then: Callable[[Sight], None]) -> None:
        """Read something in a thread; a newer look replaces one that is not shown yet."""
        worker = get_current_worker()
        seen = task()
        if not worker.is_cancelled:
            self.post_message(FoundPane.Seen(lambda: then(seen)))

    @on(Seen)
    def _take(self, event: Seen) -> None:
        event.stop()
        event.then()
