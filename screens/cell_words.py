"""What is told of a cell: where it came from, what happened to it, what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.annotations import SPOKEN, Annotation, Place
from curator.history import Revision
from curator.language import _
from curator.sources import Origin
from curator.store import Dataset
from curator.tables import Value
from curator.values import one_line, plain
from screens.note_words import event_parts
from screens.prose import Line, Prose

LONGEST = 300
"""Characters of one text that the pane shows; the cell itself shows all of it when it is edited."""


@dataclass(frozen=True)
class Facts:
    """What is told of one cell."""

    origins: Sequence[Origin]
    """Several where the row was merged of others."""
    changes: Sequence[tuple[Revision, Value, Value]]
    annotations: Sequence[Annotation]

    @classmethod
    def of(cls, dataset: Dataset, row_id: int, column: str) -> Facts:
        """Read what is told of a cell; takes time."""
        origins = dataset.origins(row_id, column)
        annotations = [
            note
            for note in dataset.annotations_on(row_id)
            if note.state != "withdrawn" and _concerns(note.place, column, origins)
        ]
        return cls(origins, dataset.cell_history(row_id, column), annotations)


def cell_words(column: str, facts: Facts) -> Prose:
    """Say where the cell came from, what was doubtful, who changed it, and what was said."""
    lines = [Line(_("column"), [column])]
    if not facts.origins:
        lines.append(Line("", [_("Inserted by a person: it was found in no source.")]))
    for origin in facts.origins:
        lines += [Line("", [origin.place()]), Line(_("found"), [_shown(origin.text)])]
        if origin.raw is not None:
            lines.append(Line(_("beneath"), [_shown(origin.raw)]))
        if origin.flag:
            lines.append(Line(_("doubtful"), [origin.flag]))
    for revision, before, after in facts.changes:
        lines.append(
            Line(
                f"r{revision.number}",
                [f"{revision.at[:10]} ", revision.who, ": ", _shown(before), " → ", _shown(after)],
            )
        )
        if revision.why:
            lines.append(Line(f"  {_('why')}", [one_line(revision.why, LONGEST)]))
    for note in facts.annotations:
        lines.append(Line(f"{SPOKEN[note.kind]} {note.number}", [SPOKEN[note.state]]))
        lines += [Line(" ", event_parts(event)) for event in note.standing]
    if any(note.is_open and note.place.row_id is not None for note in facts.annotations):
        lines.append(Line("", [_("F4 answers or settles it")]))
    return Prose(lines)


def _concerns(place: Place, column: str, origins: Sequence[Origin]) -> bool:
    """Whether what hangs on a place concerns a cell: not on another column, revision or page."""
    if place.source is not None:
        whole, part = (None, None), (place.page, place.sheet)
        return any(
            place.source == origin.source.name and part in (whole, (origin.page, origin.sheet))
            for origin in origins
        )
    return place.revision is None and place.column in (column, None)


def _shown(value: Value) -> str:
    return "∅" if value is None else f"“{one_line(plain(value), LONGEST)}”"
