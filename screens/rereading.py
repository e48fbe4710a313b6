"""A source that is read anew: with other options, or with other seams."""

from __future__ import annotations

from pathlib import Path

from curator.language import _
from extractors import Options
from screens.base import CuratorScreen
from screens.source_list import Choices, Entry
from screens.source_pane import FoundPane
from screens.source_reading import ReadAlready, Reading


class RereadingScreen(CuratorScreen):
    """Holds what was read of a source, and reads it again."""

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
