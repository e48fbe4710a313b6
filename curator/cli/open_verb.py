"""`curator open`: the screens."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curator import settings
from curator.cli.asking import confirmed
from curator.cli.session import progress_line, store_file, store_option, talk, who_option
from curator.errors import BackupError, BusyError, ReadOnlyError, UnknownNameError
from curator.language import _

if TYPE_CHECKING:
    from curator.store import Store

QUICK = 256 << 20
"""Bytes: a larger store is not backed up while the person waits for the shell."""


@click.command("open")
@click.argument("dataset", required=False)
@click.option("--read-only", is_flag=True, help=_("Only look; whoever writes meanwhile may go on."))
@who_option
@store_option
def command(dataset: str | None, read_only: bool, who: str | None, store: str | None) -> None:
    """Open the screens at the library, or at DATASET."""
    open_screens(store, dataset, who, read_only=read_only)


def open_screens(
    store: str | None, dataset: str | None, who: str | None, *, read_only: bool = False
) -> None:
    """Run the screens until the person leaves them, then back the store up if it is due.

    Raises:
        UnknownNameError: there is no terminal to draw on.
        BusyError: somebody else writes, and the person does not want to read meanwhile.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UnknownNameError(
            _(
                "The screens need a terminal that can move its cursor; curator edit DATASET --plain"
                " and the verbs need none."
            )
        )
    from screens import run

    path = store_file(store)
    with _reading(path) if read_only else _writing(path) as opened:
        run(opened, settings.handle(who), dataset)
        if opened.refusal is None:
            _back_up(opened)


def _reading(path: Path) -> Store:
    from curator.store import Store

    return Store.read(path)


def _writing(path: Path) -> Store:
    """Open the store for writing; else for reading, where it is read-only or the person agrees."""
    from curator.store import Store

    try:
        return Store.open(path, "curator's screens")
    except ReadOnlyError:
        return Store.read(path)
    except BusyError as error:
        talk(str(error))
        if not confirmed(_("Open it for reading only?"), default=True):
            raise
        return Store.read(path)


def _back_up(store: Store) -> None:
    """Back up what was done since the newest backup; what is skipped is made up for next time."""
    from curator.store import back_up_by_itself, is_due

    if store.path.stat().st_size > QUICK or not is_due(store, after=timedelta(0)):
        return
    try:
        back_up_by_itself(store, progress_line(_("Backing up, Ctrl+C skips it")))
    except BackupError as error:
        talk(str(error))
    except KeyboardInterrupt:
        talk(_("The backup was skipped; it is made when the store is opened next."))
