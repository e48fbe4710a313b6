"""`curator export`: a dataset onto a stick."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.session import (
    json_option,
    progress_line,
    put_json,
    reading,
    store_option,
    talk,
)
from curator.export import Delimited, export
from curator.language import _, ngettext


@click.command("export")
@click.argument("dataset")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["csv"]), default="csv", show_default=True)
@click.option(
    "--bom", is_flag=True, help=_("Begin with a byte-order mark, so that Excel reads it.")
)
@click.option("--delimiter", default=",", show_default=True, help=_("What separates the cells."))
@click.option("--no-escape", is_flag=True, help=_("Leave formulas in the text as they are."))
@json_option
@store_option
def command(
    dataset: str,
    folder: Path,
    format_: str,
    bom: bool,
    delimiter: str,
    no_escape: bool,
    as_json: bool,
    store: str | None,
) -> None:
    """Write DATASET to a folder of its own in FOLDER, and read all of it back.

    The folder holds the CSV, SHA256SUMS and manifest.json. All of it is written, or nothing.
    """
    if len(delimiter) != 1 and delimiter not in ("\\t", "tab"):
        raise click.BadParameter(_("give one character, or tab"), param_hint="--delimiter")
    exporter = Delimited(bom, "\t" if delimiter in ("\\t", "tab") else delimiter, not no_escape)
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        done = export(
            view,
            exporter,
            folder,
            chosen.export_facts(view.revision),
            progress_line(_("Exporting {dataset}").format(dataset=view.dataset)),
        )
    if as_json:
        put_json(
            {
                "folder": str(done.folder),
                "rows": done.rows,
                "escaped_cells": done.escaped_cells,
                "files": [
                    {"path": proof.name, "bytes": proof.size, "sha256": proof.sha256}
                    for proof in done.files
                ],
            }
        )
        return
    talk(
        ngettext(
            "{dataset}, revision {number}: {rows:,} row written and read back.",
            "{dataset}, revision {number}: {rows:,} rows written and read back.",
            done.rows,
        ).format(dataset=view.dataset, number=view.revision, rows=done.rows)
    )
    if done.escaped_cells:
        talk(
            ngettext(
                "{count:,} cell was made harmless with an apostrophe.",
                "{count:,} cells were made harmless with an apostrophe.",
                done.escaped_cells,
            ).format(count=done.escaped_cells)
        )
    click.echo(done.folder)
