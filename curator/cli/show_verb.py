"""`curator show`: rows of a dataset."""

from __future__ import annotations

from collections.abc import Sequence

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
from curator.language import _


@click.command("show")
@click.argument("dataset")
@click.option("--at", type=int, metavar="REV", help=_("As of this revision."))
@click.option("--rows", metavar="A:B", help=_("Only these rows, both included."))
@arranging_options
@json_option
@store_option
def command(
    dataset: str,
    at: int | None,
    rows: str | None,
    sorts: Sequence[str],
    wheres: Sequence[str],
    as_json: bool,
    store: str | None,
) -> None:
    """Print rows of DATASET with their numbers, sorted and filtered if so wished.

    Rows keep their numbers; --rows then counts the rows that are left, from the top.
    """
    with reading(store) as opened:
        view = arranged_view(opened.dataset(dataset).view(at), sorts, wheres)
        first, last = row_range(rows) if rows else (1, view.row_count)
        wanted = range(first - 1, min(last, view.row_count))
        numbered = (
            (view.number(place, row.id), row.cells)
            for start in wanted[::4096]
            for place, row in enumerate(
                view.window(start, min(4096, wanted.stop - start)), start=start
            )
        )
        if as_json:
            put_json(
                {
                    "dataset": view.dataset,
                    "revision": view.revision,
                    "columns": [
                        {"name": column.name, "title": column.title, "type": column.type}
                        for column in view.columns
                    ],
                    "rows": [{"row": number, "cells": list(cells)} for number, cells in numbered],
                }
            )
            return
        put_rows(
            (_("row"), *(column.name for column in view.columns)),
            ((number, *cells) for number, cells in numbered),
        )
