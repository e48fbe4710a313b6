"""`curator remove`: a dataset or a source, for good."""

from __future__ import annotations

import sys

import click

from curator.cli.asking import confirmed
from curator.cli.session import (
    json_option,
    progress_line,
    put_json,
    store_option,
    talk,
    writing,
)
from curator.errors import Cancelled
from curator.language import _, ngettext
from curator.recent import forget_named
from curator.store import Removal, Store, name_of_unused_source, remove_dataset, remove_source


@click.command("remove")
@click.argument("dataset", required=False)
@click.option("--source", metavar="NAME|SHA256", help=_("Remove this kept file instead."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@json_option
@store_option
def command(
    dataset: str | None, source: str | None, yes: bool, as_json: bool, store: str | None
) -> None:
    """Remove DATASET with its history and notes for good: no undo brings it back.

    It goes from the store and from the backups beside it. Backups and exports that lie elsewhere
    keep it, and a disk may: an SSD keeps old blocks for a while, out of every program's reach.
    """
    if (dataset is None) == (source is None):
        raise click.UsageError(_("Name one dataset, or one source with --source."))
    with writing(store, "remove") as opened:
        _ask(opened, dataset, source, yes)
        progress = progress_line(_("Pages of a fresh backup"))
        if source is not None:
            removal = remove_source(opened.connections, source, progress)
            forget_named(removal.name)
        else:
            removal = remove_dataset(opened.connections, str(dataset), progress)
    _tell(removal, as_json)


def _ask(store: Store, dataset: str | None, source: str | None, yes: bool) -> None:
    """Ask one question, where somebody can answer; what cannot be removed is told of first."""
    if dataset is not None:
        name = store.dataset(dataset).name
        question = _("Remove {name} with its history and notes for good, from the backups too?")
    else:
        name = name_of_unused_source(store.connections, str(source))
        question = _("Remove the file {name} for good, from the backups too?")
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(_("Nobody can be asked here; --yes removes it for good."))
    if not confirmed(question.format(name=name)):
        raise Cancelled(_("Nothing was removed."))


def _tell(removal: Removal, as_json: bool) -> None:
    if as_json:
        put_json(
            {
                "removed": removal.name,
                "backups_deleted": removal.backups,
                "sources_kept": list(removal.sources),
            }
        )
        return
    talk(_("{name} is removed for good.").format(name=removal.name))
    if removal.backups:
        talk(
            ngettext(
                "A fresh backup was made, and {count} older one that held it deleted.",
                "A fresh backup was made, and {count} older ones that held it deleted.",
                removal.backups,
            ).format(count=removal.backups)
        )
    for source in removal.sources:
        talk(
            _("Its source is still kept whole: curator remove --source {source}").format(
                source=repr(source)
            )
        )
    talk(_("Backups and exports on other disks were not touched."))
