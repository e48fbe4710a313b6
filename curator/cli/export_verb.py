"""`curator export`: a dataset onto a stick."""

from __future__ import annotations

import re
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
from curator.export import Delimited, Exported, estimated_bytes, export, unasked
from curator.export.parts import LARGEST
from curator.language import _, joined, ngettext

_SIZE = re.compile(r"(\d+(?:[.]\d+)?)\s*([kmgt]?)(i?)b?", re.IGNORECASE | re.ASCII)


def _part_size(_context: click.Context, option: click.Parameter, given: str | None) -> int | None:
    """Return the bytes that such as "700MB" or "4GiB" names; None is no limit."""
    if given is None:
        return LARGEST
    if given.casefold() == "none":
        return None
    found = _SIZE.fullmatch(given.strip())
    step = 1024 if found and found[3] else 1000
    size = int(float(found[1]) * step ** " kmgt".index(found[2].lower() or " ")) if found else 0
    if size < 1:
        raise click.BadParameter(
            _("{text!r} is no size; write 700MB, 4GiB or none.").format(text=given), param=option
        )
    return size


@click.command("export")
@click.argument("dataset")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["csv"]), default="csv", show_default=True)
@click.option(
    "--bom", is_flag=True, help=_("Begin with a byte-order mark, so that Excel reads it.")
)
@click.option("--delimiter", default=",", show_default=True, help=_("What separates the cells."))
@click.option("--no-escape", is_flag=True, help=_("Leave formulas in the text as they are."))
@click.option(
    "--part-size",
    callback=_part_size,
    metavar="SIZE",
    help=_("The largest file, such as 700MB, or none; else what FAT takes, just under 4 GiB."),
)
@click.option(
    "--no-space-check",
    is_flag=True,
    help=_("Write even if the drive says that it has no room; some say so wrongly."),
)
@json_option
@store_option
def command(
    dataset: str,
    folder: Path,
    format_: str,
    bom: bool,
    delimiter: str,
    no_escape: bool,
    part_size: int | None,
    no_space_check: bool,
    as_json: bool,
    store: str | None,
) -> None:
    """Write DATASET to a folder of its own in FOLDER, and read all of it back.

    The folder holds the CSV, SHA256SUMS and manifest.json. All of it is written, or nothing.
    A file that would be larger than FAT takes is written in numbered parts, each with the header.
    """
    if len(delimiter) != 1 and delimiter not in ("\\t", "tab"):
        raise click.BadParameter(_("give one character, or tab"), param_hint="--delimiter")
    separator = "\t" if delimiter in ("\\t", "tab") else delimiter
    exporter = Delimited(bom, separator, not no_escape, part_size)
    with reading(store) as opened:
        chosen = opened.dataset(dataset)
        view = chosen.view()
        facts = chosen.export_facts(view.revision)
        progress = progress_line(_("Exporting {dataset}").format(dataset=view.dataset))
        needed = unasked if no_space_check else estimated_bytes
        done = export(view, exporter, folder, facts, progress, needed)
    if as_json:
        _put(done)
        return
    talk(
        ngettext(
            "{dataset}, revision {number}: {rows:,} row written and read back.",
            "{dataset}, revision {number}: {rows:,} rows written and read back.",
            done.rows,
        ).format(dataset=view.dataset, number=view.revision, rows=done.rows)
    )
    _tell(done)
    click.echo(done.folder)


def _put(done: Exported) -> None:
    put_json(
        {
            "folder": str(done.folder),
            "rows": done.rows,
            "parts": done.parts,
            "escaped_cells": done.escaped_cells,
            "files": [
                {"path": proof.name, "bytes": proof.size, "sha256": proof.sha256}
                for proof in done.files
            ],
            "left_alone": list(done.strangers),
        }
    )


def _tell(done: Exported) -> None:
    """Tell what a person may not expect."""
    if done.parts > 1:
        talk(
            ngettext(
                "It is in {count} part; each is a CSV with the header.",
                "It is in {count} parts; each is a CSV with the header.",
                done.parts,
            ).format(count=done.parts)
        )
    if done.escaped_cells:
        talk(
            ngettext(
                "{count:,} cell was made harmless with an apostrophe.",
                "{count:,} cells were made harmless with an apostrophe.",
                done.escaped_cells,
            ).format(count=done.escaped_cells)
        )
    if done.strangers:
        talk(
            ngettext(
                "{count} file in the folder is not part of the export and was left alone: {names}.",
                "{count} files in the folder are not part of the export and were left alone:"
                " {names}.",
                len(done.strangers),
            ).format(count=len(done.strangers), names=joined(done.strangers))
        )
