"""How far a long reading in SQLite has come, and whether to stop it."""

from __future__ import annotations

from curator.errors import Cancelled
from curator.tables import Progress


class Pace:
    """Tells a listener how far SQLite has come, and hears from it whether to stop."""

    def __init__(self, progress: Progress, rows: int) -> None:
        """`rows` is how many there are to look through."""
        self._progress = progress
        self._rows = rows
        self._done: int | None = None
        self._questions = 0
        self._expected: int | None = None
        """How many questions SQLite will ask until it is done."""

    def stops(self) -> bool:
        """Answer SQLite, which asks every so many steps whether to stop."""
        self._questions += 1
        if self._expected:
            self._done = self._rows * self._questions // self._expected
        try:
            self._tell()
        except Cancelled:
            return True
        return False

    def reach(self, done: int) -> None:
        """Tell that so many rows are done; raises Cancelled to stop."""
        self._done = done
        self._tell()

    def repeat(self, times: int) -> None:
        """Expect `times` as many questions in all as there were until now."""
        self._expected = times * self._questions

    def _tell(self) -> None:
        if self._done is None:
            self._progress(0, None)
        else:
            self._progress(min(self._done, self._rows), self._rows)
