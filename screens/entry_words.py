"""What is told of one step of the history, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from curator.annotations import Annotation
from curator.errors import UnknownNameError
from curator.history import Change, Entry, Revision
from curator.language import _, joined, number
from curator.operations import OPERATIONS
from curator.operations.option_words import option_words
from curator.store import ChangeList, Dataset
from curator.tables import Value
from curator.values import plain
from curator.views import View
from screens.entries_view import Log, sentence
from screens.note_words import event_lines, moment, note_line
from screens.prose import Line, cells_words, parted, rows_words

_ROWS = 12
_BLANK = "∅"


@dataclass(frozen=True)
class Facts:
    """What was read of a revision besides its entry."""

    revision: Revision
    changes: ChangeList
    first: Change | None
    """The first of them, None if there are none."""

    @classmethod
    def of(cls, dataset: Dataset, number: int) -> Facts:
        """Read what there is to tell of a revision."""
        changes = dataset.change_list(number)
        return cls(dataset.revision(number), changes, next(iter(changes.read(0, 1)), None))


def revision_lines(entry: Entry, facts: Facts, log: Log) -> list[Line]:
    """Tell a revision: who, when, what, its options, why, what was left, and a single cell."""
    revision = facts.revision
    lines = [
        Line(
            _("Revision {number}").format(number=entry.number),
            parted(_("by {who}, {at} UTC"), who=entry.who, at=moment(entry.at)),
        ),
        Line(_("what"), [sentence(entry.what)]),
        *_fate(entry, log),
        *([Line(_("why"), [entry.why or _("no reason was given")])] if entry.kind != "add" else []),
        *_options(entry, log.view),
        *(Line(_("left"), [left_words(left.count, left.reason)]) for left in revision.left),
        Line(_("changed"), [joined((cells_words(revision.cells), rows_words(revision.rows)))]),
    ]
    if facts.first is not None and len(facts.changes) == 1:
        lines.append(_change(facts.first, log.view))
    return lines


def annotation_lines(entry: Entry, annotation: Annotation, log: Log) -> list[Line]:
    """Tell a note from its writing to today, whichever of its events was chosen."""
    where = annotation.place.words(_number(annotation.place.row_id, log.view))
    return [
        note_line(annotation, where),
        *_fate(entry, log),
        *event_lines(annotation, entry.number),
    ]


def left_words(count: int, reason: str) -> str:
    """Say what a step left as it was."""
    return sentence(reason if count == 1 else f"{number(count)} {reason}")


def _fate(entry: Entry, log: Log) -> Iterator[Line]:
    """Tell what the step took back, and what took it back."""
    letter = entry.sort[0]
    if entry.undoes is not None:
        yield Line(_("takes back"), [f"{letter}{entry.undoes}"])
    later = log.taken_back_by(entry)
    if later is not None:
        yield Line(
            _("undone"),
            parted(
                _("by {step}, {who}, {at} UTC"),
                step=f"{letter}{later.number}",
                who=later.who,
                at=moment(later.at),
            ),
        )


def _options(entry: Entry, view: View) -> Iterator[Line]:
    """Tell the options that differ from what they are by default, in words."""
    try:
        operation = OPERATIONS[entry.kind]
    except UnknownNameError:  # added, undone or redone: no operation
        return
    for option in fields(operation):
        value = entry.details.get(option.name, option.default)
        shape = option.metadata.get("kind")
        if value != option.default and value != [] and shape != "block":
            yield Line(option_words(option.name), _option(value, shape, view))


def _option(value: Any, shape: str | None, view: View) -> list[str]:
    if shape in ("rows", "deleted"):
        return [_rows(value, view)]
    if isinstance(value, list | tuple):
        return [part for item in value for part in (joined(("", "")), str(item))][1:]
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    return ["“", plain(value), "”"]


def _rows(ranges: Sequence[Sequence[int]], view: View) -> str:
    """Name rows by their numbers today; `ranges` are pairs of a lowest and a highest id."""
    first = islice((row_id for lo, hi in ranges for row_id in range(lo, hi + 1)), _ROWS)
    places = [_number(row_id, view) for row_id in first]
    words = joined(_("deleted") if place is None else number(place) for place in places)
    more = sum(hi - lo + 1 for lo, hi in ranges) - _ROWS
    return _("{words} and {more:,} more").format(words=words, more=more) if more > 0 else words


def _change(change: Change, view: View) -> Line:
    place = _number(change.row_id, view)
    row = _("row deleted since") if place is None else _("row {number:,}").format(number=place)
    return Line(
        "",
        [
            joined((row, "")),
            change.column,
            ": ",
            _shown(change.before),
            " → ",
            _shown(change.after),
        ],
    )


def _number(row_id: int | None, view: View) -> int | None:
    position = view.locate(row_id) if row_id is not None else None
    return None if position is None else position + 1


def _shown(value: Value) -> str:
    return _BLANK if value is None else plain(value)
