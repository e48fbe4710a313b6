"""`curator annotate`: a doubt, question, source, decision or harm."""

from __future__ import annotations

import click

from curator.annotations import KINDS, Place
from curator.cli.session import person, store_option, talk, who_option, writing


@click.command("annotate")
@click.argument("dataset")
@click.argument("text")
@click.option("--row", type=int, metavar="R", help="The row's number; 1 is the first.")
@click.option("--column", metavar="C", help="The column's name.")
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True)
@who_option
@store_option
def command(
    dataset: str,
    text: str,
    row: int | None,
    column: str | None,
    kind: str,
    who: str | None,
    store: str | None,
) -> None:
    """Write TEXT beside a cell, a row, a column, or DATASET itself; prints its number."""
    if not text.strip():
        raise click.BadParameter("an annotation needs a text", param_hint="TEXT")
    with writing(store, "annotate") as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        place = Place(
            view.row_id(row) if row is not None else None,
            view.columns[view.column(column)].name if column is not None else None,
        )
        number = chosen.annotate(place, kind, text, person(who))
    talk(f"Annotation {number}: a {kind} on {place.words(row)} of {chosen.name}.")
    click.echo(number)
