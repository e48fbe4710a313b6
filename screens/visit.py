"""What a screen that was visited from the editor brings back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Jump:
    """A place in the grid to go to."""

    row_id: int
    column: str | None
    """None stays in the cursor's column."""


@dataclass(frozen=True)
class Visit:
    """How a visit ended."""

    changed: bool
    """Whether the dataset was changed meanwhile."""
    jump: Jump | None
