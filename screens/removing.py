"""Removing a dataset or a source for good: the question, the work and what is said of it."""

from __future__ import annotations

from collections.abc import Callable

from curator.errors import CuratorError
from curator.language import _, joined
from curator.recent import forget_named
from curator.store import Removal, remove_dataset, remove_source
from curator.tables import Progress
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.remove import RemoveScreen


class Removing:
    """Removes from a screen on which datasets and sources are listed."""

    def __init__(
        self,
        screen: CuratorScreen,
        desk: Desk,
        say: Callable[[str | None], object],
        removed: Callable[[], object],
    ) -> None:
        """Ask and work on `screen`.

        Args:
            say: shows a line while the work goes on, None once it is over.
            removed: called when the store may have changed.
        """
        self._screen = screen
        self._desk = desk
        self._say = say
        self._removed = removed

    def dataset(self, name: str) -> None:
        """Remove a dataset, after one question."""
        words = _("Its rows, its history and the notes on it go; its source stays.")
        connections = self._desk.store.connections
        self._ask(name, words, lambda: remove_dataset(connections, name, self._pages()))

    def source(self, sha256: str, name: str) -> None:
        """Remove a source, after one question."""
        words = _("The file as it was read goes from the store.")
        connections = self._desk.store.connections

        def remove() -> Removal:
            removal = remove_source(connections, sha256, self._pages())
            forget_named(removal.name)
            return removal

        self._ask(name, words, remove)

    def _ask(self, name: str, words: str, task: Callable[[], Removal]) -> None:
        def remove(confirmed: bool | None) -> None:
            if confirmed:
                self._say(_("Removing {name} for good …").format(name=name))
                self._screen.do(task, self._tell, self._fail)

        self._screen.app.push_screen(RemoveScreen(name, words), remove)

    def _pages(self) -> Progress:
        """Return a progress for the removing thread; it is too late to stop."""

        def progress(done: int, total: int | None) -> None:
            words = _("Removing … a fresh backup: {done:,} of {total:,}")
            self._screen.post_message(
                self._screen.Done(lambda: self._say(words.format(done=done, total=total or done)))
            )

        return progress

    def _tell(self, removal: Removal) -> None:
        self._say(None)
        words = _("{name} is removed for good.").format(name=removal.name)
        if removal.sources:
            words += " " + _(
                "Its source is still kept: {sources}. Tab goes to the sources, Del removes one."
            ).format(sources=joined(removal.sources))
        self._screen.notify(words, timeout=10, markup=False)
        self._removed()

    def _fail(self, error: CuratorError) -> None:
        self._say(None)
        self._screen.tell_error(error)
        self._removed()
