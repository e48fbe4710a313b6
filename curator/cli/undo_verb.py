"""`curator undo`: take a step back."""

from __future__ import annotations

import click

from curator.cli.changing import told_left
from curator.cli.session import person, store_option, talk, who_option, why_option, writing


@click.command("undo")
@click.argument("dataset")
@click.argument("revision", type=int, required=False, metavar="[REV]")
@why_option
@who_option
@store_option
def command(
    dataset: str, revision: int | None, why: str | None, who: str | None, store: str | None
) -> None:
    """Take back the newest revision or annotation event of DATASET that stands, or revision REV.

    Only cells that still hold what the revision gave them are restored; the others are listed,
    and the exit code is then 1.
    """
    with writing(store, "undo") as opened:
        taken = opened.dataset(dataset).undo(person(who), revision, why)
    talk(f"{taken.what[0].upper()}{taken.what[1:]}.")
    told_left(taken.left)
