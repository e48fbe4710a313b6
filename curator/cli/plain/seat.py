"""Where one sits in line mode: a dataset, the cell one is at, and how to talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curator.annotations import Annotation
from curator.cli.plain.conversation import Conversation
from curator.cli.plain.line import Line
from curator.errors import UnknownNameError
from curator.language import _
from curator.tables import Value

if TYPE_CHECKING:
    from curator.store import Dataset, Store, StoredView


class Seat:
    """A person at a dataset, on one of its cells."""

    def __init__(self, store: Store, dataset: Dataset, who: str, talk: Conversation) -> None:
        """Sit down at the first cell; `who` is the person's handle."""
        self.store = store
        self.dataset = dataset
        self.who = who
        self.talk = talk
        self.view: StoredView = dataset.view()
        self.found = ""
        """The text that was looked for last."""
        self.passwords: dict[str, str] = {}
        """What unlocks sources, by their SHA-256."""
        self.left = 0
        """How many places changes have left as they were."""
        self._added = dataset.view(1)
        self._column = self.shown_columns()[0]
        self._number = 1
        self._row_id = self._id_at(1)

    @property
    def row(self) -> int:
        """The number of the row one is at; 1 is the first.

        Raises:
            UnknownNameError: there are no rows.
        """
        if self._row_id is None:
            raise UnknownNameError(
                _("{dataset} has no rows; undo brings deleted ones back.").format(
                    dataset=self.dataset.name
                )
            )
        return self._number

    @property
    def row_id(self) -> int:
        """The id of the row one is at; raises as `row` does."""
        assert self.row  # or there is none, which is told
        assert self._row_id is not None
        return self._row_id

    @property
    def column(self) -> str:
        """The name of the column one is at."""
        return self.view.columns[self._column].name

    def go(self, row: int | None = None, column: str | None = None) -> None:
        """Go to a row, by its number, and a column; None stays in it."""
        place = None if column is None else self.view.column(column)
        if row is not None:
            self._row_id = self.view.row_id(row)
            self._number = row
        if place is not None:
            self._column = place

    def refresh(self) -> None:
        """Look at the dataset as it stands, from the same cell; its row may stand elsewhere now."""
        column = self.view.columns[self._column].id
        self.view = self.dataset.view()
        places = [place for place, known in enumerate(self.view.columns) if known.id == column]
        self._column = (places or self.shown_columns())[0]
        position = None if self._row_id is None else self.view.locate(self._row_id)
        if position is not None:
            self._number = position + 1
            return
        self._number = max(min(self._number, self.view.row_count), 1)
        self._row_id = self._id_at(self._number)

    def shown_columns(self) -> list[int]:
        """Return the positions of the columns that are not hidden, or of all if each is."""
        shown = [place for place, column in enumerate(self.view.columns) if not column.hidden]
        return shown or [*range(len(self.view.columns))]

    def named(self, name: str) -> str:
        """Return the column's name as the dataset writes it; raises UnknownNameError."""
        return self.view.columns[self.view.column(name)].name

    def column_of(self, line: Line) -> str:
        """Take the column that the next word names, or the one where one is if there is none."""
        return self.named(line.word()) if line else self.column

    def value(self, column: str) -> Value:
        """Return the cell of this row in a column."""
        (row,) = self.view.window(self.row - 1, 1, [self.view.column(column)])
        return row.cells[0]

    def as_added(self, row_ids: Sequence[int]) -> dict[int, dict[int, Value]]:
        """Return what rows held in revision 1, by column id; rows that it lacks are left out."""
        held = {}
        for row_id in row_ids:
            position = self._added.locate(row_id)
            if position is not None:
                (row,) = self._added.window(position, 1)
                ids = (column.id for column in self._added.columns)
                held[row_id] = dict(zip(ids, row.cells, strict=True))
        return held

    def open_notes(self) -> list[Annotation]:
        """Return the annotations that somebody still has to settle."""
        return [note for note in self.dataset.annotations() if note.is_open]

    def number_of(self, row_id: int | None) -> int | None:
        """Return a row's number as shown, None if it is gone or there is no row."""
        position = None if row_id is None else self.view.locate(row_id)
        return None if position is None else position + 1

    def say(self, text: str) -> None:
        """Say one line."""
        self.talk.say(text)

    def _id_at(self, number: int) -> int | None:
        found = self.view.window(number - 1, 1, ())
        return found[0].id if found else None
