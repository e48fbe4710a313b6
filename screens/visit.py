"""What a screen that was visited brings back: whether it changed anything, and where to go."""

from __future__ import annotations

from dataclasses import dataclass

from curator.annotations import Place
from curator.store import Dataset


@dataclass(frozen=True)
class Jump:
    """A place in the grid to go to."""

    row_id: int | None
    """None stays in the cursor's row."""
    column: str | None
    """None stays in the cursor's column."""

    @classmethod
    def to(cls, place: Place) -> Jump | None:
        """Return the way to where an annotation hangs; None if that is not in the grid."""
        if place.revision is not None or place.source is not None:
            return None
        return cls(place.row_id, place.column)


@dataclass(frozen=True)
class Visit:
    """How a visit ended."""

    changed: bool
    """Whether the dataset was changed meanwhile."""
    jump: Jump | None
    dataset: Dataset | None = None
    """The dataset to go to, where there was a choice of several."""
