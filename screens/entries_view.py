"""The history as a view, so that the grid draws ten thousand steps as it draws a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from curator.annotations import SPOKEN, Annotation
from curator.filters import Filter
from curator.history import Entry, Step, undo_target
from curator.language import _
from curator.tables import Column
from curator.values import one_line, plain
from curator.views import Row, View
from screens.kinds import kind_words
from screens.note_words import moment
from screens.widgets.scripts import has_rtl, runs_rtl

COLUMNS = [
    Column(number, name, name)
    for number, name in enumerate(
        (
            _("step"),
            _("when (UTC)"),
            _("who"),
            _("kind"),
            _("what"),
            _("before"),
            _("after"),
            _("why"),
        ),
        1,
    )
]

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"
_TURNED = has_rtl(_("what"))
"""Whether the person's language is written from right to left."""


@dataclass(frozen=True)
class Log:
    """A dataset's whole history, read once."""

    entries: Sequence[Entry]
    """Newest first."""
    annotations: Mapping[int, Annotation]
    view: View
    """The dataset today, to tell rows' numbers by."""
    only: frozenset[Step] | None = None
    """The steps that are listed, whatever the filter; None for all."""

    @classmethod
    def of(cls, entries: Sequence[Entry], annotations: Sequence[Annotation], view: View) -> Log:
        """Return the log of a dataset."""
        return cls(entries, {note.number: note for note in annotations}, view)

    def narrowed(self, chosen: Sequence[Entry]) -> Log:
        """Return the log with only these steps listed, told as they are told here.

        The others are kept, for whatever was taken back by them.
        """
        told = {_step(entry): entry for entry in chosen}
        entries = [told.get(_step(entry), entry) for entry in self.entries]
        return replace(self, entries=entries, only=frozenset(told))

    def fitting(self, wanted: Filter) -> list[int]:
        """Return the places in `entries` of those that fit, newest first."""
        return [
            place
            for place, entry in enumerate(self.entries)
            if (self.only is None or _step(entry) in self.only)
            and wanted.wants_step(entry, self.annotation(entry))
        ]

    def annotation(self, entry: Entry) -> Annotation | None:
        """Return the annotation that a step is an event of; None for a revision."""
        return self.annotations[entry.annotation] if entry.annotation is not None else None

    def revision_at(self, entry: Entry) -> int:
        """Return the number of the revision that stood right after a step."""
        place = next(n for n, each in enumerate(self.entries) if _step(each) == _step(entry))
        return next(each.number for each in self.entries[place:] if each.sort == "revision")

    def taken_back_by(self, entry: Entry) -> Entry | None:
        """Return the newest step that took `entry` back, None if it stands."""
        if not entry.undone:
            return None
        return next(
            later
            for later in self.entries
            if later.sort == entry.sort and later.undoes == entry.number
        )

    def newest_standing(self) -> Entry | None:
        """Return the step that undo takes back by default; None if there is none."""
        steps = (_step(entry) for entry in self.entries if entry.kind != "add")
        target = undo_target(steps)
        if target is None:
            return None
        wanted = (target.sort, target.number)
        return next(each for each in self.entries if (each.sort, each.number) == wanted)


class EntriesView(View):
    """Shows the chosen entries of a log; a row's id counts the steps from the oldest."""

    def __init__(self, log: Log, places: Sequence[int]) -> None:
        """`places` are places in the log's entries, rising."""
        self.dataset = log.view.dataset
        self.revision = log.view.revision
        self.columns = COLUMNS
        self.row_count = len(places)
        self.log = log
        self._places = places

    def entry(self, position: int) -> Entry | None:
        """Return the entry shown at `position`, None where nothing is."""
        if not 0 <= position < self.row_count:
            return None
        return self.log.entries[self._places[position]]

    def entries(self) -> list[Entry]:
        """Return what is shown, newest first."""
        return [self.log.entries[place] for place in self._places]

    def position(self, revision: int) -> int | None:
        """Return where a revision is shown, None if it is filtered away."""
        wanted = ("revision", revision)
        shown = (self.log.entries[place] for place in self._places)
        found = (at for at, entry in enumerate(shown) if (entry.sort, entry.number) == wanted)
        return next(found, None)

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` entries from position `first` (0 is the newest)."""
        chosen = range(len(COLUMNS)) if columns is None else columns
        rows = []
        for place in self._places[first : first + count]:
            cells = _cells(self.log.entries[place])
            rows.append(Row(self._id(place), tuple(cells[column] for column in chosen)))
        return rows

    def locate(self, row_id: int) -> int | None:
        """Return an entry's position from 0, None if it is filtered away."""
        place = len(self.log.entries) - row_id
        return self._places.index(place) if place in self._places else None

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return none: nothing hangs on a step of the history."""
        return ()

    def _id(self, place: int) -> int:
        return len(self.log.entries) - place


def step_name(entry: Entry) -> str:
    """Return how a step is called, such as "r12" for revision 12, "a3" for a note's event 3."""
    return f"{entry.sort[0]}{entry.number}"


def sentence(what: str) -> str:
    """Return words of ours as a text that runs as they do, whatever name it begins with.

    They were kept in the language of who did the step. Where people read from right to left, most
    of the letters tell which that was.
    """
    if not has_rtl(what):
        return what
    letters = [letter for letter in what if letter.isalpha()]
    turned = _TURNED and 2 * sum(map(has_rtl, letters)) > len(letters)
    mark = _RIGHT_TO_LEFT if turned else _LEFT_TO_RIGHT
    return what if turned == runs_rtl(what) else mark + what


def _step(entry: Entry) -> Step:
    return Step(entry.sort, entry.number, entry.undoes)


def _what(entry: Entry) -> str:
    """Say what was done; of a note's event, which is kept as one word, in the person's language."""
    event, colon, text = entry.what.partition(":")
    known = entry.sort == "annotation" and event in SPOKEN
    return f"{SPOKEN[event]}{colon}{text}" if known else entry.what


def _cells(entry: Entry) -> tuple[str | None, ...]:
    before, after = (
        plain(value) if value is not None else None for value in (entry.before, entry.after)
    )
    return (
        _("{step} undone").format(step=step_name(entry)) if entry.undone else step_name(entry),
        moment(entry.at)[:16],
        entry.who,
        kind_words(entry.kind),
        sentence(one_line(_what(entry), 200)),
        before,
        after,
        entry.why,
    )
