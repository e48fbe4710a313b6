"""The library: every dataset and source of the store, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Static, TabbedContent, TabPane

from curator.language import _, joined
from curator.recent import remember_files
from curator.store import Dataset, KeptSource, Summary
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.detail import Detailed
from screens.editor import EditorScreen
from screens.export import ExportScreen
from screens.history import HistoryScreen
from screens.job_list import JobList
from screens.kept_source import open_kept
from screens.library_lines import (
    DATASET_COLUMNS,
    EMPTY,
    SOURCE_COLUMNS,
    Listed,
    dataset_cells,
    fill,
    source_cells,
    title_words,
)
from screens.open_file import OpenFileScreen
from screens.queueing import NEXT, NO_PROBLEM, Queueing, QueueLine
from screens.removing import Removing
from screens.search import SearchScreen
from screens.source import SourceScreen
from screens.state import ask_state
from screens.threads import ThreadsScreen
from screens.visit import Visit


class LibraryScreen(CuratorScreen):
    """Datasets with rows, open doubts and last change; sources with what was made of them."""

    HELP = _("""
## The library

Every **dataset** in this store, and every **source** (a file that was added; the store keeps it
whole). Enter opens a dataset in the editor, or a source to take further tables from it. **/**
or **F2** searches all of them. **F6** lists their notes. **F4** says that a dataset is a draft, checked or approved; one
that is changed afterwards counts as a draft again. *Settled* are those of the cells that were
flagged when the source was read, and of the doubts and questions, that somebody looked at.

Several files that are opened together are read one after the other in the **queue**, while you do
something else: **Enter** there shows a file's tables, **Space** keeps all of them, **Del** stops
one, **Ctrl+Del** all. What could not be read stands under **problems**, and why, until Del.

**Del** removes the one under the cursor for good, after a question.
""")
    DEFAULT_CSS = """
    LibraryScreen DataTable { height: 1fr; }
    """
    AUTO_FOCUS = "#dataset-list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,f3", "open_file", _("Open"), key_display="F3", tooltip=_("Open file")),
        Binding(
            "s,f4", "state", _("State"), key_display="F4", tooltip=_("Draft, checked or approved")
        ),
        Binding("x,f12", "export", _("Export"), key_display="F12"),
        Binding("slash,f2", "search", _("Search"), key_display="F2"),
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
        self._queueing = Queueing(self, desk, self._added)

    def compose(self) -> ComposeResult:
        """Lay out the two lists."""
        yield Static(title_words(self.desk.store), id="title", classes="line", markup=False)
        with Detailed(self.desk.store, self.look), TabbedContent():
            with TabPane(_("Datasets"), id="datasets"):
                yield Static(EMPTY, classes="empty", markup=False)
                yield Listed(DATASET_COLUMNS, id="dataset-list")
            with TabPane(_("Sources"), id="sources"):
                yield Listed(SOURCE_COLUMNS, id="source-list")
            with TabPane(_("Queue"), id="queue"):
                yield JobList(NEXT)
            with TabPane(_("Problems"), id="problems"):
                yield JobList(NO_PROBLEM)
        yield QueueLine()
        yield Footer(compact=True)

    def read_again(self) -> None:
        """Show what somebody else has changed."""
        self.action_refresh()

    def on_mount(self) -> None:
        """Offer no list without files; the store is read when the screen comes up."""
        self._queueing.show()

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
        self.query_one(Detailed).know(datasets, sources)
        if self.focused is None or not self.focused.display:
            self._focus_list()

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

    def _read(self, paths: list[Path] | None) -> None:
        """Show the tables of one file as they are found; let several wait in the queue."""
        if not paths:
            return
        self.folder = paths[0].parent
        self.do(lambda: remember_files(paths), lambda _: None)
        if len(paths) == 1:
            self.app.push_screen(SourceScreen(self.desk, paths[0]), self._added)
        else:
            self._queueing.read(paths)

    @on(QueueLine.Changed)
    def follow_queue(self, event: QueueLine.Changed) -> None:
        """Draw the files that are read."""
        event.stop()
        self._queueing.show()

    @on(DataTable.RowSelected, "JobTable")
    def look_at_job(self, event: DataTable.RowSelected) -> None:
        """Show the tables of the file under the cursor."""
        event.stop()
        job = self._queueing.chosen()
        if job is not None:
            self._queueing.look_at(job)

    def action_add_all(self) -> None:
        """Keep all tables of the file under the cursor."""
        job = self._queueing.chosen()
        if job is not None:
            self._queueing.add_all(job)

    def action_stop_all(self) -> None:
        """Read no more of the files that wait."""
        self._queueing.stop_all()

    def _added(self, names: list[str] | None) -> None:
        """Open what was added, if it is one dataset."""
        if not names:
            self.action_refresh()
            return
        if len(names) == 1:
            self._edit(names[0])
        else:
            self.notify(_("Added: {names}").format(names=joined(names)), markup=False)

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
        if name is not None:
            ask_state(self, self.desk, name, self.action_refresh)

    def action_remove(self) -> None:
        """Remove the dataset or source under the cursor for good, after one question.

        A file of the queue is stopped, or taken off its list.
        """
        job = self._queueing.chosen()
        if job is not None:
            self._queueing.dismiss(job)
            return
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
        if table.row_count and self.query_one(TabbedContent).active == "sources":
            sha256 = str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
            self._removing.source(sha256, str(table.get_row_at(table.cursor_row)[0]))

    def _say(self, words: str | None) -> None:
        """Show what is going on in the title's line, and the title once that is over."""
        self.query_one("#title", Static).update(words or title_words(self.desk.store))

    def action_other_list(self) -> None:
        """Go to the next list."""
        tabs = self.query_one(TabbedContent)
        panes = [pane.id for pane in self.query(TabPane) if tabs.get_tab(pane).display]
        tabs.active = str(panes[(panes.index(tabs.active) + 1) % len(panes)])
        self._focus_list()

    def _focus_list(self) -> None:
        """Take the keys into the list in front; focus elsewhere would bring its own to the front."""
        table = self.query_one(f"#{self.query_one(TabbedContent).active} DataTable", DataTable)
        (table if table.display else self).focus()

    def action_nowhere(self) -> None:
        """Stay: the library is where one comes back to."""

    def _chosen(self) -> str | None:
        table = self.query_one("#dataset-list", DataTable)
        if not table.row_count:
            self.notify(_("There is no dataset yet: F3 opens a file."), markup=False)
            return None
        return str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value)
