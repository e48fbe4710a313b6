"""The library: every dataset and source of the store, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Static, TabbedContent, TabPane

from curator.history import Standing
from curator.language import _
from curator.store import Dataset, KeptSource, Summary
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.editor import EditorScreen
from screens.export import ExportScreen
from screens.history import HistoryScreen
from screens.kept_source import open_kept
from screens.library_lines import dataset_cells, fill, source_cells
from screens.open_file import OpenFileScreen
from screens.removing import Removing
from screens.search import SearchScreen
from screens.source import SourceScreen
from screens.state import StateScreen
from screens.threads import ThreadsScreen
from screens.visit import Visit

_EMPTY = _(
    "No dataset yet.\n\nPress F3 to open a PDF, a workbook or a CSV. Its tables are"
    " found and shown\nbeside the page, and those you keep become datasets here.\n\n"
    "New to curator? Leave with Ctrl+Q and type:  curator demo"
)


class LibraryScreen(CuratorScreen):
    """Datasets with rows, open doubts and last change; sources with what was made of them."""

    HELP = _("""
## The library

Every **dataset** in this store, and every **source** (a file that was added; the store keeps it
whole). Enter opens a dataset in the editor, or a source to take further tables from it. **/**
or **F2** searches all of them. **F6** lists their notes. **F4** says that a dataset is a draft, checked or approved; one
that is changed afterwards counts as a draft again. *Settled* are those of the cells that were
flagged when the source was read, and of the doubts and questions, that somebody looked at.

**Del** removes the one under the cursor for good, after a question.
""")
    DEFAULT_CSS = """
    LibraryScreen DataTable { height: 1fr; }
    LibraryScreen TabbedContent { height: 1fr; }
    """
    AUTO_FOCUS = "#dataset-list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,f3", "open_file", _("Open file"), key_display="F3"),
        Binding(
            "s,f4", "state", _("State"), key_display="F4", tooltip=_("Draft, checked or approved")
        ),
        Binding("x,f12", "export", _("Export"), key_display="F12"),
        Binding("slash,f2", "search", _("Search"), key_display="/ F2"),
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
        self._removing = Removing(self, desk, self._say, self.action_refresh)

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
            _("state"),
            _("settled"),
            _("doubts"),
            _("notes"),
            _("changed"),
            _("by"),
            _("source"),
            _("rev"),
        )
        self.query_one("#source-list", DataTable).add_columns(
            _("source"), _("tables"), _("from"), _("datasets"), _("kind"), _("bytes"), _("added")
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

    def action_search(self) -> None:
        """Look for a text in all datasets."""
        self.app.push_screen(SearchScreen(self.desk), self._visit_noted)

    def action_threads(self) -> None:
        """List the notes of all datasets."""
        self.app.push_screen(ThreadsScreen(self.desk, None), self._visit_noted)

    def _visit_noted(self, visit: Visit | None) -> None:
        """Go from the notes, or from a search, to the place in a grid that was chosen."""
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

    def action_state(self) -> None:
        """Say how far the dataset under the cursor has come."""
        name = self._chosen()
        refusal = self.desk.store.refusal
        if refusal is not None:
            self.tell_error(refusal)
        elif name is not None:
            self.do(
                lambda: (found := self.desk.store.dataset(name), found.standing()),
                lambda read: self._ask_state(*read),
            )

    def _ask_state(self, dataset: Dataset, standing: Standing) -> None:
        def keep(answer: tuple[str, str | None] | None) -> None:
            if answer is not None:
                state, why = answer
                self.do(
                    lambda: dataset.set_state(state, self.desk.who, why),
                    lambda _: self.action_refresh(),
                )

        self.app.push_screen(StateScreen(dataset.name, standing), keep)

    def action_remove(self) -> None:
        """Remove the dataset or the source under the cursor for good, after one question."""
        store = self.desk.store
        if store.refusal is not None:
            self.tell_error(store.refusal)
            return
        if self.query_one(TabbedContent).active == "datasets":
            dataset = self._chosen()
            if dataset is not None:
                self._removing.dataset(dataset)
            return
        table = self.query_one("#source-list", DataTable)
        if table.row_count:
            sha256 = str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
            self._removing.source(sha256, str(table.get_row_at(table.cursor_row)[0]))

    def _say(self, words: str | None) -> None:
        """Show what is going on in the title's line, and the title once that is over."""
        self.query_one("#title", Static).update(words or self._title())

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
