"""The filter: which annotations of a list, or steps of a history, are wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property

from curator.annotations import STATES, Annotation
from curator.history import Entry

UNSETTLED = "unsettled"
"""The state to filter by for annotations that are open or answered."""
FILTER_STATES = (UNSETTLED, *STATES)
"""The states that one can filter by."""

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Filter:
    """What must all fit; None fits everything."""

    person: str | None = None
    """Who wrote an annotation or said anything to it, or who did a step."""
    kind: str | None = None
    """An annotation's kind; of a step also an operation's name, "revision" or "annotation"."""
    state: str | None = None
    """One of FILTER_STATES. A revision is in none of them."""
    column: str | None = None
    """The column that it hangs on, that its cell stands in, or that a step touched."""
    since: str | None = None
    """The earliest day of what was said or done, as 2026-11-24, 2026-11 or 2026."""
    until: str | None = None
    """The last day, included."""
    text: str | None = None
    """What any of its texts holds, whatever the case."""

    @property
    def is_empty(self) -> bool:
        """Whether everything fits."""
        return all(getattr(self, field.name) is None for field in fields(self))

    def wants(self, annotation: Annotation) -> bool:
        """Whether an annotation fits."""
        events = annotation.events
        return (
            self.kind in (None, annotation.kind)
            and self.column in (None, annotation.place.column)
            and (self.person is None or any(event.who == self.person for event in events))
            and (self.text is None or any(self._holds(event.text) for event in events))
            and any(self._in_days(event.at) for event in events)
            and self._in_state(annotation)
        )

    def wants_step(self, entry: Entry, annotation: Annotation | None) -> bool:
        """Whether a step of the history fits.

        Args:
            annotation: the annotation that the step is an event of; None for a revision.
        """
        return (
            self.person in (None, entry.who)
            and self.kind in (None, entry.kind, entry.sort)
            and (self.column is None or entry.touches(self.column))
            and self._in_days(entry.at)
            and (
                self.text is None
                or any(map(self._holds, (entry.what, entry.why, entry.before, entry.after)))
            )
            and (self.state is None or (annotation is not None and self._in_state(annotation)))
        )

    def _in_state(self, annotation: Annotation) -> bool:
        if self.state is None:
            return True
        return annotation.is_open if self.state == UNSETTLED else annotation.state == self.state

    def _in_days(self, at: str) -> bool:
        """Whether a moment lies within days, months or years, both included."""
        since, until = self.since, self.until
        return (since is None or at[: len(since)] >= since) and (
            until is None or at[: len(until)] <= until
        )

    def _holds(self, told: object) -> bool:
        return told is not None and self._part in str(told).casefold()

    @cached_property
    def _part(self) -> str:
        return (self.text or "").casefold()


def day_named(text: str) -> str | None:
    """Return the day, month or year that `text` names, in any script's digits; None if none."""
    digits = "".join(str(int(char)) if char.isdecimal() else char for char in text.strip())
    return digits if _DAY.fullmatch(digits) else None
