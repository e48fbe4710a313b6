"""The library: every dataset and source of the store, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Static, TabbedContent, TabPane

from curator.errors import CuratorError
from curator.language import _
from curator.store import (
    Dataset,
    KeptSource,
    Removal,
    Summary,
    remove_dataset,
    remove_source,
)
from curator.tables import Progress
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.export import ExportScreen
from screens.history import HistoryScreen
from screens.kept_source import open_kept
from screens.library_lines import dataset_cells, fill, source_cells
from screens.open_file import OpenFileScreen
from screens.remove import RemoveScreen
from screens.source import SourceScreen
from screens.threads import ThreadsScreen
from screens.visit import Visit

_EMPTY = _(
    "No dataset yet.\n\nPress F3 to open a PDF, a workbook or a CSV. Its tables are"
    " found and shown\nbeside the page, and those you keep become datasets here.\n\n"
    "New to curator? Leave with Ctrl+Q and type:  curator demo --tour"
)


class LibraryScreen(CuratorScreen):
    """Datasets with rows, open doubts and last change; sources with what was made of them."""

    HELP = _("""
## The library

Every **dataset** in this store, and every **source** (a file that was added; the store keeps it
whole). Enter opens a dataset in the editor, or a source to take further tables from it. **F6**
lists the notes of all datasets.

**Del** removes the one under the cursor for good, after a question.
""")
    DEFAULT_CSS = """
    LibraryScreen DataTable { height: 1fr; }
    LibraryScreen TabbedContent { height: 1fr; }
    """
    AUTO_FOCUS = "#dataset-list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,f3", "open_file", _("Open file"), key_display="F3"),
        Binding("x,f12", "export", _("Export"), key_display="F12"),
        Binding("A,f6", "threads", _("Notes"), key_display="F6"),
        Binding("H,f7", "history", _("History"), key_display="F7"),
        Binding("tab", "other_list", _("Datasets / sources"), show=False),
        Binding("delete", "remove", _("Remove for good"), show=False, key_display="Del"),
        Binding("r,f5", "refresh", _("Read again"), show=False),
        Binding("q,ctrl+q", "app.quit", _("Quit"), key_display="^q"),
        Binding("escape", "nowhere", "", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.folder: Path | None = None
        """Where the last file was opened."""

    def compose(self) -> ComposeResult:
        """Lay out the two lists."""
        yield Static(self._title(), id="title", classes="line", markup=False)
        with TabbedContent():
            with TabPane(_("Datasets"), id="datasets"):
                yield Static(_EMPTY, classes="empty", markup=False)
                yield DataTable[Text](cursor_type="row", id="dataset-list")
            with TabPane(_("Sources"), id="sources"):
                yield DataTable[Text](cursor_type="row", id="source-list")
        yield Footer(compact=True)

    def _title(self) -> str:
        store = self.desk.store
        if store.refusal is None:
            return _("curator · {path}").format(path=store.path.name)
        return _("curator · {path} · READ ONLY · {why}").format(
            path=store.path.name, why=store.refusal
        )

    def read_again(self) -> None:
        """Show what somebody else has changed."""
        self.action_refresh()

    def on_mount(self) -> None:
        """Name the columns; the store is read when the screen comes up."""
        self.query_one("#dataset-list", DataTable).add_columns(
            _("dataset"),
            _("rows"),
            _("doubts"),
            _("notes"),
            _("rev"),
            _("changed"),
            _("by"),
            _("source"),
        )
        self.query_one("#source-list", DataTable).add_columns(
            _("source"), _("kind"), _("bytes"), _("added"), _("datasets")
        )

    def on_screen_resume(self) -> None:
        """Read the store again: somebody comes back from a screen that may have changed it."""
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read datasets and sources."""
        store = self.desk.store
        self.do(lambda: (store.datasets(), store.sources()), self._show)

    def _show(self, found: tuple[Sequence[Summary], Sequence[KeptSource]]) -> None:
        datasets, sources = found
        table = self.query_one("#dataset-list", DataTable)
        fill(table, [(line.name, dataset_cells(line)) for line in datasets])
        table.display = bool(datasets)
        self.query_one(".empty").display = not datasets
        fill(
            self.query_one("#source-list", DataTable),
            [(kept.source.sha256, source_cells(kept)) for kept in sources],
        )
        focused = self.focused
        if focused is None or not focused.display:
            (table if datasets else self).focus()

    @on(DataTable.RowSelected, "#dataset-list")
    def open_dataset(self, event: DataTable.RowSelected) -> None:
        """Open the dataset in the editor."""
        event.stop()
        self._edit(str(event.row_key.value))

    @on(DataTable.RowSelected, "#source-list")
    def open_source(self, event: DataTable.RowSelected) -> None:
        """Open a kept source again, from the bytes in the store."""
        event.stop()
        sha256 = str(event.row_key.value)
        open_kept(self, self.desk, lambda: sha256, self._added)

    def action_open_file(self) -> None:
        """Ask for a file and read it."""
        self.app.push_screen(OpenFileScreen(self.folder), self._read)

    def _read(self, path: Path | None) -> None:
        if path is not None:
            self.folder = path.parent
            self.app.push_screen(SourceScreen(self.desk, path), self._added)

    def _added(self, names: list[str] | None) -> None:
        """Open what was added, if it is one dataset."""
        if not names:
            return
        if len(names) == 1:
            self._edit(names[0])
        else:
            self.notify(_("Added: {names}").format(names=", ".join(names)), markup=False)

    def _edit(self, name: str) -> None:
        self.do(
            lambda: self.desk.store.dataset(name),
            lambda dataset: self.app.push_screen(EditorScreen(self.desk, dataset)),
        )

    def action_export(self) -> None:
        """Export the dataset under the cursor."""
        name = self._chosen()
        if name is not None:
            self.do(
                lambda: self.desk.store.dataset(name),
                lambda dataset: self.app.push_screen(ExportScreen(self.desk, dataset)),
            )

    def action_threads(self) -> None:
        """List the notes of all datasets."""
        self.app.push_screen(ThreadsScreen(self.desk, None), self._visit_noted)

    def _visit_noted(self, visit: Visit | None) -> None:
        """Go from the notes to the place in a grid that one points at."""
        if visit is not None and visit.dataset is not None:
            self._visit(visit.dataset, visit)

    def action_history(self) -> None:
        """Show what was done to the dataset under the cursor."""
        name = self._chosen()
        if name is not None:
            self.do(
                lambda: self.desk.store.dataset(name),
                lambda dataset: self.app.push_screen(
                    HistoryScreen(self.desk, dataset), partial(self._visit, dataset)
                ),
            )

    def _visit(self, dataset: Dataset, visit: Visit | None) -> None:
        """Go from the history to the place in the grid that it points at."""
        if visit is not None and visit.jump is not None:
            self.app.push_screen(EditorScreen(self.desk, dataset, visit.jump))

    def action_remove(self) -> None:
        """Remove the dataset or the source under the cursor for good, after one question."""
        store = self.desk.store
        if store.refusal is not None:
            self.tell_error(store.refusal)
            return
        if self.query_one(TabbedContent).active == "datasets":
            dataset = self._chosen()
            if dataset is not None:
                words = _("Its rows, its history and the notes on it go; its source stays.")
                self._ask_to_remove(
                    dataset,
                    words,
                    lambda: remove_dataset(store.connections, dataset, self._pages()),
                )
            return
        table = self.query_one("#source-list", DataTable)
        if table.row_count:
            sha256 = str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
            name = str(table.get_row_at(table.cursor_row)[0])
            words = _("The file as it was read goes from the store.")
            self._ask_to_remove(
                name, words, lambda: remove_source(store.connections, sha256, self._pages())
            )

    def _ask_to_remove(self, name: str, words: str, task: Callable[[], Removal]) -> None:
        def remove(confirmed: bool | None) -> None:
            if confirmed:
                self._say(_("Removing {name} for good …").format(name=name))
                self.do(task, self._removed, self._not_removed)

        self.app.push_screen(RemoveScreen(name, words), remove)

    def _pages(self) -> Progress:
        """Return a progress for the removing thread; it is too late to stop."""

        def progress(done: int, total: int | None) -> None:
            words = _("Removing … a fresh backup: {done:,} of {total:,}")
            self.post_message(
                self.Done(lambda: self._say(words.format(done=done, total=total or done)))
            )

        return progress

    def _removed(self, removal: Removal) -> None:
        self._say(self._title())
        words = _("{name} is removed for good.").format(name=removal.name)
        if removal.sources:
            words += " " + _(
                "Its source is still kept: {sources}. Tab goes to the sources, Del removes one."
            ).format(sources=", ".join(removal.sources))
        self.notify(words, timeout=10, markup=False)
        self.action_refresh()

    def _not_removed(self, error: CuratorError) -> None:
        self._say(self._title())
        self.tell_error(error)
        self.action_refresh()

    def _say(self, words: str) -> None:
        self.query_one("#title", Static).update(words)

    def action_other_list(self) -> None:
        """Go to the other list."""
        tabs = self.query_one(TabbedContent)
        tabs.active = "sources" if tabs.active == "datasets" else "datasets"
        shown = "#source-list" if tabs.active == "sources" else "#dataset-list"
        self.query_one(shown, DataTable).focus()

    def action_nowhere(self) -> None:
        """Stay: the library is where one comes back to."""

    def _chosen(self) -> str | None:
        table = self.query_one("#dataset-list", DataTable)
        if not table.row_count:
            self.notify(_("There is no dataset yet: F3 opens a file."), markup=False)
            return None
        return str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
