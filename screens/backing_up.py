"""How an application keeps up with its store: it backs it up, or follows whoever writes to it."""

from __future__ import annotations

from datetime import timedelta
from threading import Lock
from typing import Any

from textual import on, work
from textual.app import App
from textual.message import Message
from textual.worker import Worker, get_current_worker

from curator.errors import Cancelled, CuratorError
from curator.language import _
from curator.store import INTERVAL, Store, back_up, back_up_by_itself, is_due
from curator.tables import Progress
from screens.base import CuratorScreen

LOOKING = 600
"""Seconds between two looks at whether a backup is due."""
FOLLOWING = 1
"""Seconds between two looks at whether somebody else has changed a store that is only read."""


class BackingUp(App[None]):
    """An application over a store that is backed up while it is written to here."""

    _store: Store

    class Moved(Message):
        """Somebody else has changed the store."""

    def __init__(self) -> None:
        super().__init__()
        self._backing_up = Lock()
        self._told_of_backups = False

    def keep_up(self) -> None:
        """Back the store up while it is written to here, or follow whoever writes to it."""
        if self._store.refusal is None:
            self._back_up(timedelta(0))
            self.set_interval(LOOKING, lambda: self._back_up(INTERVAL))
        else:
            self.set_interval(FOLLOWING, self._follow)

    @work(thread=True, group="backup")
    def _back_up(self, after: timedelta) -> None:
        """Back the store up if it is due; nobody waits for it, and leaving stops it."""
        worker = get_current_worker()
        if not self._backing_up.acquire(blocking=False):
            return
        try:
            if is_due(self._store, after=after):
                back_up_by_itself(self._store, until_cancelled(worker))
        except CuratorError as error:
            if not worker.is_cancelled and not self._told_of_backups:
                self._told_of_backups = True
                self.notify(str(error), severity="warning", timeout=20, markup=False)
        finally:
            self._backing_up.release()

    @work(thread=True, group="backup")
    def action_back_up_now(self) -> None:
        """Back the store up because the person wants it, after one that is being made."""
        worker = get_current_worker()
        try:
            with self._backing_up:
                made = back_up(self._store, until_cancelled(worker))
        except CuratorError as error:
            if not worker.is_cancelled:
                self.notify(str(error), severity="error", timeout=20, markup=False)
        else:
            words = _("Backed up, read back and examined: {name}")
            self.notify(words.format(name=made.path.name), markup=False)

    @work(thread=True, group="follow", exclusive=True)
    def _follow(self) -> None:
        """Find out whether somebody else has changed the store."""
        worker = get_current_worker()
        try:
            moved = self._store.moved()
        except CuratorError as error:
            if not worker.is_cancelled:
                self.notify(str(error), severity="error", timeout=20, markup=False)
        else:
            if moved and not worker.is_cancelled:
                self.post_message(self.Moved())

    @on(Moved)
    def _read_again(self, event: Moved) -> None:
        event.stop()
        for screen in self.screen_stack:
            if isinstance(screen, CuratorScreen):
                screen.read_again()


def until_cancelled(worker: Worker[Any]) -> Progress:
    """Return a progress that stops what a worker does once nobody wants it any more."""

    def progress(_done: int, _total: int | None) -> None:
        if worker.is_cancelled:
            raise Cancelled(_("The backup was stopped."))

    return progress
