"""Annotations: doubts, questions, sources, decisions and harms that hang on a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.errors import UnknownNameError
from curator.language import _, joined

KINDS = ("doubt", "question", "source", "decision", "harm")
"""What an annotation can be; the first is what one is unless told otherwise."""


def kind_named(kind: str) -> str:
    """Return `kind` if there is such a kind.

    Raises:
        UnknownNameError: there is none.
    """
    if kind not in KINDS:
        raise UnknownNameError(
            _("There is no kind {kind!r}. The kinds are: {kinds}.").format(
                kind=kind, kinds=joined(KINDS)
            )
        )
    return kind


STATES = ("open", "answered", "resolved", "withdrawn")
"""What state an annotation can be in; see `Annotation.state`."""


SPOKEN = {
    "doubt": _("doubt"),
    "question": _("question"),
    "source": _("source"),
    "decision": _("decision"),
    "harm": _("harm"),
    "open": _("open"),
    "answered": _("answered"),
    "resolved": _("resolved"),
    "withdrawn": _("withdrawn"),
    "written": _("written"),
    "reopened": _("reopened"),
    "undone": _("undone"),
    "redone": _("redone"),
}
"""How kinds, states and events are called in the curator's language."""


@dataclass(frozen=True)
class Place:
    """What an annotation hangs on.

    A cell, a row, a column, a revision, a page or sheet of a source, or the dataset itself, which
    is where all fields are None.
    """

    row_id: int | None = None
    column: str | None = None
    """The column's name today."""
    revision: int | None = None
    source: str | None = None
    """The source's name, with `page` or `sheet`."""
    page: int | None = None
    sheet: str | None = None

    def words(self, row: int | None) -> str:
        """Say the place in words; `row` is the row's number as shown, None if it is gone."""
        if self.source is not None:
            return self._in_source()
        if self.revision is not None:
            return _("revision {number}").format(number=self.revision)
        if self.row_id is None and self.column is None:
            return _("the dataset")
        if self.row_id is None:
            return _("column {column}").format(column=self.column)
        if self.column is None:
            return _("row {row}").format(row=row) if row is not None else _("a deleted row")
        where = _("row {row}, {column}") if row is not None else _("a deleted row, {column}")
        return where.format(row=row, column=self.column)

    def _in_source(self) -> str:
        if self.page is not None:
            return _("{source}, page {page}").format(source=self.source, page=self.page)
        if self.sheet is not None:
            return _("{source}, sheet {sheet}").format(source=self.source, sheet=self.sheet)
        return str(self.source)


@dataclass(frozen=True)
class Event:
    """Something that happened to an annotation."""

    number: int
    """Counts the events of the whole dataset from 1."""
    who: str
    at: str
    """UTC, ISO 8601 to the second."""
    event: str
    """written, answered, resolved or reopened; undone takes one of them back, redone that."""
    text: str | None = None
    undoes: int | None = None
    """The number of the event that this one takes back, or puts back if it was a taking back."""


@dataclass(frozen=True)
class Annotation:
    """An annotation and everything that happened to it, oldest first."""

    number: int
    """Counts the annotations of the whole store from 1."""
    kind: str
    place: Place
    events: Sequence[Event]

    @property
    def standing(self) -> Sequence[Event]:
        """The events that have not been undone, without the undoings themselves."""
        gone: set[int] = set()
        for event in reversed(self.events):
            if event.undoes is not None and event.number not in gone:
                gone.add(event.undoes)
        return [event for event in self.events if event.undoes is None and event.number not in gone]

    @property
    def state(self) -> str:
        """Return "open", "answered", "resolved", or "withdrawn" when its writing was undone."""
        state = "withdrawn"
        for event in self.standing:
            match event.event:
                case "written" | "reopened":
                    state = "open"
                case "answered" if state == "open":
                    state = "answered"
                case "resolved":
                    state = "resolved"
        return state

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to settle it."""
        return self.state in ("open", "answered")

    @property
    def text(self) -> str:
        """What was written first."""
        return self.events[0].text or ""
