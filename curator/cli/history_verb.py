"""`curator history`: what was done to a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from curator.annotations import holds, in_days
from curator.cli.session import (
    json_option,
    person_option,
    put_json,
    put_rows,
    reading,
    store_option,
    time_and_text_options,
)
from curator.errors import UnknownNameError
from curator.history import Entry
from curator.language import _
from curator.sources import Origin
from curator.views import View


@click.command("history")
@click.argument("dataset")
@click.option("--cell", metavar="ROW:COLUMN", help=_("Only what touched this cell, and its ink."))
@click.option("--row", type=int, metavar="R", help=_("Only what touched this row."))
@click.option("--column", metavar="C", help=_("Only what touched this column."))
@click.option("--kind", metavar="K", help=_("Only this operation, or kind of annotation."))
@person_option
@time_and_text_options
@json_option
@store_option
def command(
    dataset: str,
    cell: str | None,
    row: int | None,
    column: str | None,
    kind: str | None,
    person: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
    as_json: bool,
    store: str | None,
) -> None:
    """List revisions and annotation events of DATASET, newest first.

    A cell's history tells what the cell was before and after each step, and revision 1 where it
    was found.
    """
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        if cell is not None:
            row, column = _cell(cell)
        row_id = None if row is None else view.row_id(row)
        name = None if column is None else view.columns[view.column(column)].name
        found = chosen.history(row_id, name)
        if row_id is not None and name is not None:
            ink = chosen.origins(row_id, name)
            found = [told for entry in found for told in _with_ink(entry, ink)]
        wanted = [
            entry
            for entry in found
            if (kind is None or kind in (entry.kind, entry.sort))
            and (person is None or entry.who == person)
            and in_days(entry.at, since, until)
            and (text is None or any(holds(str(said), text) for said in _said(entry)))
        ]
        if as_json:
            put_json([_told(entry, view) for entry in wanted])
            return
        put_rows(
            (
                _("step"),
                _("when"),
                _("who"),
                _("kind"),
                _("what"),
                _("before"),
                _("after"),
                _("why"),
            ),
            (
                (
                    _step(entry),
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


def _step(entry: Entry) -> str:
    step = f"{entry.sort[0]}{entry.number}"
    return _("{step} (undone)").format(step=step) if entry.undone else step


def _cell(text: str) -> tuple[int, str]:
    row, _colon, column = text.partition(":")
    if not row.isdecimal() or not column:
        raise UnknownNameError(
            _("{text!r} names no cell; write ROW:COLUMN, such as 3:Year.").format(text=text)
        )
    return int(row), column


def _with_ink(entry: Entry, ink: Sequence[Origin]) -> list[Entry]:
    """Let revision 1 tell where the cell was found, and what was found there.

    A cell of a row that was merged was found in several places, and each is told.
    """
    if entry.sort != "revision" or entry.number != 1 or not ink:
        return [entry]
    return [
        replace(entry, what=f"added from {origin.place()}", after=origin.text) for origin in ink
    ]


def _said(entry: Entry) -> list[object]:
    told = (entry.what, entry.why, entry.before, entry.after)
    return [words for words in told if words is not None]


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
