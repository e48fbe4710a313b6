"""`curator backup`: a whole copy of the store."""

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
from curator.language import _
from curator.store import back_up, back_up_to


@click.command("backup")
@click.argument("target", required=False, metavar="[FOLDER|FILE]", type=click.Path(path_type=Path))
@json_option
@store_option
def command(target: Path | None, as_json: bool, store: str | None) -> None:
    """Copy the whole store, read the copy back and examine it.

    It goes into the folder beside the store, where older backups are thinned out; or into FOLDER,
    on another disk or a stick; or becomes FILE, whose name ends in .store.
    """
    with reading(store) as opened:
        progress = progress_line(_("Pages copied"))
        made = back_up(opened, progress) if target is None else back_up_to(opened, target, progress)
    if as_json:
        put_json({"path": str(made.path), "at": made.at.isoformat(), "bytes": made.size})
        return
    talk(_("{size:,} bytes written, read back and examined.").format(size=made.size))
    click.echo(made.path)
