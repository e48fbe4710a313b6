"""`curator drives`: what an export can be carried away on."""

from __future__ import annotations

import click

from curator.cli.session import json_option, put_json, put_rows
from curator.export.drives import drives
from curator.language import _


@click.command("drives")
@json_option
def command(as_json: bool) -> None:
    """List the sticks, cards and external disks that can be written to.

    Any other folder can be exported to as well; network drives are not looked for.
    """
    found = drives()
    if as_json:
        put_json(
            [
                {
                    "path": str(drive.path),
                    "label": drive.label,
                    "file_system": drive.file_system,
                    "bytes": drive.size,
                    "free_bytes": drive.free,
                }
                for drive in found
            ]
        )
        return
    put_rows(
        (_("path"), _("label"), _("file system"), _("bytes"), _("free")),
        ((drive.path, drive.label, drive.file_system, drive.size, drive.free) for drive in found),
    )
