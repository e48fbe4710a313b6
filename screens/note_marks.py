"""The signs of open annotations at the edges of their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from curator.annotations import Annotation
from screens.widgets.scene import Marks

MARKS = {"doubt": "?", "question": "?", "harm": "!", "source": "§", "decision": "="}
"""How an open annotation shows in its cell."""


def note_marks(
    annotations: Iterable[Annotation], columns: Mapping[str | None, int], first: int
) -> Marks:
    """Return the signs of what hangs on rows and cells; those of whole rows in column `first`.

    Args:
        columns: the ids of the columns that are drawn, by name.
        first: the id of a column.
    """
    places = {**columns, None: first}
    return {
        (note.place.row_id, places[note.place.column]): MARKS[note.kind]
        for note in annotations
        if note.is_open and note.place.row_id is not None and note.place.column in places
    }


def open_note(
    annotations: Sequence[Annotation], row_id: int, columns: Sequence[str | None]
) -> Annotation | None:
    """Return the newest open annotation on one of these columns of a row, None if there is none.

    Args:
        columns: names; None stands for what hangs on the whole row.
    """
    return next(
        (
            note
            for note in reversed(annotations)
            if note.is_open and note.place.row_id == row_id and note.place.column in columns
        ),
        None,
    )
