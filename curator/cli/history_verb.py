"""`curator history`: what was done to a dataset."""

from __future__ import annotations

from collections.abc import Iterator

import click

from curator.cli.session import json_option, put_json, put_rows, reading, store_option
from curator.errors import UnknownNameError
from curator.history import Entry
from curator.store import Dataset
from curator.views import View


@click.command("history")
@click.argument("dataset")
@click.option("--cell", metavar="ROW:COLUMN", help="Only what touched this cell.")
@click.option("--kind", metavar="K", help="Only this operation, or kind of annotation.")
@click.option("--person", metavar="P", help="Only what this handle did.")
@json_option
@store_option
def command(
    dataset: str,
    cell: str | None,
    kind: str | None,
    person: str | None,
    as_json: bool,
    store: str | None,
) -> None:
    """List revisions and annotation events of DATASET, newest first."""
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        found = _of_cell(chosen, view, cell) if cell is not None else iter(chosen.history())
        wanted = [
            entry
            for entry in found
            if (kind is None or kind in (entry.kind, entry.sort))
            and (person is None or entry.who == person)
        ]
        if as_json:
            put_json([_told(entry, view) for entry in wanted])
            return
        put_rows(
            ("step", "when", "who", "kind", "what", "before", "after", "why"),
            (
                (
                    f"{entry.sort[0]}{entry.number}{' (undone)' * entry.undone}",
                    entry.at,
                    entry.who,
                    entry.kind,
                    entry.what,
                    entry.before,
                    entry.after,
                    entry.why,
                )
                for entry in wanted
            ),
        )


def _of_cell(dataset: Dataset, view: View, cell: str) -> Iterator[Entry]:
    row, _, column = cell.partition(":")
    if not row.isdecimal() or not column:
        raise UnknownNameError(f"{cell!r} names no cell; write ROW:COLUMN, such as 3:Year.")
    row_id, name = view.row_id(int(row)), view.columns[view.column(column)].name
    changed = {
        revision.number: (before, after)
        for revision, before, after in dataset.cell_history(row_id, name)
    }
    for entry in dataset.history():
        if entry.sort == "annotation":
            if entry.row_id == row_id and list(entry.columns) in ([name], []):
                yield entry
        elif entry.number == 1:
            yield entry
        elif entry.number in changed:
            before, after = changed[entry.number]
            yield Entry(**{**entry.__dict__, "before": before, "after": after, "row_id": row_id})


def _told(entry: Entry, view: View) -> dict[str, object]:
    position = view.locate(entry.row_id) if entry.row_id is not None else None
    return {
        "sort": entry.sort,
        "number": entry.number,
        "who": entry.who,
        "at": entry.at,
        "kind": entry.kind,
        "what": entry.what,
        "why": entry.why,
        "row": None if position is None else position + 1,
        "columns": list(entry.columns),
        "cells": entry.cells,
        "before": entry.before,
        "after": entry.after,
        "undoes": entry.undoes,
        "undone": entry.undone,
        "annotation": entry.annotation,
        "options": dict(entry.details),
    }
