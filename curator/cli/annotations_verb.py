"""`curator annotations`: what people wrote beside datasets."""

from __future__ import annotations

import click

from curator.annotations import KINDS, STATES, Annotation, AnnotationFilter
from curator.cli.session import (
    json_option,
    person_option,
    put_json,
    put_rows,
    reading,
    store_option,
    time_and_text_options,
)
from curator.language import _
from curator.views import View


@click.command("annotations")
@click.argument("dataset", required=False)
@click.option("--kind", type=click.Choice(KINDS), help=_("Only this kind."))
@click.option(
    "--state",
    type=click.Choice([*STATES, "unsettled"]),
    help=_("Only those in this state; unsettled is open or answered."),
)
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
    """List annotations of DATASET, or of all datasets, with their state and what was said."""
    wanted = AnnotationFilter(person, kind, state, column, since, until, text)
    found: list[tuple[View, Annotation]] = []
    with reading(store) as opened:
        names = [dataset] if dataset else [line.name for line in opened.datasets()]
        for name in names:
            chosen = opened.dataset(name)
            view = chosen.view()
            found += ((view, annotation) for annotation in chosen.annotations(wanted))
        if as_json:
            put_json([_told(annotation, view) for view, annotation in found])
            return
        put_rows(
            (
                _("annotation"),
                _("dataset"),
                _("kind"),
                _("state"),
                _("place"),
                _("by"),
                _("when"),
                _("text"),
            ),
            (
                (
                    annotation.number,
                    view.dataset,
                    annotation.kind,
                    annotation.state,
                    annotation.place.words(_number(annotation, view)),
                    annotation.events[0].who,
                    annotation.events[0].at,
                    annotation.text,
                )
                for view, annotation in found
            ),
        )


def _number(annotation: Annotation, view: View) -> int | None:
    if annotation.place.row_id is None:
        return None
    position = view.locate(annotation.place.row_id)
    return None if position is None else position + 1


def _told(annotation: Annotation, view: View) -> dict[str, object]:
    place = annotation.place
    return {
        "annotation": annotation.number,
        "dataset": view.dataset,
        "kind": annotation.kind,
        "state": annotation.state,
        "row": _number(annotation, view),
        "column": place.column,
        "revision": place.revision,
        "source": place.source,
        "page": place.page,
        "sheet": place.sheet,
        "text": annotation.text,
        "events": [
            {"event": event.event, "who": event.who, "at": event.at, "text": event.text}
            for event in annotation.events
        ],
    }
