"""`curator annotations`: what people wrote beside datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from curator.annotations import KINDS
from curator.cli.session import (
    json_option,
    person_option,
    put_json,
    put_rows,
    reading,
    state_option,
    store_option,
    time_and_text_options,
)
from curator.filters import Filter
from curator.language import _

if TYPE_CHECKING:
    from curator.store import Noted


@click.command("annotations")
@click.argument("dataset", required=False)
@click.option("--kind", type=click.Choice(KINDS), help=_("Only this kind."))
@state_option
@click.option("--column", metavar="C", help=_("Only on this column and its cells."))
@person_option
@time_and_text_options
@json_option
@store_option
def command(
    dataset: str | None,
    kind: str | None,
    state: str | None,
    column: str | None,
    person: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
    as_json: bool,
    store: str | None,
) -> None:
    """List annotations of DATASET, or of all datasets, with their state and what was said.

    Filters can be combined; all of them must fit.
    """
    from curator.store import noted

    wanted = Filter(person, kind, state, column, since, until, text)
    with reading(store) as opened:
        names = [dataset] if dataset else [line.name for line in opened.datasets()]
        found = [line for name in names for line in noted(opened.dataset(name), wanted)]
    if as_json:
        put_json([_told(line) for line in found])
        return
    header = (
        _("annotation"),
        _("dataset"),
        _("kind"),
        _("state"),
        _("place"),
        _("by"),
        _("when"),
        _("text"),
    )
    put_rows(header, map(_cells, found))


def _cells(line: Noted) -> tuple[object, ...]:
    annotation = line.annotation
    return (
        annotation.number,
        line.dataset.name,
        annotation.kind,
        annotation.state,
        line.where,
        annotation.events[0].who,
        annotation.events[0].at,
        annotation.text,
    )


def _told(line: Noted) -> dict[str, object]:
    annotation, place = line.annotation, line.annotation.place
    return {
        "annotation": annotation.number,
        "dataset": line.dataset.name,
        "kind": annotation.kind,
        "state": annotation.state,
        "row": line.row,
        "row_id": place.row_id,
        "column": place.column,
        "revision": place.revision,
        "source": place.source,
        "page": place.page,
        "sheet": place.sheet,
        "text": annotation.text,
        "events": [
            {
                "event": event.event,
                "number": event.number,
                "who": event.who,
                "at": event.at,
                "text": event.text,
                "undoes": event.undoes,
            }
            for event in annotation.events
        ],
    }
