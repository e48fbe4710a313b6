"""`curator open`: the screens."""

from __future__ import annotations

import os
import sys

import click

from curator import settings
from curator.cli.session import store_file, store_option, who_option
from curator.errors import UnknownNameError
from curator.language import _


@click.command("open")
@click.argument("dataset", required=False)
@who_option
@store_option
def command(dataset: str | None, who: str | None, store: str | None) -> None:
    """Open the screens at the library, or at DATASET."""
    open_screens(store, dataset, who)


def open_screens(store: str | None, dataset: str | None, who: str | None) -> None:
    """Run the screens until the person leaves them.

    Raises:
        UnknownNameError: there is no terminal to draw on.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UnknownNameError(
            _(
                "The screens need a terminal that can move its cursor; without one, list, show,"
                " set, annotate and export do the same work: curator --help."
            )
        )
    from curator.store import Store
    from screens import run

    with Store.open(store_file(store), "curator's screens") as opened:
        run(opened, settings.handle(who), dataset)
