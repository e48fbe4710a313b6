"""The source screen's second reading, which goes on while tables are looked at."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.worker import get_current_worker

from curator.errors import Cancelled, CuratorError
from curator.language import _, ngettext
from extractors import Found, Together
from screens.rereading import RereadingScreen
from screens.source_pane import FoundPane
from screens.source_reading import Reading


class CheckingScreen(RereadingScreen):
    """Holds the tables of a PDF against a second reading; agreement is silent."""

    def check(self) -> None:
        """Begin the second reading of all tables that were found."""
        self._check(self._reading, [entry.found for entry in self.entries])

    @work(thread=True, group="second reading", exclusive=True)
    def _check(self, reading: Reading, tables: Sequence[Found | Together]) -> None:
        worker = get_current_worker()

        def progress(_done: int, _total: int | None) -> None:
            if worker.is_cancelled:
                raise Cancelled(_("The second reading was stopped."))

        try:
            count = reading.check(tables, progress)
        except CuratorError:  # it is made up for when tables are added
            return
        if count and not worker.is_cancelled:
            self.post_message(self.Done(lambda: self._tell_differing(reading, count)))

    def _tell_differing(self, reading: Reading, count: int) -> None:
        """Say how many cells are doubtful, and show it of those in sight."""
        if reading is not self._reading:
            return
        words = ngettext(
            "A second reader of the file reads {count:,} cell otherwise; it is flagged, and says what.",
            "A second reader of the file reads {count:,} cells otherwise; they are flagged, and say"
            " what.",
            count,
        )
        self.notify(words.format(count=count), severity="warning", timeout=10, markup=False)
        if self._entry is not None and self._busy is None:
            self.query_one(FoundPane).show(self._entry, keep_cursor=True)
