"""`curator search`: find a text in every dataset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from curator.cli.session import (
    json_option,
    progress_line,
    put_json,
    put_rows,
    reading,
    store_file,
    store_option,
    talk,
)
from curator.language import _

if TYPE_CHECKING:
    from curator.store import Hit

FOUND = {
    "name": _("name"),
    "title": _("title"),
    "column": _("column"),
    "note": _("note"),
    "cell": _("cell"),
}
"""How what was found is called in the curator's language."""


@click.command("search")
@click.argument("text")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    metavar="N",
    help=_("Stop after so many places."),
)
@json_option
@store_option
def command(text: str, limit: int, as_json: bool, store: str | None) -> None:
    """Find TEXT in the names, titles, columns, notes and cells of every dataset.

    Case, accents and joiners do not count, nor the form of yeh and kaf or the family of a digit.
    """
    from curator.store import search

    with reading(store) if store_file(store).exists() else nullcontext() as opened:
        hits = search(opened, text, progress_line(_("Searching"))) if opened else iter(())
        shown = islice(hits, limit)
        if as_json:
            put_json([_told(hit) for hit in shown])
            return
        header = (_("dataset"), _("what"), _("row"), _("column"), _("text"))
        put_rows(header, _lines(shown))
        if next(hits, None) is not None:
            talk(_("There is more; --limit shows more than {limit:,} places.").format(limit=limit))


def _lines(hits: Iterator[Hit]) -> Iterator[tuple[object, ...]]:
    for hit in hits:
        what = FOUND[hit.what]
        if hit.annotation is not None:
            what = f"{what} {hit.annotation}"
        yield hit.dataset.name, what, hit.row, hit.place.column, hit.text


def _told(hit: Hit) -> dict[str, Any]:
    return {
        "dataset": hit.dataset.name,
        "what": hit.what,
        "row": hit.row,
        "column": hit.place.column,
        "text": hit.text,
        "annotation": hit.annotation,
    }
