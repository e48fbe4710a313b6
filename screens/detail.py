"""The library's lists, and what is told of the line under the cursor beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import DataTable, Static, TabbedContent

from curator.store import KeptSource, Store, Summary
from screens.detail_words import dataset_lines, source_lines
from screens.prose import Line, Prose
from screens.widgets.anchored import beginning_at

Reading = Callable[[], Sequence[Line]]
Telling = Callable[[Sequence[Line]], object]


class Detail(VerticalScroll, can_focus=False):
    """The pane; its border keeps its column behind lists whose text terminals count otherwise."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines, each of which begins in its column."""
        return beginning_at(super().render_lines(crop), self.region.x + crop.x)


class Detailed(Horizontal):
    """Lists; on terminals that are wide enough, a pane tells of the line under the cursor."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Detailed { height: 1fr; }
    Detailed TabbedContent { width: 1fr; height: 1fr; }
    Detailed #detail { display: none; width: 38%; max-width: 72; border-left: solid $primary; }
    Detailed #detail Static { padding: 0 1; height: auto; }
    .-wide Detailed #detail { display: block; }
    .-wide Detailed Listed { padding-right: 2; }
    .-wide Detailed.-untold #detail { display: none; }
    """

    def __init__(self, store: Store, look: Callable[[Reading, Telling], None]) -> None:
        """`look` reads in the background and hands on what it read, unless a newer one came."""
        super().__init__()
        self._store = store
        self._look = look
        self._datasets: dict[str, Summary] = {}
        self._sources: dict[str, KeptSource] = {}

    def compose(self) -> ComposeResult:
        """Put the pane beside the lists, which the screen lays out."""
        with Detail(id="detail"):
            yield Static(markup=False)

    def know(self, datasets: Sequence[Summary], sources: Sequence[KeptSource]) -> None:
        """Take in what the lists show, and tell of the line under the cursor."""
        self._datasets = {line.name: line for line in datasets}
        self._sources = {kept.source.sha256: kept for kept in sources}
        self.follow()

    @on(DataTable.RowHighlighted)
    @on(TabbedContent.TabActivated)
    @on(Resize)
    def follow(self) -> None:
        """Have what is under the cursor read, where it would be seen."""
        task = self._reading()
        self.set_class(task is None, "-untold")
        if task is not None and self.screen.has_class("-wide"):
            self._look(task, self._tell)

    def _tell(self, lines: Sequence[Line]) -> None:
        self.query_one("#detail Static", Static).update(Prose(lines))
        self.query_one("#detail").scroll_home(animate=False)

    def _reading(self) -> Reading | None:
        """Return what reads the line under the cursor of the list in front; None without one."""
        match self.query_one(TabbedContent).active:
            case "datasets":
                summary = self._datasets.get(self._key("#dataset-list"))
                return None if summary is None else partial(dataset_lines, self._store, summary)
            case "sources":
                kept = self._sources.get(self._key("#source-list"))
                return None if kept is None else partial(source_lines, self._store, kept)
        return None

    def _key(self, name: str) -> str:
        table = self.query_one(name, DataTable)
        if not table.row_count:
            return ""
        return str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
