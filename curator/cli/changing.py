"""What verbs that change a dataset say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curator.cli.errors import partly
from curator.cli.session import talk
from curator.history import Left, Revision
from curator.language import _, ngettext

if TYPE_CHECKING:
    from curator.store import Dataset


def told(dataset: Dataset, revision: Revision | None) -> None:
    """Say what a revision changed, and what it left."""
    if revision is None:
        talk(_("Nothing changed in {dataset}.").format(dataset=dataset.name))
        return
    cells, rows = revision.cells, revision.rows
    amounts = []
    if cells:
        amounts.append(ngettext("{count:,} cell", "{count:,} cells", cells).format(count=cells))
    if rows:
        amounts.append(ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows))
    talk(
        _("{dataset}, revision {number}: {amounts} changed.").format(
            dataset=dataset.name,
            number=revision.number,
            amounts=", ".join(amounts) or _("columns"),
        )
    )
    told_left(revision.left)


def told_left(left: Sequence[Left]) -> None:
    """List what was left as it was; exit code 1 if anything was."""
    for entry in left:
        talk(entry.reason)
    if left:
        count = sum(entry.count for entry in left)
        raise partly(
            ngettext(
                "{count:,} place left as it was.", "{count:,} places left as they were.", count
            ).format(count=count)
        )
