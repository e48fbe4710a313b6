"""The library's list of files that are read one after the other, and of what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from curator.language import _
from curator.values import one_line
from screens.library_lines import fill
from screens.reading_queue import STATE_WORDS, Job
from screens.widgets.scripts import pictured


class JobTable(DataTable[Text]):
    """The files; what is done with one is a binding."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", _("Look at its tables"), key_display="Enter"),
        Binding(
            "space,f9",
            "screen.add_all",
            _("Keep all"),
            key_display="Space",
            tooltip=_("Add all tables of the file that it does not hide"),
        ),
        Binding(
            "delete",
            "screen.remove",
            _("Stop / dismiss"),
            key_display="Del",
            tooltip=_("Stop reading the file; then take it off the list"),
        ),
        Binding("ctrl+delete", "screen.stop_all", _("Stop all"), key_display="^Del"),
    ]


class JobList(Vertical):
    """Files with a line each, and beneath them what there is to say of the one under the cursor."""

    DEFAULT_CSS = """
    JobList JobTable { height: 1fr; }
    JobList .told { height: auto; max-height: 8; border-top: solid $primary; padding: 0 1; }
    """

    def __init__(self, empty: str) -> None:
        """`empty` says what to do where there is no file."""
        super().__init__()
        self._empty = empty
        self._jobs: Sequence[Job] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list and the words."""
        yield JobTable(cursor_type="row")
        yield Static(self._empty, classes="told", markup=False)

    def on_mount(self) -> None:
        """Name the columns."""
        self.query_one(JobTable).add_columns(_("file"), _("state"), _("tables"))

    def show(self, jobs: Sequence[Job]) -> None:
        """Draw the files anew."""
        self._jobs = list(jobs)
        fill(
            self.query_one(JobTable),
            [
                (
                    str(job.number),
                    (
                        one_line(job.path.name, 36),
                        STATE_WORDS[job.state],
                        one_line(job.told, 60),
                    ),
                )
                for job in jobs
            ],
        )
        self._tell()

    @property
    def chosen(self) -> Job | None:
        """The file under the cursor, None where there is none."""
        row = self.query_one(JobTable).cursor_row
        return self._jobs[row] if 0 <= row < len(self._jobs) else None

    @on(DataTable.RowHighlighted)
    def follow(self, event: DataTable.RowHighlighted) -> None:
        """Say what there is to say of the file under the cursor."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        job = self.chosen
        words = self._empty if job is None else job.problem or _next_words(job)
        self.query_one(".told", Static).update("\n".join(map(pictured, words.splitlines())))


def _next_words(job: Job) -> str:
    match job.state:
        case "found":
            return _("Enter shows its tables beside their pages; Space keeps all of them.")
        case "is added":
            return _("Its tables are being added.")
        case "added":
            return _("Its tables are datasets now. Del takes the file off this list.")
        case "stopped":
            return _("Nothing was kept of it. Del takes it off this list; F3 opens it again.")
        case _:
            return _("Del stops it, Ctrl+Del stops all. Everything else can be done meanwhile.")
