"""What a curator chooses of the tables found in a source: kept or not, its header, its name."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from curator.language import _
from screens.rereading import RereadingScreen
from screens.source_list import NAME, TableList, keep_all
from screens.source_notes import SourceNotes
from screens.source_pane import FoundPane
from screens.widgets.cell_input import CellInput
from screens.widgets.grid import Grid


class ChoosingScreen(RereadingScreen):
    """Keeps tables or skips them, and says how many rows are a header and what each is called."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "keep", _("Keep"), key_display="Space", tooltip=_("Keep the table, or skip it")
        ),
        Binding(
            "f6,a", "keep_all", _("All"), key_display="F6", tooltip=_("Keep all tables, or none")
        ),
        Binding("f2,n", "name", _("Name"), key_display="F2", tooltip=_("Name the dataset")),
        Binding("f3,minus", "header(-1)", _("One header row fewer"), show=False, key_display="F3"),
        Binding(
            "f4,plus",
            "header(1)",
            _("Header"),
            key_display="F3 F4",
            tooltip=_("One header row more"),
        ),
        Binding("f9", "annotate", _("Note"), key_display="F9", tooltip=_("Note on this page")),
    ]
    _chosen_by_hand: bool

    def action_keep(self) -> None:
        """Keep the table, or skip it."""
        entry = self._entry
        if entry is None or entry.dataset is not None:
            return
        self._chosen_by_hand = True
        entry.kept = not entry.kept
        self._list()
        self._tell_state()

    def action_keep_all(self) -> None:
        """Keep all tables that the source does not hide; if they all are kept, skip every one."""
        self._chosen_by_hand = True
        keep_all(self.entries)
        self._list()
        self._tell_state()

    def action_header(self, more: int) -> None:
        """Make one row more, or fewer, the header."""
        entry = self._entry
        if entry is None or entry.dataset is not None:
            return
        count = entry.header_count + more
        if 0 <= count <= entry.found.row_count:
            entry.header_count = count
            self._list()
            self.tell_choices()
            self.query_one(FoundPane).show(entry, keep_cursor=True)

    def action_name(self) -> None:
        """Name the dataset that the table shall become, in its place in the list."""
        entry = self._entry
        if entry is None or entry.dataset is not None or self.query(CellInput):
            return
        tables = self.query_one(TableList)
        tables.reveal(entry.number - 1, NAME)
        region = tables.cell_region(entry.number - 1, NAME)
        self.mount(CellInput(entry.name or self.path.stem, region, self.size))

    @on(CellInput.Committed)
    @on(CellInput.Cancelled)
    def _take_name(self, event: CellInput.Committed | CellInput.Cancelled) -> None:
        event.stop()
        event.cell_input.remove()
        if isinstance(event, CellInput.Committed) and self._entry is not None:
            self._entry.name = event.value
            self._list()
        self.query_one(TableList).focus()

    def action_annotate(self) -> None:
        """Write a note on the page or sheet of the table, for a dataset that was made from it."""
        self.query_one(SourceNotes).write(self, self.query_one(FoundPane).page_shown)

    @on(Grid.EditRequested)
    def _refuse_edit(self, event: Grid.EditRequested) -> None:
        event.stop()
        self.notify(_("A cell is changed once its table is a dataset: F7 adds the tables kept."))
