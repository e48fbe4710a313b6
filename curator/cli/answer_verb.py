"""`curator answer`: a word on an annotation."""

from __future__ import annotations

import click

from curator.cli.answering import tell_event
from curator.cli.session import store_option, who_option


@click.command("answer")
@click.argument("annotation", type=int)
@click.argument("text")
@who_option
@store_option
def command(annotation: int, text: str, who: str | None, store: str | None) -> None:
    """Answer ANNOTATION, by its number, with TEXT."""
    tell_event(annotation, "answered", text, who, store)
