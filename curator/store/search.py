"""Searching every dataset: names, titles, notes and cells, in whichever letters and digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from curator.annotations import Place
from curator.errors import UnknownNameError
from curator.filters import Filter
from curator.language import _
from curator.store.dataset import Dataset
from curator.store.noted import noted
from curator.store.store import Store
from curator.store.stored_view import StoredView
from curator.store.summaries import Summary
from curator.tables import Progress
from curator.values import folded, one_line, plain
from curator.views import PARTING

LOT = 2_000
"""Rows that are read together; whoever writes meanwhile waits no longer than that."""
_SHOWN = 200
"""Characters of a text that are told."""


@dataclass(frozen=True)
class Hit:
    """A place where the text was found."""

    dataset: Dataset
    what: Literal["name", "title", "column", "note", "cell"]
    place: Place
    """The dataset, a column, a cell, or what a note hangs on."""
    row: int | None
    """The number of its row, 1 is the first; None where it is in no row of data."""
    text: str
    """What was found there, on one line."""
    annotation: int | None = None
    """The number of the note."""

    @property
    def where(self) -> str:
        """Its place in words."""
        return self.place.words(self.row)


def search(store: Store, wanted: str, progress: Progress) -> Iterator[Hit]:
    """Yield what holds `wanted`: names, titles and notes first, then cells, a dataset at a time.

    Letters are compared as `values.folded` has them: case, accents, joiners, the form of yeh and
    kaf and the family of a digit do not count.

    Args:
        progress: told of rows looked through, of all there are; raises Cancelled to stop.

    Raises:
        UnknownNameError: there is nothing to look for.
    """
    needle = folded(wanted.strip())
    if not needle:
        raise UnknownNameError(_("Write what shall be looked for: at least one letter or digit."))
    lines = store.datasets()
    datasets = [store.dataset(line.name) for line in lines]
    for line, dataset in zip(lines, datasets, strict=True):
        yield from _named(line, dataset, needle)
        yield from _in_notes(dataset, needle)
    total = sum(line.rows for line in lines)
    done = 0
    for dataset in datasets:
        view = dataset.view()
        for first in range(0, view.row_count, LOT):
            progress(done + first, total)
            yield from _in_rows(dataset, view, first, needle)
        done += view.row_count
    progress(total, total)


def _named(line: Summary, dataset: Dataset, needle: str) -> Iterator[Hit]:
    """The name, the title, what stood beneath the table, and the columns."""
    if needle in folded(dataset.name):
        yield Hit(dataset, "name", Place(), None, one_line(dataset.name, _SHOWN))
    for text in (line.title, line.notes):
        if text is not None and needle in folded(text):
            yield Hit(dataset, "title", Place(), None, one_line(text, _SHOWN))
    for column in dataset.view().columns:
        if needle in folded(column.name) or needle in folded(column.title):
            place = Place(column=column.name)
            yield Hit(dataset, "column", place, None, one_line(column.name, _SHOWN))


def _in_notes(dataset: Dataset, needle: str) -> Iterator[Hit]:
    for line in noted(dataset, Filter()):
        note = line.annotation
        for event in note.standing:
            if event.text is not None and needle in folded(event.text):
                text = one_line(event.text, _SHOWN)
                yield Hit(dataset, "note", note.place, line.row, text, note.number)
                break


def _in_rows(dataset: Dataset, view: StoredView, first: int, needle: str) -> Iterator[Hit]:
    """Find the rows by their joined text, and only in those the cells."""
    lines = view.lines(first, LOT)
    if lines is None:  # a cell holds the sign that parts cells, or somebody wrote meanwhile
        lines = [
            PARTING.join("" if cell is None else plain(cell) for cell in row.cells)
            for row in view.window(first, LOT)
        ]
    for place in _holding(lines, needle):
        (row,) = view.window(first + place, 1)
        for column, cell in zip(view.columns, row.cells, strict=True):
            if cell is not None and needle in folded(plain(cell)):
                where = Place(row_id=row.id, column=column.name)
                text = one_line(plain(cell), _SHOWN)
                yield Hit(dataset, "cell", where, first + place + 1, text)


def _holding(lines: Sequence[str], needle: str) -> list[int]:
    return [place for place, line in enumerate(lines) if needle in folded(line)]
