"""`curator annotate`: a doubt, question, source, decision or harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from curator.annotations import KINDS, SPOKEN, Place
from curator.cli.session import person, store_option, talk, who_option, writing
from curator.language import _

if TYPE_CHECKING:
    from curator.store import Dataset


@click.command("annotate")
@click.argument("dataset")
@click.argument("text")
@click.option("--row", type=int, metavar="R", help=_("The row's number; 1 is the first."))
@click.option("--column", metavar="C", help=_("The column's name."))
@click.option("--revision", type=int, metavar="REV", help=_("Beside this revision of its history."))
@click.option(
    "--page", type=click.IntRange(1), metavar="P", help=_("Beside this page of its source.")
)
@click.option("--sheet", metavar="NAME", help=_("Beside this sheet of its source."))
@click.option(
    "--source",
    metavar="FILE",
    help=_("Beside this source, or with --page or --sheet its page or sheet, if it has several."),
)
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True)
@who_option
@store_option
def command(
    dataset: str,
    text: str,
    row: int | None,
    column: str | None,
    revision: int | None,
    page: int | None,
    sheet: str | None,
    source: str | None,
    kind: str,
    who: str | None,
    store: str | None,
) -> None:
    """Write TEXT beside a place; prints its number.

    The place is a cell, a row, a column, a revision, the source or a page or sheet of it, or
    DATASET itself.
    """
    one_place(
        row is not None or column is not None,
        revision is not None,
        page is not None or (sheet is None and source is not None),
        sheet is not None,
    )
    if not text.strip():
        raise click.BadParameter(_("an annotation needs a text"), param_hint="TEXT")
    with writing(store, "annotate") as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        place = Place(
            view.row_id(row) if row is not None else None,
            view.columns[view.column(column)].name if column is not None else None,
            revision,
            source=source,
            page=page,
            sheet=sheet,
        )
        number = chosen.annotate(place, kind, text, person(who))
        words = written(chosen, number, row)
    talk(words)
    click.echo(number)


def written(dataset: Dataset, number: int, row: int | None) -> str:
    """Say what annotation `number` is and where it hangs; `row` is its row's number, if any."""
    note = dataset.annotation(number)
    return _("Annotation {number}: a {kind} on {place} of {dataset}.").format(
        number=number, kind=SPOKEN[note.kind], place=note.place.words(row), dataset=dataset.name
    )


def one_place(*places: bool) -> None:
    """Refuse places that do not go together."""
    if sum(places) > 1:
        raise click.UsageError(
            _("An annotation hangs on one place: a row or column, a revision, a page or a sheet.")
        )
