"""A dataset's history: revisions and annotation events, and what undo and redo take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from curator.language import _
from curator.tables import Value


@dataclass(frozen=True)
class Change:
    """One cell before and after a revision."""

    row_id: int
    column: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Difference:
    """One thing in which two revisions of a dataset differ."""

    what: Literal["column", "row added", "row removed", "cell"]
    row_id: int | None = None
    column: str | None = None
    """The column's name in the later revision, or in the earlier one if it is gone."""
    field: str | None = None
    """What of the column differs: name, title, type, hidden, place, or "added" or "dropped"."""
    before: Value = None
    after: Value = None
    cells: Sequence[Value] = ()
    """The cells of a row that was added, as they are after, or removed, as they were before."""


DIFFERENCES = {
    "column": _("column"),
    "row added": _("row added"),
    "row removed": _("row removed"),
    "cell": _("cell"),
}
FIELD_WORDS = {
    "name": _("name"),
    "title": _("title"),
    "type": _("type"),
    "hidden": _("hidden"),
    "live": _("presence"),
    "pos": _("place"),
    "place": _("place"),
    "added": _("added"),
    "dropped": _("dropped"),
}
"""How what differs, and what of a column, is called in the curator's language."""


@dataclass(frozen=True)
class Deletion:
    """A row that the dataset has no more; it can be restored."""

    row_id: int
    below: int
    """The number of the row below which it stood, 0 for the top."""
    revision: int
    """The revision that deleted it."""
    who: str
    at: str
    why: str | None


@dataclass(frozen=True)
class Left:
    """Cells or rows that a revision left as they were, and why."""

    count: int
    reason: str


@dataclass(frozen=True)
class Revision:
    """One step of a dataset's history."""

    number: int
    """1 is the dataset as it was added."""
    who: str
    """A handle the person chose."""
    sequence: int
    """Counts what this person did in this store."""
    at: str
    """UTC, ISO 8601 to the second."""
    why: str | None
    operation: Mapping[str, Any]
    """Name and options as `registry.dump` gives them, or "add", "undo", "redo", "set-state"."""
    what: str
    """What it did, in words."""
    undoes: int | None
    """The revision that this one takes back, or puts back if it was itself a taking back."""
    cells: int
    """How many cells changed."""
    rows: int
    """How many rows came, went or changed between header and data."""
    hash: str
    """SHA-256 over the person's previous hash, this revision and its changes."""
    left: Sequence[Left] = ()

    @property
    def name(self) -> str:
        """The operation's name."""
        return str(self.operation["name"])


@dataclass(frozen=True)
class Entry:
    """A line of the history as people read it: a revision or an annotation event."""

    sort: Literal["revision", "annotation"]
    number: int
    """The revision's number, or the event's."""
    who: str
    at: str
    kind: str
    """The operation's name, or the annotation's kind."""
    what: str
    """What was done, in words."""
    why: str | None = None
    columns: Sequence[str] = ()
    """The columns that it touched; a revision that names none touched all."""
    undoes: int | None = None
    undone: bool = False
    """Whether a later entry took it back."""
    annotation: int | None = None
    """The annotation's number, None for a revision."""
    event: str | None = None
    """What happened to the annotation, such as "written"; None for a revision."""
    before: Value = None
    """The cell before, where exactly one cell changed."""
    after: Value = None
    row_id: int | None = None
    """The row, where exactly one cell changed or an annotation hangs on a row."""
    cells: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)
    """The operation's options."""

    def touches(self, column: str) -> bool:
        """Whether it concerns a column; a revision that names none touched every one."""
        return column in self.columns or (self.sort == "revision" and not self.columns)


@dataclass(frozen=True)
class Step:
    """What undo and redo need to know of an entry."""

    sort: Literal["revision", "annotation"]
    number: int
    undoes: int | None
    redo: bool = False
    """Whether it puts back what an undo took back."""


STATES = ("draft", "checked", "approved")
"""How far a dataset has come, in order; every one begins as a draft."""
STATE_WORDS = {"draft": _("draft"), "checked": _("checked"), "approved": _("approved")}
"""How states are called in the curator's language."""


@dataclass(frozen=True)
class Saying:
    """What `standing` needs to know of a revision."""

    number: int
    undoes: int | None
    touches: bool
    """Whether it changed cells, rows or columns."""
    state: str | None = None
    """The state that it gave the dataset, None if it is no such step."""
    who: str = ""
    at: str = ""
    why: str | None = None


@dataclass(frozen=True)
class Standing:
    """How far a dataset has come: what somebody said of it last, and whether that still holds."""

    said: str = STATES[0]
    """The state that was given last and not taken back."""
    changed: bool = False
    """Whether the dataset was changed since; what was said holds no more then."""
    who: str | None = None
    """Who said it; None where nobody has yet."""
    at: str | None = None
    why: str | None = None
    revision: int | None = None

    @property
    def state(self) -> str:
        """The state today: what was said, or draft again where it was changed since."""
        return STATES[0] if self.changed else self.said


def standing(sayings: Iterable[Saying]) -> Standing:
    """Return how far a dataset has come.

    A change that was taken back since is none. Taking back, or putting back, what was done before
    the state was given is one.

    Args:
        sayings: newest first, back to the oldest that gave a state or beyond.
    """
    gone: set[int] = set()
    restored: list[int] = []
    changed = False
    for saying in sayings:
        if saying.number in gone:
            continue
        if saying.undoes is not None:
            gone.add(saying.undoes)
            restored += [saying.undoes] if saying.touches else []
        elif saying.state is not None:
            changed = changed or any(number < saying.number for number in restored)
            return Standing(saying.state, changed, saying.who, saying.at, saying.why, saying.number)
        else:
            changed = changed or saying.touches
    return Standing()


def undo_target(steps: Iterable[Step]) -> Step | None:
    """Return what undo takes back: the newest step that stands and is no undo itself.

    Args:
        steps: newest first.
    """
    gone: set[tuple[str, int]] = set()
    for step in steps:
        if (step.sort, step.number) in gone:
            continue
        if step.undoes is None:
            return step
        gone.add((step.sort, step.undoes))
    return None


def redo_target(steps: Iterable[Step]) -> Step | None:
    """Return what redo takes back: the newest undo that stands, if nothing was done since.

    Args:
        steps: newest first.
    """
    gone: set[tuple[str, int]] = set()
    for step in steps:
        if (step.sort, step.number) in gone:
            continue
        if step.undoes is None:
            return None
        if not step.redo:
            return step
        gone.add((step.sort, step.undoes))
    return None
