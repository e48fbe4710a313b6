"""`curator annotations`: what people wrote beside a dataset."""

from __future__ import annotations

import click

from curator.annotations import Annotation
from curator.cli.session import json_option, put_json, put_rows, reading, store_option
from curator.views import View


@click.command("annotations")
@click.argument("dataset")
@json_option
@store_option
def command(dataset: str, as_json: bool, store: str | None) -> None:
    """List the annotations of DATASET with their state and everything said to them."""
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        found, view = chosen.annotations(), chosen.view()
        if as_json:
            put_json([_told(annotation, view) for annotation in found])
            return
        put_rows(
            ("annotation", "kind", "state", "place", "by", "text"),
            (
                (
                    annotation.number,
                    annotation.kind,
                    annotation.state,
                    annotation.place.words(_number(annotation, view)),
                    annotation.events[0].who,
                    annotation.text,
                )
                for annotation in found
            ),
        )


def _number(annotation: Annotation, view: View) -> int | None:
    if annotation.place.row_id is None:
        return None
    position = view.locate(annotation.place.row_id)
    return None if position is None else position + 1


def _told(annotation: Annotation, view: View) -> dict[str, object]:
    return {
        "annotation": annotation.number,
        "kind": annotation.kind,
        "state": annotation.state,
        "row": _number(annotation, view),
        "column": annotation.place.column,
        "text": annotation.text,
        "events": [
            {"event": event.event, "who": event.who, "at": event.at, "text": event.text}
            for event in annotation.events
        ],
    }
