"""The list of a history's steps: read, filtered, narrowed to one cell, and saved as a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from curator.errors import CuratorError
from curator.export.history_list import write_history
from curator.filters import Filter
from curator.history import Entry
from curator.language import _, ngettext
from curator.store import Dataset
from screens.ask import AskScreen
from screens.cell_question import Cell, ask_cell, cell_name
from screens.desk import Desk
from screens.entries_view import EntriesView, Log
from screens.filter_line import FilterLine
from screens.filtered_list import FilteredList
from screens.list_pane import Lines
from screens.prose import Line
from screens.step_pane import StepPane

_UNDONE = "↶"


class HistoryList(FilteredList):
    """Lists revisions and notes' events that fit the filters, newest first."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "find", _("Filter"), key_display="F3"),
        Binding("shift+f3,c", "clear", _("Clear filters"), key_display="Shift+F3", show=False),
        Binding("f11,colon", "cell", _("One cell"), key_display="F11", show=False),
        Binding("f12,x", "save", _("Save list"), key_display="F12", show=False),
    ]

    def __init__(
        self, desk: Desk, dataset: Dataset, cell: Cell | None, revision: int | None
    ) -> None:
        """`cell` is offered first where one is asked for; `revision` is where one begins."""
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._offered = cell
        self._cell: Cell | None = None
        self._begin_at = revision
        self._log: Log | None = None
        self._shown: EntriesView | None = None

    def compose(self) -> ComposeResult:
        """Lay out the filters, the list, and what is told of one step."""
        yield FilterLine()
        yield StepPane(_("Reading the history …"))
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Read the history."""
        self.query_one(Lines).focus()
        self._read()

    def read_again(self) -> None:
        """Show what somebody else has changed."""
        self._read()

    def _read(self) -> None:
        self.do(self._whole, self._take_in)

    def _whole(self) -> Log:
        dataset = self.dataset
        log = Log.of(dataset.history(), dataset.annotations(), dataset.view())
        return log if self._cell is None else log.narrowed(dataset.history(*self._cell))

    def _take_in(self, log: Log) -> None:
        """Offer what there is to filter by, keeping what was chosen, and show the list."""
        self._log = log
        line = self.query_one(FilterLine)
        line.offer(
            dict.fromkeys(["revision", "annotation", *sorted({e.kind for e in log.entries})]),
            sorted({entry.who for entry in log.entries}),
            [column.name for column in log.view.columns],
        )
        self._show(line.wanted)
        if self._begin_at is not None:
            begin, self._begin_at = self._begin_at, None
            self._go_to_revision(begin)

    # Filters

    @on(FilterLine.Changed)
    def filter(self, event: FilterLine.Changed) -> None:
        """Show what fits the filters."""
        event.stop()
        self._show(event.wanted)

    def _show(self, wanted: Filter) -> None:
        """Show what fits, with the cursor on the newest."""
        log = self._log
        if log is None:
            return
        view = self._shown = EntriesView(log, log.fitting(wanted))
        pane = self.query_one(StepPane)
        pane.lines.show(view, keep_cursor=False)
        total = len(log.entries)
        pane.lines.set_marks(
            {(total - n, None): _UNDONE for n, e in enumerate(log.entries) if e.undone}
        )
        only = None if self._cell is None else cell_name(self._cell, log.view)
        self.query_one(FilterLine).tell(view.row_count, total, only)
        if not view.row_count:
            pane.tell([Line("", [_("No step fits these filters. Shift+F3 clears them.")])])

    def action_clear(self) -> None:
        """Show every step again."""
        whole, self._cell = self._cell is None, None
        self.query_one(FilterLine).clear()
        self.query_one(Lines).focus()
        if not whole:
            self._read()

    def action_cell(self) -> None:
        """Ask for a cell, and list only what touched it."""
        if self._log is not None:
            view = self._log.view
            ask_cell(self, view, cell_name(self._cell or self._offered, view), self._take_cell)

    def _take_cell(self, cell: Cell | None) -> None:
        self._cell = cell
        self._read()

    def _go_to_revision(self, number: int) -> None:
        """Put the cursor on a revision."""
        position = self._shown.position(number) if self._shown is not None else None
        if position is None:
            words = _("Revision {number} does not fit these filters. Shift+F3 clears them.")
            self.notify(words.format(number=number))
        else:
            self.query_one(Lines).move_to(position, 0)

    def _current(self) -> Entry | None:
        shown = self._shown
        return shown.entry(self.query_one(Lines).cursor_row) if shown is not None else None

    # The list as a file

    def action_save(self) -> None:
        """Ask where to save the steps that are listed."""
        if self._shown is not None:
            folder = Path(self.desk.export_folder or Path.home())
            self._ask_where(str(folder / f"{self.dataset.name}-history.csv"))

    def _ask_where(self, value: str) -> None:
        words = _(
            "A file that is not there yet; .csv and .json are written. What is listed goes in."
        )
        self.app.push_screen(AskScreen(_("Save this list as"), words, value), self._save)

    def _save(self, answer: str | None) -> None:
        shown = self._shown
        if answer is None or shown is None:
            return
        path, entries = Path(answer.strip()).expanduser(), shown.entries()

        def again(error: CuratorError) -> None:
            self.tell_error(error)
            self._ask_where(answer)

        self.do(
            lambda: write_history(path, entries, shown.log.view),
            lambda _none: self.notify(_saved(path, len(entries)), markup=False),
            again,
        )


def _saved(path: Path, count: int) -> str:
    words = ngettext("{path} holds {count:,} step.", "{path} holds {count:,} steps.", count)
    return words.format(path=path, count=count)
