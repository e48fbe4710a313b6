"""The tour: the current step in a strip at the foot of each screen, until it was done."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Static

from curator.demo.tour import STEPS, Sign, Tour
from curator.errors import CuratorError
from curator.language import _
from curator.store import Store
from screens.base import CuratorScreen
from screens.grid_screen import GridScreen
from screens.widgets.grid import Grid

LOOKS = 0.4
"""Seconds between two looks at whether the step was done."""
_NEWEST = 5
"""How many steps of a history are looked at; one person does not do more between two looks."""

Step = tuple[str, str, int]
"""A step of a history: the dataset, revision or annotation event, and its number."""


class TourStrip(Static):
    """Says one step, above the footer."""

    DEFAULT_CSS = """
    TourStrip { height: auto; padding: 0 1; background: $panel; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def tell(self, tour: Tour) -> None:
        """Show the step; nothing where there is none."""
        step = tour.step
        self.display = step is not None
        if step is not None:
            words = _("Tour {number} of {count} · {where} · {words} Ctrl+T skips, F8 can stop it.")
            self.update(
                words.format(
                    number=tour.at + 1, count=len(STEPS), where=step.where, words=step.words
                )
            )


class Guide:
    """Leads through the tour.

    The screens know nothing of it: now and then it looks at the one in front, and at what the
    store's histories have come to hold since the step began.
    """

    def __init__(self, app: App[None], store: Store, tour: Tour) -> None:
        self.tour = tour
        self._app = app
        self._store = store
        self._timer: Timer | None = None
        self._counting = False
        self._forget()

    def begin(self) -> None:
        """Begin, or go on where the tour was stopped."""
        self.tour = self.tour.begun()
        self._forget()
        if self.tour.at:
            self._app.notify(_("The tour goes on where it was; Enter on a dataset opens it."))
        if self._timer is None:
            self._timer = self._app.set_interval(LOOKS, self._look)
        self._look()

    def skip(self) -> None:
        """Go on to the next step."""
        self._go(self.tour.next())

    def stop(self) -> None:
        """Show nothing any more; what was done stays done."""
        self._go(self.tour.stopped())

    def _forget(self) -> None:
        """Take things as they stand for how they stood when the step began."""
        self._cursor: tuple[Screen[Any], int, int] | None = None
        self._known: set[Step] | None = None

    def _go(self, tour: Tour) -> None:
        self.tour = tour
        self._forget()
        with suppress(OSError):  # next time it begins at the first step again
            tour.remember()
        for screen in self._app.screen_stack:
            for strip in screen.query(TourStrip):
                strip.tell(tour)
        if tour.step is None:
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
            if tour.at >= len(STEPS):
                self._app.notify(
                    _("That was the tour. F1 says on each screen what else it can do.")
                )

    def _look(self) -> None:
        step = self.tour.step
        if step is None:
            return
        screen = self._app.screen
        self._place(screen)
        if step.done.step:
            self._read_histories(step.done.step)
        elif self._is_seen(screen, step.done):
            self.skip()

    def _place(self, screen: Screen[Any]) -> None:
        """Put the strip on a screen that has none yet."""
        if not isinstance(screen, CuratorScreen) or screen.query(TourStrip):
            return
        footers = screen.query(Footer)
        if footers:
            strip = TourStrip()
            screen.mount(strip, before=footers.first())
            strip.tell(self.tour)

    def _is_seen(self, screen: Screen[Any], sign: Sign) -> bool:
        if sign.screen:
            opened = screen.dataset.name if isinstance(screen, GridScreen) else ""
            return type(screen).__name__ == sign.screen and sign.dataset in ("", opened)
        if sign.shows:
            return bool(screen.query(sign.shows))
        grids = screen.query(Grid)
        if not grids:
            return False
        now = (screen, grids.first().cursor_row, grids.first().cursor_column)
        before = self._cursor or now
        self._cursor = now
        return before[0] is screen and before != now

    def _read_histories(self, kind: str) -> None:
        """Read in a thread what was done, if that is not being read already."""
        if self._counting:
            return
        self._counting = True
        self._app.run_worker(lambda: self._newest(kind), thread=True, group="tour")

    def _newest(self, kind: str) -> None:
        found: set[Step] = set()
        with suppress(CuratorError):  # the store was closed
            for line in self._store.datasets():
                for entry in self._store.dataset(line.name).history()[:_NEWEST]:
                    if kind == (entry.event or entry.kind):
                        found.add((line.name, entry.sort, entry.number))
        self._app.call_from_thread(self._read, kind, found)

    def _read(self, kind: str, steps: set[Step]) -> None:
        self._counting = False
        step = self.tour.step
        if step is None or step.done.step != kind:
            return
        if self._known is not None and steps - self._known:
            self.skip()
        else:
            self._known = steps
