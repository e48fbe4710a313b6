"""`curator list`: the datasets."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict

import click

from curator.cli.session import json_option, put_json, put_rows, reading, store_file, store_option
from curator.history import STATE_WORDS
from curator.language import _, joined


@click.command("list")
@json_option
@store_option
def command(as_json: bool, store: str | None) -> None:
    """List the datasets with their rows, state, open doubts and last change.

    A state with * was given before the last change. Settled are those of the cells flagged when the
    source was read, and of the doubts and questions, that somebody looked at.
    """
    with reading(store) if store_file(store).exists() else nullcontext() as opened:
        found = opened.datasets() if opened else []
        if as_json:
            put_json([asdict(line) for line in found])
            return
        put_rows(
            (
                _("dataset"),
                _("rows"),
                _("columns"),
                _("revision"),
                _("state"),
                _("settled"),
                _("open doubts"),
                _("changed"),
                _("by"),
                _("source"),
            ),
            (
                (
                    line.name,
                    line.rows,
                    line.columns,
                    line.revision,
                    STATE_WORDS[line.state] + (" *" if line.changed_since else ""),
                    f"{line.settled}/{line.to_settle}" if line.to_settle else "",
                    line.open_doubts,
                    line.changed_at,
                    line.changed_by,
                    joined(filter(None, (line.source, line.place))),
                )
                for line in found
            ),
        )
