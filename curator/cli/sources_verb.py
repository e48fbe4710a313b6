"""`curator sources`: the files that were added."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict

import click

from curator.cli.session import json_option, put_json, put_rows, reading, store_file, store_option
from curator.language import _
from curator.media_types import MEDIA_TYPES


@click.command("sources")
@json_option
@store_option
def command(as_json: bool, store: str | None) -> None:
    """List the files that were added, with what was kept of them; the store has each whole."""
    with reading(store) if store_file(store).exists() else nullcontext() as opened:
        found = opened.sources() if opened else []
        if as_json:
            put_json(
                [
                    {
                        **asdict(kept.source),
                        "added_at": kept.added_at,
                        "datasets": kept.datasets,
                        "tables": kept.tables,
                        "pages": kept.pages,
                        "sheets": kept.sheets,
                    }
                    for kept in found
                ]
            )
            return
        put_rows(
            (
                _("source"),
                _("kind"),
                _("bytes"),
                _("added"),
                _("tables"),
                _("from"),
                _("datasets"),
                "sha256",
            ),
            (
                (
                    kept.source.name,
                    MEDIA_TYPES.get(kept.source.media_type, kept.source.media_type),
                    kept.source.size,
                    kept.added_at,
                    kept.tables,
                    kept.places(),
                    kept.datasets,
                    kept.source.sha256,
                )
                for kept in found
            ),
        )
