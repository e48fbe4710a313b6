"""`curator show`: rows of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from curator.cli.arranging import arranged_view, arranging_options
from curator.cli.session import (
    json_option,
    put_json,
    put_rows,
    reading,
    row_range,
    store_option,
)
from curator.history import Deletion
from curator.language import _
from curator.views import Row, View

if TYPE_CHECKING:
    from curator.store import Dataset

_LOT = 4096


@click.command("show")
@click.argument("dataset")
@click.option("--at", type=int, metavar="REV", help=_("As of this revision."))
@click.option("--rows", metavar="A:B", help=_("Only these rows, both included."))
@arranging_options
@click.option(
    "--deleted",
    is_flag=True,
    help=_("The rows that were deleted, with the ids by which `restore-rows` takes them."),
)
@json_option
@store_option
def command(
    dataset: str,
    at: int | None,
    rows: str | None,
    sorts: Sequence[str],
    wheres: Sequence[str],
    deleted: bool,
    as_json: bool,
    store: str | None,
) -> None:
    """Print rows of DATASET with their numbers, or those that it has no more.

    Sorted and filtered rows keep their numbers; --rows then counts those left, from the top.
    """
    if deleted and (at is not None or rows is not None or sorts or wheres):
        raise click.UsageError(
            _("--deleted lists today's deleted rows, and goes with --json only.")
        )
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        if deleted:
            _put_deleted(chosen, as_json)
            return
        view = arranged_view(chosen.view(at), sorts, wheres)
        first, last = row_range(rows) if rows else (1, view.row_count)
        numbered = _numbered(view, range(first - 1, min(last, view.row_count)))
        if as_json:
            put_json({**_described(view), **_placed(chosen, numbered)})
            return
        put_rows(
            (_("row"), *(column.name for column in view.columns)),
            ((number, *row.cells) for number, row in numbered),
        )


def _numbered(view: View, wanted: range) -> Iterator[tuple[int | None, Row]]:
    for start in wanted[::_LOT]:
        for place, row in enumerate(view.window(start, min(_LOT, wanted.stop - start)), start):
            yield view.number(place, row.id), row


def _placed(dataset: Dataset, numbered: Iterator[tuple[int | None, Row]]) -> dict[str, object]:
    """Return rows, each with its page where they came from pages, and how those were joined."""
    from curator.store import page_of

    pages = dataset.pages()
    if not pages:
        return {"rows": [{"row": number, "cells": list(row.cells)} for number, row in numbered]}
    return {
        "pages": list(dict.fromkeys(rows.page for rows in pages)),
        "seams": [asdict(rows.seam) for rows in pages if rows.seam is not None],
        "rows": [
            {"row": number, "page": page_of(pages, row.id), "cells": list(row.cells)}
            for number, row in numbered
        ],
    }


def _described(view: View) -> dict[str, object]:
    return {
        "dataset": view.dataset,
        "revision": view.revision,
        "columns": [
            {
                "name": column.name,
                "title": column.title,
                "type": column.type,
                "hidden": column.hidden,
            }
            for column in view.columns
        ],
    }


def _put_deleted(dataset: Dataset, as_json: bool) -> None:
    view = dataset.view()
    found = list(_deleted(dataset))
    if as_json:
        gone = [
            {
                "id": deletion.row_id,
                "below": deletion.below,
                "revision": deletion.revision,
                "who": deletion.who,
                "at": deletion.at,
                "why": deletion.why,
                "cells": list(row.cells),
            }
            for deletion, row in found
        ]
        put_json({**_described(view), "deleted": gone})
        return
    told = (_("id"), _("below row"), _("revision"), _("who"), _("when"), _("why"))
    put_rows(
        (*told, *(column.name for column in view.columns)),
        ((d.row_id, d.below, d.revision, d.who, d.at, d.why, *row.cells) for d, row in found),
    )


def _deleted(dataset: Dataset) -> Iterator[tuple[Deletion, Row]]:
    view, deletions = dataset.view(), dataset.deletions()
    for first in range(0, len(deletions), _LOT):
        lot = deletions[first : first + _LOT]
        yield from zip(lot, view.rows_of([each.row_id for each in lot]), strict=True)
