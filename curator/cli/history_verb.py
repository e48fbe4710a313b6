"""`curator history`: what was done to a dataset."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curator.cli.session import (
    json_option,
    person_option,
    put_json,
    put_rows,
    reading,
    state_option,
    store_option,
    talk,
    time_and_text_options,
)
from curator.export.history_list import HEADER, line, told, write_history
from curator.filters import Filter
from curator.history import Entry
from curator.language import _, ngettext
from curator.views import View

if TYPE_CHECKING:
    from curator.store import Dataset


@click.command("history")
@click.argument("dataset")
@click.option("--cell", metavar="ROW:COLUMN", help=_("Only what touched this cell, and its ink."))
@click.option("--row", type=int, metavar="R", help=_("Only what touched this row."))
@click.option("--column", metavar="C", help=_("Only what touched this column."))
@click.option("--kind", metavar="K", help=_("Only this operation, or kind of annotation."))
@person_option
@state_option
@time_and_text_options
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write the list to this file, which ends in .csv or .json and is not there yet."),
)
@json_option
@store_option
def command(
    dataset: str,
    cell: str | None,
    row: int | None,
    column: str | None,
    kind: str | None,
    person: str | None,
    state: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
    out: Path | None,
    as_json: bool,
    store: str | None,
) -> None:
    """List revisions and annotation events of DATASET, newest first.

    A cell's history tells what the cell was before and after each step, and revision 1 where it
    was found. Filters can be combined; all of them must fit.
    """
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        row_id, name = _place(view, cell, row, column)
        wanted = Filter(person, kind, state, name, since, until, text)
        found = _fitting(chosen, wanted, row_id)
        if out is not None:
            write_history(out, found, view)
            words = ngettext(
                "{path} holds {count:,} step.", "{path} holds {count:,} steps.", len(found)
            )
            talk(words.format(path=out, count=len(found)))
        elif as_json:
            put_json([told(entry, view) for entry in found])
        else:
            put_rows(HEADER, map(line, found))


def _place(
    view: View, cell: str | None, row: int | None, column: str | None
) -> tuple[int | None, str | None]:
    """Return the id of the row and the name of the column that are wanted."""
    if cell is not None:
        if row is not None or column is not None:
            raise click.UsageError(_("--cell names a row and a column already."))
        return view.cell(cell)
    row_id = None if row is None else view.row_id(row)
    return row_id, None if column is None else view.columns[view.column(column)].name


def _fitting(dataset: Dataset, wanted: Filter, row_id: int | None) -> list[Entry]:
    annotations = {note.number: note for note in dataset.annotations()}
    if row_id is not None:  # what touched a row or cell, its column has touched
        entries = dataset.history(row_id, wanted.column)
        wanted = replace(wanted, column=None)
    else:
        entries = dataset.history()
    return [
        entry
        for entry in entries
        if wanted.wants_step(
            entry, annotations[entry.annotation] if entry.annotation is not None else None
        )
    ]
