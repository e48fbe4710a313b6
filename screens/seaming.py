"""The source screen's seams: where a table goes on over page breaks, undone and made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.language import _
from screens.rereading import RereadingScreen
from screens.seams import Break, SeamsScreen, breaks_of
from screens.source_list import Choices
from screens.source_pane import FoundPane


class SeamingScreen(RereadingScreen):
    """Lists the seams of the table that is shown, and reads the file anew without some."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b,f18,shift+f6",
            "seams",
            _("Seams"),
            key_display="b",
            tooltip=_("Where it goes on over pages"),
        ),
    ]

    def has_seams(self) -> bool:
        """Whether the table that is shown goes on over pages, or a table was kept from it.

        Never of a group, whose files all are read with the same options.
        """
        if self._reading.is_group:
            return False
        goes_on = self._entry is not None and len(self._entry.found.pages()) > 1
        return goes_on or bool(self._reading.options.apart)

    def action_seams(self) -> None:
        """List where the table goes on over page breaks, to undo seams or make them again."""
        entry, apart = self._entry, self._reading.options.apart
        if self._busy is not None:
            self.notify(_("The file is still being read. Escape stops that; then b lists seams."))
        elif entry is not None:
            self.look(lambda: breaks_of(list(entry.found.seams()), apart), self._show_seams)

    def _show_seams(self, breaks: Sequence[Break]) -> None:
        page = self.query_one(FoundPane).page_shown
        self.app.push_screen(SeamsScreen(breaks, page), self._read_apart)

    def _read_apart(self, apart: tuple[int, ...] | None) -> None:
        """Read the file anew with other seams; what was chosen for its tables stays chosen."""
        if apart is None:
            return
        self._choices = Choices(self.entries)
        options = replace(self._reading.options, apart=apart)
        self.read_anew(options)
