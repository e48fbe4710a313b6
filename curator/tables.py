"""A table as operations see it, and the patches by which they change it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from curator.errors import OperationError
from curator.language import _, joined

Value = str | int | float | None
"""One cell: text as found, a number that an operation parsed, or None for a blank. Never ""."""

Progress = Callable[[int, int | None], None]
"""Called with what is done and what there is to do (None: unknown). Raises Cancelled to stop."""


@dataclass(frozen=True)
class Column:
    """One column of a dataset."""

    id: int
    """Counts from 1 within the dataset and is never used again; 0 is a column to be added."""
    name: str
    """Unique in the dataset, whatever the case."""
    title: str
    """The header's text as found."""
    type: str = "string"
    """A Frictionless type name."""
    hidden: bool = False
    """Whether screens leave it out; it is exported all the same."""


class Table(ABC):
    """What an operation reads: the table as it was before it, in display order."""

    columns: Sequence[Column]
    row_count: int
    """Rows of data; header rows and deleted rows are not counted."""

    @abstractmethod
    def header(self) -> Sequence[tuple[int, tuple[Value, ...]]]:
        """Return the header rows, topmost first, as (row id, a value a column)."""

    @abstractmethod
    def chunks(
        self, columns: Sequence[str], size: int = 50_000
    ) -> Iterator[tuple[Sequence[int], Sequence[Sequence[Value]]]]:
        """Yield (row ids, a list of values for each of `columns`), at most `size` rows a time."""

    @abstractmethod
    def holding(self, column: str, text: str) -> Iterator[tuple[Sequence[int], Sequence[Value]]]:
        """Yield (row ids, values) of the cells of `column` whose text has `text` in it."""

    @abstractmethod
    def cells(
        self, columns: Sequence[str], row_ids: Sequence[int]
    ) -> Sequence[tuple[int, tuple[Value, ...]]]:
        """Return (row id, a value for each of `columns`) for the rows of `row_ids` that exist."""

    @abstractmethod
    def position(self, row_id: int) -> int | None:
        """Return where a row of data stands, from 0; None if it is header, deleted or unknown."""

    @abstractmethod
    def is_deleted(self, row_id: int) -> bool:
        """Return whether the dataset had such a row and has it no more."""

    @abstractmethod
    def spans(self) -> Sequence[tuple[int, int, int]]:
        """Return (row id, position of the first column, width) of each cell drawn over several."""

    def column(self, name: str) -> Column:
        """Return the column called `name`.

        Raises:
            OperationError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        known = joined(column.name for column in self.columns)
        raise OperationError(
            _("There is no column {name!r}. The columns are: {known}.").format(
                name=name, known=known
            )
        )


@dataclass(frozen=True)
class Values:
    """New values for one column; the store keeps real differences only."""

    column: str
    row_ids: Sequence[int]
    values: Sequence[Value]


@dataclass(frozen=True)
class Rows:
    """Rows that come and go; the store allots ids to those that come."""

    added: Sequence[tuple[int | None, Sequence[Value]]] = ()
    """(the row id after which it stands, None for the top; a value for every column)."""
    removed: Sequence[int] = ()
    restored: Sequence[int] = ()
    """Deleted rows that come back to their places."""
    parents: Sequence[Sequence[int]] = ()
    """For each row of `added`, the rows of which it is made and whose ink is its ink."""


@dataclass(frozen=True)
class Header:
    """Exactly these rows, in display order, are the header; other header rows become data."""

    row_ids: Sequence[int]


@dataclass(frozen=True)
class Columns:
    """The columns before and after: renamed, retitled, hidden, moved, added (id 0) or dropped.

    Values for an added column come in later patches of the same operation.
    """

    before: Sequence[Column]
    after: Sequence[Column]


@dataclass(frozen=True)
class Left:
    """Rows that the operation left as they were, and why."""

    row_ids: Sequence[int]
    reason: str


Patch = Values | Rows | Header | Columns | Left
