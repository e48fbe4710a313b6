"""`curator recent`: the files that were opened last on the screens."""

from __future__ import annotations

import click

from curator.cli.session import json_option, put_json, talk
from curator.language import _, ngettext
from curator.recent import forget_files, recent_files


@click.command("recent")
@click.option("--clear", is_flag=True, help=_("Forget them all."))
@json_option
def command(clear: bool, as_json: bool) -> None:
    """List the files that were opened last on the screens, the newest first.

    Only you can read the list. Removing a source for good takes files of its name off it.
    """
    if clear:
        count = forget_files(lambda _path: True)
        talk(
            ngettext("{count} file forgotten.", "{count} files forgotten.", count).format(
                count=count
            )
        )
        return
    paths = [str(path) for path in recent_files()]
    if as_json:
        put_json(paths)
        return
    for path in paths:
        click.echo(path)
