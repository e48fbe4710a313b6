"""What verbs that change a dataset say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curator.cli.errors import partly
from curator.cli.session import talk
from curator.history import Left, Revision

if TYPE_CHECKING:
    from curator.store import Dataset


def told(dataset: Dataset, revision: Revision | None) -> None:
    """Say what a revision changed, and what it left."""
    if revision is None:
        talk(f"Nothing changed in {dataset.name}.")
        return
    amounts = [
        f"{count:,} {word}{'s' * (count != 1)}"
        for count, word in ((revision.cells, "cell"), (revision.rows, "row"))
        if count
    ]
    talk(f"{dataset.name}, revision {revision.number}: {', '.join(amounts) or 'columns'} changed.")
    told_left(revision.left)


def told_left(left: Sequence[Left]) -> None:
    """List what was left as it was; exit code 1 if anything was."""
    for entry in left:
        talk(entry.reason)
    if left:
        count = sum(entry.count for entry in left)
        raise partly(f"{count:,} place{'s' * (count != 1)} left as they were.")
