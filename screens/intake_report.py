"""The intake report of a file, as text."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Footer, Static

from curator.intake import Report, described
from curator.language import _
from screens.dialog import Dialog
from screens.widgets.scripts import isolated, pictured

_NAME = re.compile("'([^']*)'")
"""A name of the file's, as the report quotes it."""


class IntakeReportScreen(Dialog[None]):
    """Says what is in a file, and what is doubtful about it."""

    HELP = _("""
## What is in the file

What kind of file it is, what is doubtful about it, and where its tables lie; rows are numbered as
spreadsheets number them. Nothing is imported by looking. Arrows scroll, Escape goes back.
""")
    DEFAULT_CSS = """
    IntakeReportScreen { align: center bottom; }
    IntakeReportScreen VerticalScroll { height: auto; max-height: 24; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "dismiss", _("Back"), show=False)]

    def __init__(self, report: Report) -> None:
        """Show `report`."""
        super().__init__()
        self.lines = list(described(report))

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        with Vertical(classes="dialog"):
            yield Static(_("Before it is imported"), classes="dialog-title")
            with VerticalScroll():
                for line in self.lines:
                    yield Static(_NAME.sub(_whole, pictured(line)), markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()


def _whole(name: re.Match[str]) -> str:
    """Keep what follows a name out of the name's direction."""
    return f"'{isolated(name[1])}'"
