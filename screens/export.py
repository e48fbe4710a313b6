"""The export: a dataset onto a stick or into a folder, proved by reading it back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Footer, Input, OptionList, ProgressBar, Static
from textual.widgets.option_list import Option

from curator.errors import Cancelled, CuratorError
from curator.export import Delimited, Exported, estimated_bytes, export, unasked
from curator.language import _
from curator.store import Dataset
from curator.tables import Progress
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.export_form import ExportForm
from screens.export_words import (
    Prospect,
    drive_words,
    exported_lines,
    nowhere_words,
    reached_words,
    room_words,
    size_words,
    warning_words,
)
from screens.path_input import PathSuggester, written_path
from screens.prose import Line, Prose
from screens.toggles import Tick
from screens.widgets.line_input import LineInput

_PAUSE = 0.1
"""Seconds between two tellings of how far an export is."""


class ExportScreen(CuratorScreen):
    """Asks where to and how, exports, and shows the proof."""

    HELP = _("""
## Export

Writes the dataset to a folder of its own: the CSV, `SHA256SUMS`, and `manifest.json`, which says
what the columns are and where the data came from, and names no person, machine or folder.

All of it is written or nothing. Every file is read back from the drive and compared before an
older export is replaced. `curator verify FOLDER` proves it again, on any machine.

What is larger than the largest file is written in numbered parts, each with the header.
""")
    DEFAULT_CSS = """
    ExportScreen #form { height: 1fr; padding: 0 1; }
    ExportScreen #where { height: 1; }
    ExportScreen #where Static { width: auto; padding: 0 1 0 0; text-style: bold; }
    ExportScreen #where Input { width: 1fr; }
    ExportScreen #warning { color: $text-warning; text-style: bold; }
    ExportScreen OptionList { height: auto; max-height: 6; border: none; padding: 0; }
    ExportScreen #unasked { width: auto; }
    ExportScreen .why { padding: 0 0 0 4; color: $text-muted; }
    ExportScreen #go { height: 1; margin: 1 0 0 0; }
    ExportScreen ProgressBar { display: none; width: auto; padding: 0 1; }
    ExportScreen.-exporting ProgressBar { display: block; }
    ExportScreen #outcome { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12,x", "export", _("Export"), key_display="F12"),
        Binding("f5,r", "look_again", _("Look for drives"), key_display="F5"),
    ]

    @dataclass
    class Reached(Message):
        """So many rows are written, of so many."""

        done: int
        total: int | None
        seconds: float
        """Since it began."""

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__()
        self.desk = desk
        self.dataset = dataset
        self._prospect: Prospect | None = None
        self._exporting = False

    def compose(self) -> ComposeResult:
        """Lay out where to, the options, and what comes of it."""
        yield Static(
            _("Export {dataset}").format(dataset=self.dataset.name),
            id="title",
            classes="line",
            markup=False,
        )
        with VerticalScroll(id="form", can_focus=False):
            yield Static("", id="warning", markup=False)
            with Horizontal(id="where"):
                yield Static(_("Folder"))
                yield LineInput(
                    self.desk.export_folder,
                    placeholder=_("its path; the right arrow completes it"),
                    suggester=PathSuggester(Path.home()),
                    compact=True,
                )
            yield Static("", id="room", markup=False)
            yield OptionList(compact=True, markup=False)
            yield ExportForm(Delimited)
            yield Tick(_("Write even if the drive says it has no room"), id="unasked", compact=True)
            yield Static(
                _("Some drives say so wrongly. A full one leaves an older export as it is."),
                classes="why",
                markup=False,
            )
            with Horizontal(id="go"):
                yield Button(_("Export (F12)"), variant="primary", compact=True)
                yield ProgressBar(show_eta=False)
            yield Static("", id="reached", markup=False)
            yield Static("", id="outcome", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Find out what there is to export, and onto what."""
        self.query_one(Input).focus()
        self._tell_room("")
        self.action_look_again()

    def on_unmount(self) -> None:
        """Leave no export running that nobody sees."""
        self.cancel_work()

    def action_look_again(self) -> None:
        """List the drives anew."""
        if not self._exporting:
            self.do(lambda: Prospect.of(self.dataset), self._show)

    def _show(self, prospect: Prospect) -> None:
        self._prospect = prospect
        view = prospect.view
        self.query_one("#title", Static).update(
            _(
                "Export {dataset} · revision {revision} · {row_count:,} rows × {columns} ·"
                " about {bytes}"
            ).format(
                dataset=view.dataset,
                revision=view.revision,
                row_count=view.row_count,
                columns=len(view.columns),
                bytes=size_words(prospect.bytes),
            )
        )
        warning = self.query_one("#warning", Static)
        warning.update(warning_words(prospect.open_ones))
        warning.display = bool(prospect.open_ones)
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(Option(Text(drive_words(drive))) for drive in prospect.drives)
        found.display = bool(prospect.drives)
        folder = self.query_one(Input)
        if not folder.value and len(prospect.drives) == 1:
            folder.value = str(prospect.drives[0].path)
            folder.action_select_all()
        self._look_at_room()

    # Where to

    @on(OptionList.OptionSelected)
    def _take_drive(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._prospect is not None:
            folder = self.query_one(Input)
            folder.value = str(self._prospect.drives[event.option_index].path)
            folder.focus()

    @on(Input.Changed)
    def _look_at_room(self) -> None:
        """Say how much room there is where the folder is or will be."""
        folder = self._folder()
        if folder is None:
            self._tell_room("")
        else:
            needed = self._prospect.bytes if self._prospect else None
            self.look(lambda: room_words(folder, needed), self._tell_room)

    def _tell_room(self, words: str) -> None:
        found = self._prospect is None or bool(self._prospect.drives)
        self.query_one("#room", Static).update(words or nowhere_words(found))

    def _folder(self) -> Path | None:
        """Return the folder as typed, which begins at home; None if there is none."""
        typed = self.query_one(Input).value
        return written_path(typed, Path.home()) if typed.strip() else None

    # Exporting

    @on(Button.Pressed)
    @on(Input.Submitted)
    def action_export(self) -> None:
        """Export, or say what is missing."""
        folder = self._folder()
        if self._exporting:
            return
        if folder is None:
            self.query_one(Input).focus()
            self.notify(_("Choose a folder first: type its path, or choose a drive."))
            return
        exporter = self.query_one(ExportForm).chosen()
        needed = unasked if self.query_one("#unasked", Tick).value else estimated_bytes
        self._run_out(running=True)
        self._outcome([])

        def task() -> Exported:
            view = self.dataset.view()
            facts = self.dataset.export_facts(view.revision)
            progress = self._progress(self.cancelling())
            return export(view, exporter, folder, facts, progress, needed)

        self.do(task, self._exported, self._failed)

    def _progress(self, stop: Progress) -> Progress:
        """Return a progress for the exporting thread, which tells a few times a second."""
        began = told = time.monotonic()

        def progress(done: int, total: int | None) -> None:
            nonlocal told
            stop(done, total)
            now = time.monotonic()
            if now - told >= _PAUSE:
                told = now
                self.post_message(self.Reached(done, total, now - began))

        return progress

    @on(Reached)
    def _tell_reached(self, event: Reached) -> None:
        event.stop()
        if not self._exporting:
            return
        self.query_one(ProgressBar).update(total=event.total, progress=event.done)
        words = reached_words(event.done, event.total, event.seconds)
        self.query_one("#reached", Static).update(_("{words} · Esc stops it").format(words=words))

    def _run_out(self, *, running: bool) -> None:
        """Show that an export runs, or that it has ended."""
        self._exporting = running
        self.set_class(running, "-exporting")
        for widget in (
            self.query_one(ExportForm),
            self.query_one("#where"),
            self.query_one("#unasked"),
            self.query_one(Button),
        ):
            widget.disabled = running
        self.query_one(OptionList).disabled = running
        self.query_one(ProgressBar).update(total=None, progress=0)
        self.query_one("#reached", Static).update(_("Writing … · Esc stops it") if running else "")
        if not running:
            self.query_one(Button).focus()

    def _exported(self, exported: Exported) -> None:
        self._run_out(running=False)
        self.desk.export_folder = str(exported.folder.parent)
        self._outcome(exported_lines(exported))
        self._look_at_room()

    def _failed(self, error: CuratorError) -> None:
        self._run_out(running=False)
        stopped = isinstance(error, Cancelled)
        words = (
            _("You stopped it; nothing of it is left. F12 begins anew.") if stopped else str(error)
        )
        self._outcome([Line(_("Not exported"), [words])])

    def _outcome(self, lines: Sequence[Line]) -> None:
        outcome = self.query_one("#outcome", Static)
        outcome.update(Prose(lines))
        if lines:
            self.call_after_refresh(outcome.scroll_visible, animate=False, top=True)

    def action_back(self) -> None:
        """Stop the export that runs, after which nothing of it is left; else go back."""
        if self._exporting:
            self.cancel_work()
            self.query_one("#reached", Static).update(_("Stopping …"))
        else:
            self.dismiss()
