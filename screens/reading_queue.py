"""Files that wait to be read, one after the other, and what was found in them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import Literal

from curator.errors import Cancelled, CuratorError, LockedError
from curator.intake import PagesReport
from curator.language import _, joined, ngettext
from curator.values import one_line
from extractors import Found, Options, Together
from screens.desk import Desk
from screens.source_list import Entry
from screens.source_reading import ReadAlready, Reading
from screens.source_words import BEAT, amount, nothing_found

State = Literal["waits", "is read", "found", "is added", "added", "stopped", "locked", "failed"]
STATE_WORDS: dict[State, str] = {
    "waits": _("waits"),
    "is read": _("is read"),
    "found": _("to be looked at"),
    "is added": _("is added"),
    "added": _("added"),
    "stopped": _("stopped"),
    "locked": _("wants a password"),
    "failed": _("nothing found"),
}
_NEXT = _(
    "See whether the program that it came from opens it, and save or copy it anew; then F3 opens it"
    " again. Del takes it off this list."
)


@dataclass(eq=False)
class Job:
    """One file of the queue."""

    number: int
    path: Path
    reading: Reading
    state: State = "waits"
    tables: list[Found | Together] = field(default_factory=list)
    progress: str = ""
    """How far the reading is, in words."""
    error: CuratorError | None = None
    """What ended the reading early."""
    problem: str | None = None
    """What went wrong and what to do, in whole sentences."""
    datasets: list[str] = field(default_factory=list)
    """What its tables became."""
    numbers: set[int] = field(default_factory=set)
    """The numbers of the tables that were added."""
    stopping: Event = field(default_factory=Event)

    @property
    def told(self) -> str:
        """How far it is, in a few words."""
        if self.state == "is read":
            return self.progress
        if self.datasets:
            return joined(self.datasets)
        count = len(self.tables)
        return (
            ngettext("{count} table", "{count} tables", count).format(count=count) if count else ""
        )

    def already(self) -> ReadAlready:
        """Return what was read, for the screen on which tables are chosen."""
        return ReadAlready(self.reading, list(self.tables), self.error)


class ReadingQueue:
    """The files; asked on the screen's thread, worked off in another."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self._taking = Lock()
        self._working = False
        self._count = 0

    def put(self, paths: Sequence[Path]) -> bool:
        """Let files wait; return whether somebody has to begin to `work`."""
        with self._taking:
            for path in paths:
                self._count += 1
                self.jobs.append(Job(self._count, path, Reading(path, Options())))
            begin, self._working = not self._working, True
            return begin

    def work(self, changed: Callable[[], object]) -> None:
        """Read every file that waits; `changed` is told of each step, some times a second."""
        while (job := self._take()) is not None:
            changed()
            _read(job, changed)
            changed()

    def stop(self, job: Job) -> None:
        """Stop the reading of a file, or let one that waits be."""
        with self._taking:
            job.stopping.set()
            if job.state == "waits":
                job.state = "stopped"

    def drop(self, job: Job) -> None:
        """Take a file off the list and let go of what was found in it."""
        self.stop(job)
        self.jobs.remove(job)
        job.reading.let_go(None)

    def line(self) -> str:
        """Say in a line what is read and how much waits; empty where nothing goes on."""
        waiting = sum(job.state == "waits" for job in self.jobs)
        reading = next((job for job in self.jobs if job.state == "is read"), None)
        if reading is None:
            return ""
        words = _("Reading {name}: {progress}").format(
            name=one_line(reading.path.name, 30), progress=reading.progress
        )
        if waiting:
            more = ngettext("{count} more waits", "{count} more wait", waiting)
            words += " · " + more.format(count=waiting)
        return words

    def _take(self) -> Job | None:
        with self._taking:
            job = next((job for job in self.jobs if job.state == "waits"), None)
            if job is None:
                self._working = False
            else:
                job.state, job.progress = "is read", _("begun")
            return job


def _read(job: Job, changed: Callable[[], object]) -> None:
    started = told = time.monotonic()
    pages: int | None = None

    def progress(done: int, total: int | None) -> None:
        nonlocal told, pages
        if job.stopping.is_set():
            raise Cancelled(_("Reading {name} was stopped.").format(name=job.path.name))
        pages = total if total is not None else pages
        now = time.monotonic()
        if now - told >= BEAT:
            told = now
            job.progress = amount(done, total, now - started)
            changed()

    try:
        with closing(job.reading.tables(progress)) as tables:
            for found in tables:
                job.tables.append(found)
        kinds = () if job.tables else job.reading.kinds(progress)
    except CuratorError as error:
        job.error = error
        kinds = ()
    _end(job, pages, kinds)


def _end(job: Job, pages: int | None, kinds: Sequence[PagesReport]) -> None:
    """Say what became of a file, and what to do where that is less than it holds."""
    if job.tables:
        job.state = "found"
        if job.error is not None:
            job.problem = _(
                "{reason} The tables found before that can be looked at: Enter on its line in the"
                " queue."
            ).format(reason=job.error)
    elif isinstance(job.error, Cancelled):
        job.state = "stopped"
    elif isinstance(job.error, LockedError):
        job.state = "locked"
        job.problem = _("{reason} Enter on its line in the queue asks for it.").format(
            reason=job.error
        )
    else:
        job.state = "failed"
        job.problem = nothing_found(job.path.name, Options(), pages, job.error, kinds, _NEXT)


def add_all(job: Job, desk: Desk, changed: Callable[[], object]) -> list[str]:
    """Add every table that its source does not hide, and return the datasets; takes time.

    Raises:
        CuratorError: a table could not be added; those before it stay.
    """
    entries = [Entry.of(number, found) for number, found in enumerate(job.tables, 1)]

    def added(entry: Entry) -> None:
        if entry.dataset is not None:
            job.datasets.append(entry.dataset)
            job.numbers.add(entry.number)
        changed()

    shown = [entry for entry in entries if not entry.hidden and entry.number not in job.numbers]
    job.reading.add(shown, desk, lambda _entry, _rows: None, added)
    return job.datasets
