"""Going from a step of the history to the dataset as it was then, and comparing two revisions."""

from __future__ import annotations

from collections.abc import Callable

from curator.language import _
from curator.store import Dataset
from screens.ask import AskScreen
from screens.base import CuratorScreen
from screens.compare import CompareScreen
from screens.desk import Desk
from screens.past import PastScreen


class Times:
    """Opens the dataset as of a revision, or two revisions beside each other."""

    def __init__(
        self,
        screen: CuratorScreen,
        desk: Desk,
        dataset: Dataset,
        back_at: Callable[[int], object],
    ) -> None:
        """`back_at` is told which revision was shown last."""
        self._screen = screen
        self._desk = desk
        self._dataset = dataset
        self._back_at = back_at

    def as_of(self, revision: int) -> None:
        """Show the dataset as of a revision."""

        def back(shown: int | None) -> None:
            if shown is not None and shown != revision:
                self._back_at(shown)

        self._screen.app.push_screen(PastScreen(self._desk, self._dataset, revision), back)

    def compare(self, revision: int, answer: str = "") -> None:
        """Ask with which revision another is compared, and show both.

        Args:
            answer: what stands in the line at first.
        """
        self._screen.app.push_screen(
            AskScreen(
                _("Compare revision {number} with which?").format(number=revision),
                _("The number of a revision, such as 3; left blank, the dataset as it is today."),
                answer,
                placeholder=_("today"),
            ),
            lambda given: self._compare(revision, given),
        )

    def _compare(self, revision: int, given: str | None) -> None:
        if given is None:
            return
        digits = given.strip().removeprefix("r")
        if digits and not digits.isdecimal():
            words = _("{text!r} is no revision; write its number, such as 3.")
            self._screen.notify(words.format(text=given), severity="warning", markup=False)
            self.compare(revision, given)
            return
        other = int(digits) if digits else None
        before, after = (
            (revision, None) if other is None else (min(revision, other), max(revision, other))
        )

        def again(error: Exception) -> None:
            self._screen.notify(str(error), severity="warning", markup=False)
            self.compare(revision, given)

        self._screen.do(
            lambda: [self._dataset.revision(number) for number in (before, after) if number],
            lambda _known: self._screen.app.push_screen(
                CompareScreen(self._desk, self._dataset, before, after)
            ),
            again,
        )
