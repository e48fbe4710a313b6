"""`curator set`: one cell."""

from __future__ import annotations

import click

from curator.cli.changing import told
from curator.cli.session import person, store_option, who_option, why_option, writing
from curator.operations import SetCells
from curator.values import typed
from curator.views import View


@click.command("set", context_settings={"ignore_unknown_options": True})
@click.argument("dataset")
@click.argument("row", type=int)
@click.argument("column")
@click.argument("value")
@why_option
@who_option
@store_option
def command(
    dataset: str,
    row: int,
    column: str,
    value: str,
    why: str | None,
    who: str | None,
    store: str | None,
) -> None:
    """Give the cell of DATASET at ROW (1 is the first) and COLUMN the VALUE; "" makes it blank."""
    with writing(store, "set") as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        operation = setting(view, view.row_id(row), column, value)
        told(chosen, chosen.apply(operation, person(who), why))


def setting(view: View, row_id: int, column: str, value: str) -> SetCells:
    """Return the operation that gives one cell a value as it was typed; "" is a blank."""
    place = view.columns[view.column(column)]
    return SetCells((row_id,), (place.name,), ((typed(value, place.type),),))
