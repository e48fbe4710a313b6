"""`curator restore`: a backup takes the place of the store."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.session import (
    json_option,
    progress_line,
    put_json,
    put_rows,
    store_file,
    store_option,
    talk,
)
from curator.errors import UnknownNameError
from curator.language import _, joined
from curator.store import Backups, listed, restore

KINDS = {
    "backup": _("backup"),
    "before-upgrade": _("before an upgrade"),
    "put-aside": _("put aside by a restore"),
}


@click.command("restore")
@click.argument("backup", required=False)
@click.option("--list", "list_", is_flag=True, help=_("List the backups, newest first."))
@json_option
@store_option
def command(backup: str | None, list_: bool, as_json: bool, store: str | None) -> None:
    """Put BACKUP, a name from the list or a path, in the place of the store.

    Without BACKUP it is the newest. It is examined first. The present store is put aside among the
    backups and can be restored in its turn.
    """
    path = store_file(store).resolve()
    if list_:
        _list(path, as_json)
        return
    backups = Backups(path)
    if backup is None:
        newest = backups.newest()
        if newest is None:
            raise UnknownNameError(
                _("There is no backup of {path}. `curator backup` makes one.").format(path=path)
            )
        chosen = newest.path
    else:
        chosen = backups.named(backup)
    aside = restore(path, chosen, progress_line(_("Bytes copied")))
    if as_json:
        put_json({"restored": str(chosen), "put_aside": None if aside is None else str(aside)})
        return
    talk(_("{name} was examined and is the store now.").format(name=chosen.name))
    if aside is not None:
        talk(
            _("What was there before is put aside: curator restore {name} brings it back.").format(
                name=aside.name
            )
        )
    click.echo(path)


def _list(path: Path, as_json: bool) -> None:
    found = list(listed(path))
    if as_json:
        put_json(
            [
                {
                    "name": backup.path.name,
                    "path": str(backup.path),
                    "at": backup.at.isoformat(),
                    "kind": backup.kind,
                    "bytes": backup.size,
                    "datasets": None if contents is None else list(contents.datasets),
                }
                for backup, contents in found
            ]
        )
        return
    put_rows(
        (_("backup"), _("made (UTC)"), _("kind"), _("bytes"), _("datasets")),
        (
            (
                backup.path.name,
                backup.at.strftime("%Y-%m-%d %H:%M:%S"),
                KINDS[backup.kind],
                backup.size,
                _("cannot be read") if contents is None else joined(contents.datasets),
            )
            for backup, contents in found
        ),
    )
