"""`curator resolve`: an annotation is settled."""

from __future__ import annotations

import click

from curator.cli.answering import tell_event
from curator.cli.session import store_option, who_option


@click.command("resolve")
@click.argument("annotation", type=int)
@click.argument("text", required=False)
@who_option
@store_option
def command(annotation: int, text: str | None, who: str | None, store: str | None) -> None:
    """Mark ANNOTATION, by its number, as settled; TEXT may say how."""
    tell_event(annotation, "resolved", text, who, store)
