"""What every screen shares: work off the terminal's thread, its errors, help and going back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any, ClassVar, TypeVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from curator.errors import Cancelled, CuratorError
from curator.history import Left
from curator.language import _
from screens.help import HelpScreen
from screens.keyboard.keyed import Keyed
from screens.keyboard.latin import read_as_latin

Result = TypeVar("Result")


class CuratorScreen(Keyed, Screen[Any]):
    """A screen of curator's.

    `HELP` says in Markdown what the place is for; F1 shows it with the keys. Work on the store
    and on files goes through `do`, which runs it in a thread and hands its outcome back.
    """

    PLACE = _("Every screen")
    HELP: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", _("Help"), show=True, key_display="F1"),
        Binding("escape", "back", _("Back"), show=False),
    ]

    @dataclass
    class Done(Message):
        """Work is done; `then` takes what it gave."""

        then: Callable[[], object]

    def __init__(self) -> None:
        super().__init__()
        self._cancelling = Event()
        self._turn = Lock()

    def do(
        self,
        task: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[CuratorError], object] | None = None,
    ) -> None:
        """Run `task` in a thread, in turn with others, then `then` with its outcome.

        An error that the person can act on is shown, or handed to `failed` if that is given.
        """
        self._cancelling = Event()
        self._run(task, then, failed, self._cancelling)

    def cancelling(self) -> Callable[[int, int | None], None]:
        """Return a progress that stops the work once `cancel_work` was called."""
        wanted = self._cancelling

        def progress(_done: int, _total: int | None) -> None:
            if wanted.is_set():
                raise Cancelled(_("Stopped; nothing was changed."))

        return progress

    def cancel_work(self) -> None:
        """Stop the work that runs, at its next step."""
        self._cancelling.set()

    @work(thread=True, group="store")
    def _run(
        self,
        task: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[CuratorError], object] | None,
        cancelling: Event,
    ) -> None:
        try:
            with self._turn:
                outcome = task()
        except CuratorError as error:
            told = error  # Python forgets `error` at the end of this block
            self.post_message(self.Done(lambda: (failed or self.tell_error)(told)))
        else:
            self.post_message(self.Done(lambda: then(outcome)))

    def look(self, task: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Read something in a thread at once; a newer look replaces one that is not shown yet."""
        self._look(task, then)

    @work(thread=True, group="look", exclusive=True)
    def _look(self, task: Callable[[], Result], then: Callable[[Result], object]) -> None:
        worker = get_current_worker()
        try:
            outcome = task()
        except CuratorError as error:
            told = error
            if not worker.is_cancelled:
                self.post_message(self.Done(lambda: self.tell_error(told)))
        else:
            if not worker.is_cancelled:
                self.post_message(self.Done(lambda: then(outcome)))

    @on(Done)
    def _take(self, event: Done) -> None:
        event.stop()
        event.then()

    def read_again(self) -> None:
        """Show what somebody else has changed; called where the store is only read."""

    def tell_error(self, error: CuratorError) -> None:
        """Show an error until it is read."""
        self.notify(str(error), severity="error", timeout=20, markup=False)

    def tell_left(self, left: Sequence[Left]) -> None:
        """Name what a change left as it was, and why; nothing where there is nothing."""
        if left:
            words = "\n".join(each.reason for each in left)
            title = _("Left as it is")
            self.notify(words, title=title, severity="warning", timeout=20, markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take a letter of another script for the Latin one on its key."""
        read_as_latin(event, self)

    def action_help(self) -> None:
        """Say what this place is for, and list its keys."""
        self.app.push_screen(HelpScreen(self))

    def action_back(self) -> None:
        """Go back to where one came from; nothing is lost."""
        self.dismiss()
