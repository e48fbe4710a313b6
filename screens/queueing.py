"""The library's queue: several files are read while one does something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.message import Message
from textual.widgets import Static, TabbedContent

from curator.errors import CuratorError
from curator.language import _, ngettext
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.job_list import JobList
from screens.reading_queue import Job, ReadingQueue, add_all
from screens.source import SourceScreen
from screens.widgets.scripts import pictured

NEXT = _("F3 opens files; Space in its tree chooses several, which are read here one by one.")
NO_PROBLEM = _("Nothing went wrong. What cannot be read stands here until you dismiss it.")


class QueueLine(Static):
    """Reads the files of a queue in a thread, and says in a line how far it is."""

    @dataclass
    class Changed(Message):
        """Something of the queue is no longer as it was."""

    def __init__(self) -> None:
        super().__init__("", id="queue-line", classes="line", markup=False)
        self.queue = ReadingQueue()
        self.display = False

    def read(self, paths: Sequence[Path]) -> None:
        """Let files wait to be read, and begin if nothing is read."""
        if self.queue.put(paths):
            self._work()
        self.post_message(self.Changed())

    @work(thread=True, group="queue")
    def _work(self) -> None:
        self.queue.work(lambda: self.post_message(self.Changed()))

    @on(Changed)
    def _draw(self) -> None:
        words = self.queue.line()
        self.display = bool(words)
        self.update(pictured(words))

    def on_unmount(self) -> None:
        """Stop what is read, and let go of everything."""
        for job in list(self.queue.jobs):
            self.queue.drop(job)


class Queueing:
    """What the library does with the files of its queue."""

    def __init__(
        self, screen: CuratorScreen, desk: Desk, added: Callable[[list[str] | None], object]
    ) -> None:
        """`added` takes the datasets that came out of a file, None if there are none."""
        self._screen = screen
        self._desk = desk
        self._added = added

    @property
    def _line(self) -> QueueLine:
        return self._screen.query_one(QueueLine)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files one after the other, and show them."""
        self._line.read(paths)
        self.show()
        self._screen.query_one(TabbedContent).active = "queue"
        self._screen.query_one("#queue JobTable").focus()

    def show(self) -> None:
        """Draw the queue and the problems; a list without files is not offered."""
        jobs = self._line.queue.jobs
        troubled = [job for job in jobs if job.problem is not None]
        tabs = self._screen.query_one(TabbedContent)
        for pane, listed, title in (
            ("queue", jobs, _("Queue {count}")),
            ("problems", troubled, _("Problems {count}")),
        ):
            tabs.get_tab(pane).label = title.format(count=len(listed))
            self._screen.query_one(f"#{pane} JobList", JobList).show(listed)
            if listed:
                tabs.show_tab(pane)
            elif tabs.active != pane:
                tabs.hide_tab(pane)

    def chosen(self) -> Job | None:
        """Return the file under the cursor of the list in front."""
        active = self._screen.query_one(TabbedContent).active
        if active not in ("queue", "problems"):
            return None
        return self._screen.query_one(f"#{active} JobList", JobList).chosen

    def look_at(self, job: Job) -> None:
        """Show the tables of a file that was read."""
        if job.state in ("found", "locked"):
            screen = SourceScreen(self._desk, job.path, already=job.already())
            self._screen.app.push_screen(screen, lambda names: self._took(job, names))
        elif job.state == "added":
            self._added(job.datasets)
        else:
            self._screen.notify(_("It has no tables to look at yet."), markup=False)

    def _took(self, job: Job, names: list[str] | None) -> None:
        if names:
            job.datasets += names
            self._settle(job)
            self._added(names)

    def add_all(self, job: Job) -> None:
        """Keep all tables of a file that it does not hide."""
        if self._desk.store.refusal is not None:
            self._screen.tell_error(self._desk.store.refusal)
        elif job.state == "found":
            job.state = "is added"
            changed = self._line.post_message
            self._screen.do(
                lambda: add_all(job, self._desk, lambda: changed(QueueLine.Changed())),
                lambda names: self._all_added(job, len(names)),
                lambda error: self._fail(job, error),
            )
            self.show()
        else:
            self._screen.notify(_("Only a file that was read has tables to keep."), markup=False)

    def _all_added(self, job: Job, count: int) -> None:
        self._settle(job)
        words = ngettext(
            "{file}: {count} dataset added.", "{file}: {count} datasets added.", count
        ).format(file=job.path.name, count=count)
        self._screen.notify(words, markup=False)
        self._added(None)

    def _settle(self, job: Job) -> None:
        """Let go of a file whose tables are datasets; its problem was seen."""
        job.state, job.problem = "added", None
        job.reading.let_go(None)
        self.show()

    def _fail(self, job: Job, error: CuratorError) -> None:
        job.state = "found"
        job.problem = _(
            "{reason} What was added before it stays; Space on its line tries the others again."
        ).format(reason=error)
        self._added(None)
        self.show()

    def dismiss(self, job: Job) -> None:
        """Stop what is read, and take off the list what is not."""
        queue = self._line.queue
        if job.state in ("waits", "is read"):
            queue.stop(job)
        elif job.state == "is added":
            self._screen.notify(_("Its tables are being added; wait for that."), markup=False)
        elif self._screen.query_one(TabbedContent).active == "problems" and job.tables:
            job.problem = None
        else:
            queue.drop(job)
        self.show()

    def stop_all(self) -> None:
        """Stop the file that is read, and let those that wait be."""
        for job in self._line.queue.jobs:
            if job.state in ("waits", "is read"):
                self._line.queue.stop(job)
        self.show()
