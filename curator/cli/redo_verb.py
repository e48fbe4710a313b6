"""`curator redo`: put back what undo took."""

from __future__ import annotations

import click

from curator.cli.changing import told_left
from curator.cli.session import person, store_option, talk, who_option, writing


@click.command("redo")
@click.argument("dataset")
@who_option
@store_option
def command(dataset: str, who: str | None, store: str | None) -> None:
    """Put back what the newest undo of DATASET took, if nothing was done since."""
    with writing(store, "redo") as opened:
        taken = opened.dataset(dataset).redo(person(who))
    talk(f"{taken.what[0].upper()}{taken.what[1:]}.")
    told_left(taken.left)
