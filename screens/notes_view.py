"""Notes as a view, so that the grid draws ten thousand of them as it draws a dataset."""

from __future__ import annotations

from collections.abc import Sequence

from curator.annotations import SPOKEN, Annotation
from curator.language import _
from curator.store import Noted
from curator.tables import Column
from curator.values import one_line
from curator.views import Row, View
from screens.note_words import moment

_NAMES = (
    _("no."),
    _("dataset"),
    _("kind"),
    _("state"),
    _("place"),
    _("text"),
    _("by"),
    _("when (UTC)"),
)
_COLUMNS = [Column(number, name, name) for number, name in enumerate(_NAMES, 1)]
_DATASET = 1


class NotesView(View):
    """Shows notes; a row's id is the note's number."""

    def __init__(self, notes: Sequence[Noted], *, datasets: bool) -> None:
        """`datasets` tells whether a column names the dataset of each."""
        self.dataset = "notes"
        self.revision = 1
        self.row_count = len(notes)
        self._shown = [place for place in range(len(_COLUMNS)) if datasets or place != _DATASET]
        self.columns = [_COLUMNS[place] for place in self._shown]
        self._notes = notes

    def note(self, position: int) -> Noted | None:
        """Return the note shown at `position`, None where nothing is."""
        return self._notes[position] if 0 <= position < self.row_count else None

    def window(self, first: int, count: int, columns: Sequence[int] | None = None) -> Sequence[Row]:
        """Return up to `count` notes from position `first`."""
        chosen = self._shown if columns is None else [self._shown[place] for place in columns]
        rows = []
        for line in self._notes[first : first + count]:
            cells = _cells(line)
            rows.append(Row(line.annotation.number, tuple(cells[place] for place in chosen)))
        return rows

    def locate(self, row_id: int) -> int | None:
        """Return the position of the note numbered `row_id`, None if it is not shown."""
        numbers = (line.annotation.number for line in self._notes)
        return next((place for place, number in enumerate(numbers) if number == row_id), None)

    def annotations(self, first: int, count: int) -> Sequence[Annotation]:
        """Return none: nothing hangs on a note but its answers."""
        return ()


def _cells(line: Noted) -> tuple[str, ...]:
    note = line.annotation
    return (
        str(note.number),
        line.dataset.name,
        SPOKEN[note.kind],
        SPOKEN[note.state],
        line.where,
        one_line(note.text, 200),
        note.events[0].who,
        moment(note.events[0].at)[:16],
    )
