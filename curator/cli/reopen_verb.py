"""`curator reopen`: an annotation is open again."""

from __future__ import annotations

import click

from curator.cli.answering import tell_event
from curator.cli.session import store_option, who_option


@click.command("reopen")
@click.argument("annotation", type=int)
@click.argument("text", required=False)
@who_option
@store_option
def command(annotation: int, text: str | None, who: str | None, store: str | None) -> None:
    """Open the settled ANNOTATION again; TEXT may say why."""
    tell_event(annotation, "reopened", text, who, store)
