"""Annotations as lists tell them: with their dataset, and the number of their row today."""

from __future__ import annotations

from dataclasses import dataclass

from curator.annotations import Annotation
from curator.filters import Filter
from curator.store.dataset import Dataset


@dataclass(frozen=True)
class Noted:
    """An annotation in a list."""

    dataset: Dataset
    annotation: Annotation
    row: int | None
    """Its row's number, 1 is the first; None where it hangs on no row of data."""

    @property
    def where(self) -> str:
        """Its place in words."""
        return self.annotation.place.words(self.row)


def noted(dataset: Dataset, wanted: Filter) -> list[Noted]:
    """Return the annotations of a dataset that are wanted, oldest first."""
    view = dataset.view()
    found = []
    for annotation in dataset.annotations(wanted):
        row_id = annotation.place.row_id
        position = view.locate(row_id) if row_id is not None else None
        found.append(Noted(dataset, annotation, None if position is None else position + 1))
    return found
