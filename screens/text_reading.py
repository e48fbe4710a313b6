"""Reading a text file once more, as it was chosen while its table is seen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from curator.errors import CuratorError
from curator.intake import Report
from curator.language import _
from extractors import Options, report
from screens.source_asking import AskingScreen
from screens.source_list import Entry
from screens.text_choices import TextChoices

TEXT = "text/csv"


class TextReadingScreen(AskingScreen):
    """The part of the source screen that asks how a text is read, and reads it so."""

    @property
    def is_text(self) -> bool:
        """Whether the table is that of a text file that was opened by itself."""
        if self._reading.is_group:
            return False
        return bool(self.entries) and self.entries[0].found.source.media_type == TEXT

    def action_options(self) -> None:
        """Show how a text is read, to change it, or hide that again; of others ask in a form."""
        added = any(entry.dataset is not None for entry in self.entries)
        if not self.is_text or added:
            super().action_options()
            return
        choices = self.query_one(TextChoices)
        choices.display = not choices.display
        if not choices.display:
            return
        self.tell_choices()
        choices.focus()
        if not choices.has_encodings:
            path = self._reading.path
            self.look(lambda: report(path), self._take_report)

    def tell_choices(self) -> None:
        """Show how the table was read."""
        entry = self.entries[0]
        choices = self.query_one(TextChoices)
        choices.tell(self._reading.options, entry.found.head.extractor, entry.header_count)

    def _take_report(self, told: Report) -> None:
        self.query_one(TextChoices).tell_encodings(told.encodings)

    @on(TextChoices.Changed)
    def _read_otherwise(self, event: TextChoices.Changed) -> None:
        event.stop()
        if any(entry.dataset is not None for entry in self.entries):
            return
        self.cancel_work()
        self._before = list(self.entries)
        self._options_before = self._reading.options
        self._reading.choose(event.options)
        self._begin()

    _before: Sequence[Entry] = ()
    """What was found with the options before, until it is replaced."""
    _options_before = Options()

    def replace_entry(self, entry: Entry) -> None:
        """Give a table that was read otherwise the name and place of the one before."""
        if self._before:
            old = self._before[0]
            entry.name, entry.kept = old.name, old.kept
            self.entries.clear()
            self._before = ()

    def keep_before(self, error: CuratorError | None) -> None:
        """Go back to the options before where the new ones gave no table."""
        if not self._before:
            return
        self._before = ()
        self._reading.choose(self._options_before)
        self.tell_choices()
        if error is None:
            self.notify(_("Read so, the file has no table."), severity="warning")
