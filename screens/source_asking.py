"""What is asked of a source before its tables are added: what is in it, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.intake import Report
from curator.language import _
from extractors import EXTRACTORS, Options
from screens.intake_report import IntakeReportScreen
from screens.reading_form import ReadingForm
from screens.rereading import RereadingScreen
from screens.source_list import Choices, Entry


class AskingScreen(RereadingScreen):
    """A source whose report can be looked at, and that can be read anew in another way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "report",
            _("Report"),
            key_display="F5",
            tooltip=_("Say what is in the file, and what is doubtful about it"),
        ),
        Binding(
            "f11",
            "options",
            _("Options"),
            key_display="F11",
            tooltip=_("Choose how the file is read"),
            show=False,
        ),
    ]
    _chosen_by_hand: bool

    def action_report(self) -> None:
        """Show the intake report."""
        self.notify(_("The file is looked through …"), timeout=2)
        self.look(lambda: self._reading.report(), self._show_report)

    def _show_report(self, report: Report) -> None:
        self.app.push_screen(IntakeReportScreen(report))

    def action_options(self) -> None:
        """Ask how the file is read, and read it anew."""
        if any(entry.dataset is not None for entry in self.entries):
            self.notify(_("Tables of it were added already; open the file again to read it anew."))
            return
        name = self._extractor(self.entries)
        if name is None:
            self.notify(_("There is nothing in the file that could be read in another way."))
            return
        form = ReadingForm(EXTRACTORS[name], self._reading.options)
        self.app.push_screen(form, self._take_options)

    def _extractor(self, entries: Sequence[Entry]) -> str | None:
        """Return the name of the extractor that found the tables, None where there are none."""
        return next((str(one.found.head.extractor["name"]) for one in entries), None)

    def _take_options(self, options: Options | None) -> None:
        if options is not None and options != self._reading.options:
            self._choices = Choices()
            self._chosen_by_hand = False
            self.read_anew(options)
