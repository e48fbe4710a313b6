"""The tables that are kept of a source, added to the store."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Button

from curator.errors import CuratorError
from curator.language import _
from screens.desk import Desk
from screens.rereading import RereadingScreen
from screens.source_list import Entry
from screens.source_words import added_words, teller


class AddingScreen(RereadingScreen):
    """Makes a dataset of each table that is kept, and leaves with their names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "add", _("Add"), key_display="F7", tooltip=_("Add the tables that are kept")),
    ]
    desk: Desk

    @on(Button.Pressed, "#add")
    def _press(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_add()

    def action_add(self) -> None:
        """Add the tables that are kept, and leave."""
        kept = [entry for entry in self.entries if entry.kept]
        if self._busy == "reading":
            self.notify(_("The file is still being read. Escape stops that; then F7 adds."))
        elif self._busy is None and not kept:
            self.notify(_("No table is kept yet: Space keeps the one you see, F6 keeps all."))
        elif self._busy is None:
            self._busy = "adding"
            self.do(lambda: self._add(kept), self._leave_with_names, self._fail)

    def _add(self, kept: list[Entry]) -> None:
        """Add tables in a thread."""
        tell = teller(self.cancelling(), partial(self._later, self._go_on))

        def progress(entry: Entry, done: int) -> None:
            which = _("Adding table {number} ({place} of {kept})").format(
                number=entry.number, place=kept.index(entry) + 1, kept=len(kept)
            )
            tell(which, done, entry.found.row_count)

        self._reading.add(kept, self.desk, progress, partial(self._later, self._take_added))

    def _take_added(self, entry: Entry) -> None:
        """Mark a table that is in the store."""
        entry.kept = False
        self._list()

    def _leave_with_names(self, _: None) -> None:
        self._busy = None
        self.dismiss(self._names())

    def _fail(self, error: CuratorError) -> None:
        self._busy = None
        words = added_words(error, self._names() or [])
        self.notify(words, severity="error", timeout=20, markup=False)
        self._tell_state(_("stopped"))

    def _names(self) -> list[str] | None:
        """Return the datasets that were added, None if there are none."""
        return [entry.dataset for entry in self.entries if entry.dataset is not None] or None
