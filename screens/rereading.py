"""A source that is read anew: with other options, or with other seams; what all its parts say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from textual.widgets import Button, Static

from curator.language import _, ngettext
from extractors import Options
from screens.base import CuratorScreen
from screens.source_list import Choices, Entry, TableList
from screens.source_pane import FoundPane
from screens.source_reading import ReadAlready, Reading
from screens.source_words import found_words
from screens.widgets.scripts import pictured

Told = TypeVar("Told")


class RereadingScreen(CuratorScreen):
    """Holds what was read of a source and says what that is, and reads it again."""

    path: Path
    _reading: Reading
    _already: ReadAlready | None

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._entry: Entry | None = None
        self._busy: str | None = None
        self._choices = Choices()

    def read_anew(self, options: Options) -> None:
        """Read the file with other options; the tables found before are let go of."""
        if self._busy is not None:
            self.notify(_("The file is still being read. Escape stops that."))
            return
        if self._already is None:
            self._reading.let_go(None)
        self._already = None
        self._reading = Reading(self.path, options)
        self.query_one("#body").display = False
        self.query_one(FoundPane).read_from(self._reading)
        self.entries, self._entry = [], None
        self._begin()

    def _begin(self) -> None:
        """Begin to read."""
        raise NotImplementedError

    def tell_choices(self) -> None:
        """Show how the table was read, where that is shown beside it."""
        raise NotImplementedError

    def _list(self) -> None:
        """Draw the list anew."""
        self.query_one(TableList).show_entries(self.entries)
        kept = sum(entry.kept for entry in self.entries)
        self.query_one("#add", Button).label = ngettext(
            "Add {count} kept table (F7)", "Add {count} kept tables (F7)", kept
        ).format(count=kept)

    def _tell_state(self, why: str | None = None) -> None:
        if self._busy is None:
            self._say(found_words(self.path.name, self.entries, why))

    def _later(self, then: Callable[[Told], None], told: Told) -> None:
        """Let the screen's own thread take what work in another thread tells."""
        self.post_message(self.Done(lambda: then(told)))

    def _go_on(self, words: str) -> None:
        if self._busy is not None:
            self._say(words)

    def _say(self, words: str) -> None:
        self.query_one("#status", Static).update(pictured(words))
