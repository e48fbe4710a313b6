"""`curator edit`: one dataset, in the screens or line by line."""

from __future__ import annotations

import click

from curator.cli.open_verb import open_screens
from curator.cli.session import person, store_option, who_option, writing
from curator.language import _


@click.command("edit")
@click.argument("dataset")
@click.option(
    "--plain",
    is_flag=True,
    help=_("One question, one answer a line: for screen readers, simple terminals and pipes."),
)
@who_option
@store_option
def command(dataset: str, plain: bool, who: str | None, store: str | None) -> None:
    """Correct and annotate DATASET in the screens, as `curator open DATASET` does.

    With --plain nothing is drawn: lines are read from stdin, `help` says what they can be. In a
    pipe nothing is asked, and a line that is an error ends the work with exit code 1; what stands
    before it is kept.
    """
    if not plain:
        open_screens(store, dataset, who)
        return
    from curator.cli.plain.loop import edit

    with writing(store, "edit") as opened:
        edit(opened, opened.dataset(dataset), person(who))
