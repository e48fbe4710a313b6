"""`curator add`: the tables of files into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curator.cli.adding import Adding
from curator.cli.errors import partly
from curator.cli.group_adding import GroupAdding, Result, result_of
from curator.cli.reading_options import options_of, reading_options
from curator.cli.session import (
    json_option,
    person,
    put_json,
    store_option,
    talk,
    who_option,
    writing,
)
from curator.errors import ExtractionError, UnknownNameError
from curator.language import _, ngettext
from curator.settings import SECOND_READING
from extractors import Options, is_group

if TYPE_CHECKING:
    from curator.store import Store


@click.command("add")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@click.option("--table", type=click.IntRange(1), metavar="N", help=_("The table with this number."))
@click.option("--all", "every", is_flag=True, help=_("Every table; hidden ones only by --table."))
@click.option("--name", metavar="NAME", help=_("The dataset's name; else the file's."))
@click.option(
    "--second-reading/--no-second-reading",
    "twice",
    default=None,
    help=_("Flag what another reader of PDFs reads otherwise; else as configured, usually on."),
)
@json_option
@who_option
@store_option
def command(
    files: tuple[Path, ...],
    table: int | None,
    every: bool,
    name: str | None,
    twice: bool | None,
    as_json: bool,
    who: str | None,
    store: str | None,
    **given: Any,
) -> None:
    """Add the table of each FILE to the store as a dataset, and keep the file whole.

    A FILE may be a folder, or a ZIP archive of files: each file in it is added by itself, and web
    pages whose tables have the same columns become one dataset, with a column that names the file.

    With several tables in a file and no choice they are listed, and the exit code is 2. Of several
    files each is told of by itself; what cannot be read holds up nobody, and the exit code is 1.
    """
    if every and table is not None:
        raise UnknownNameError(_("Give --table N or --all, not both."))
    if len(files) > 1 and (table is not None or name is not None):
        raise UnknownNameError(_("--table and --name are for one file; you gave several."))
    options = options_of(given)
    twice = SECOND_READING.value() == "on" if twice is None else twice
    if len(files) == 1:
        _refuse_missing(files[0])
    handle = person(who)
    with writing(store, "add") as opened:
        adding = [_adding(opened, file, handle, name, options, twice) for file in files]
        if table is not None and isinstance(adding[0], GroupAdding):
            raise UnknownNameError(
                _("--table is for one file; {file} holds several.").format(file=files[0].name)
            )
        if len(files) > 1 or isinstance(adding[0], GroupAdding):
            _several(adding, every, as_json)
            return
        try:
            adding[0].add(every, table)
        finally:  # what was added before an error is told of too
            _put(adding[0].kept, as_json)


def _adding(
    store: Store, file: Path, who: str, name: str | None, options: Options, twice: bool
) -> Adding | GroupAdding:
    kind = GroupAdding if is_group(file) else Adding
    return kind(store, file, who, name, options, twice)


def _several(adding: Sequence[Adding | GroupAdding], every: bool, as_json: bool) -> None:
    """Add what each file holds, whatever becomes of the others."""
    told: list[Result] = []
    for one in adding:
        if isinstance(one, GroupAdding):
            found = one.add(every)
        else:
            found = iter([result_of(one, partial(_add, one, every))])
        for result in found:
            told.append(result)
            if not as_json:
                _put(result.added, as_json)
                talk(result.words())
    if as_json:
        put_json([asdict(result) for result in told])
    failed = sum(result.problem is not None for result in told)
    if failed:
        raise partly(
            ngettext(
                "{failed} of {count} files could not be added whole.",
                "{failed} of {count} files could not be added whole.",
                failed,
            ).format(failed=failed, count=len(told))
        )


def _add(adding: Adding, every: bool) -> None:
    _refuse_missing(adding.file)
    adding.add(every, None)


def _refuse_missing(file: Path) -> None:
    if not file.exists():
        raise ExtractionError(_("There is no file {file}.").format(file=file))


def _put(kept: list[dict[str, object]], as_json: bool) -> None:
    if as_json:
        put_json(kept)
        return
    for line in kept:
        click.echo(line["dataset"])
