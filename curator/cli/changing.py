"""What verbs that change a dataset say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curator.cli.errors import partly
from curator.cli.session import talk
from curator.history import Left, Revision
from curator.language import _, joined, ngettext

if TYPE_CHECKING:
    from curator.store import Dataset


def told(dataset: Dataset, revision: Revision | None) -> None:
    """Say what a revision changed, and what it left."""
    talk(changed(dataset, revision))
    if revision is not None:
        told_left(revision.left)


def changed(dataset: Dataset, revision: Revision | None) -> str:
    """Return what a revision changed, in words; None changed nothing."""
    if revision is None:
        return _("Nothing changed in {dataset}.").format(dataset=dataset.name)
    cells, rows = revision.cells, revision.rows
    amounts = []
    if cells:
        amounts.append(ngettext("{count:,} cell", "{count:,} cells", cells).format(count=cells))
    if rows:
        amounts.append(ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows))
    return _("{dataset}, revision {number}: {amounts} changed.").format(
        dataset=dataset.name,
        number=revision.number,
        amounts=joined(amounts) or _("columns"),
    )


def told_left(left: Sequence[Left]) -> None:
    """List what was left as it was; exit code 1 if anything was."""
    for entry in left:
        talk(entry.reason)
    if left:
        raise partly(left_words(left))


def left_words(left: Sequence[Left]) -> str:
    """Say how many places were left as they were."""
    count = sum(entry.count for entry in left)
    return ngettext(
        "{count:,} place left as it was.", "{count:,} places left as they were.", count
    ).format(count=count)
