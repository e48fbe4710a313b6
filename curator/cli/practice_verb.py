"""`curator practice`: a table with mistakes whose answers are known."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curator import settings
from curator.cli.errors import partly
from curator.cli.practice_check import Judgement, code_of, judged
from curator.cli.session import json_option, person, put_json, store_file, talk, who_option
from curator.demo.practice import (
    HEADER,
    MISTAKES,
    WRAPPED_AT,
    Key,
    page,
    planted,
    practice_page,
)
from curator.errors import CuratorError
from curator.language import _, ngettext
from curator.sources import Batch, ExtractedTable
from extractors import Options, read

if TYPE_CHECKING:
    from curator.store import Dataset, Store

DATASET = "practice"


@click.command("practice")
@click.option(
    "--check", is_flag=True, help=_("Tell which mistakes were found, and what was broken.")
)
@click.option("--plain", is_flag=True, help=_("Work on it line by line, without screens."))
@click.option("--headless", is_flag=True, help=_("Say what there is to find, and open nothing."))
@click.option("--again", is_flag=True, help=_("Throw the practice table away and begin anew."))
@click.option(
    "--store",
    metavar="FILE",
    help=_("The practice store's file; else practice.store beside your own store."),
)
@json_option
@who_option
def command(
    check: bool,
    plain: bool,
    headless: bool,
    again: bool,
    store: str | None,
    as_json: bool,
    who: str | None,
) -> None:
    """Practise on a table with eight mistakes, beside the page that it came from.

    It lies in a store of its own and stays as you leave it. With --check the exit code is 1 until
    every mistake is found and nothing is broken.
    """
    path = Path(store).expanduser() if store else store_file(None).with_name("practice.store")
    if check:
        _check(path, as_json)
        return
    if again:
        _throw_away(path)
    screens = sys.stdin.isatty() and sys.stdout.isatty() and not (plain or headless)
    from curator.store import Store

    with Store.open(path, "curator practice") as opened:
        dataset = _laid_out(opened)
        if not screens:
            _tell_tasks(as_json)
        if plain:
            from curator.cli.plain.loop import edit

            edit(opened, dataset, person(who))
        elif screens:
            from screens import run

            run(opened, settings.handle(who), dataset.name)


def _laid_out(store: Store) -> Dataset:
    """Return the practice table, added if it is not there yet."""
    if any(line.name == DATASET for line in store.datasets()):
        return store.dataset(DATASET)
    path = practice_page()
    for table in read(path, Options()):
        return store.add(_misread(table), path, settings.HANDLE, DATASET)
    raise CuratorError(_("{file} has no table.").format(file=path.name))


def _misread(table: ExtractedTable) -> ExtractedTable:
    """Return the page's table with the mistakes in it, each row where it stands on the page."""
    geometry = table.head.geometry
    edges = list(geometry.row_edges)
    split = [row[0] for row in page()].index(WRAPPED_AT) + 1  # the header is row 0
    edges.insert(split + 1, (edges[split] + edges[split + 1]) / 2)
    head = replace(table.head, geometry=replace(geometry, row_edges=tuple(edges)))
    return replace(table, head=head, batches=iter([Batch([HEADER, *planted()])]))


def _throw_away(path: Path) -> None:
    """Remove a practice store, if it is one and nobody works on it."""
    from curator.store import Store

    if not path.exists():
        return
    with Store.open(path, "curator practice") as store:
        names = [line.name for line in store.datasets()]
    if names not in ([DATASET], []):
        raise CuratorError(
            _("{path} holds more than the practice table and was left.").format(path=path)
        )
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _tell_tasks(as_json: bool) -> None:
    if as_json:
        put_json([{"name": mistake.name, "task": mistake.task} for mistake in MISTAKES])
        return
    for number, mistake in enumerate(MISTAKES, 1):
        click.echo(f"{number}. {mistake.task}")
    talk(_("curator practice --check tells what you have found."))


def _check(path: Path, as_json: bool) -> None:
    from curator.store import Store

    if not path.exists():
        raise CuratorError(_("There is no practice table yet; curator practice makes it."))
    with Store.read(path) as store:
        dataset = store.dataset(DATASET)
        judgement = judged(dataset.view(), _noted(dataset))
    if as_json:
        put_json(
            {
                "found": [mistake.name for mistake in judgement.found],
                "missed": [mistake.name for mistake in judgement.missed],
                "broken": list(judgement.broken),
            }
        )
    else:
        _tell(judgement)
    if judgement.missed or judgement.broken:
        raise partly(_summary(judgement))


def _noted(dataset: Dataset) -> set[Key]:
    """Return the cells with notes that were not withdrawn; a note on a row is on each of them."""
    view = dataset.view()
    names = {column.name: HEADER[column.id - 1] for column in view.columns if column.id <= 8}
    noted: set[Key] = set()
    for note in dataset.annotations():
        if note.place.row_id is None or note.state == "withdrawn":
            continue
        code = code_of(view, note.place.row_id)
        columns = [note.place.column] if note.place.column else list(names)
        noted |= {(code, names[name]) for name in columns if code is not None and name in names}
    return noted


def _tell(judgement: Judgement) -> None:
    for mistake in judgement.found:
        click.echo(_("found      {task}").format(task=mistake.task))
    for mistake in judgement.missed:
        click.echo(_("not found  {task}").format(task=mistake.task))
    for words in judgement.broken:
        click.echo(_("broken     {what}").format(what=words))
    if not judgement.missed and not judgement.broken:
        talk(_("Every mistake is found, and nothing is broken."))


def _summary(judgement: Judgement) -> str:
    found, missed = len(judgement.found), len(judgement.missed)
    words = ngettext(
        "{found} of {count} mistake is found.", "{found} of {count} mistakes are found.", found
    ).format(found=found, count=found + missed)
    broken = len(judgement.broken)
    if not broken:
        return words
    return _("{words} {broken}").format(
        words=words,
        broken=ngettext(
            "{count} thing that was right is not any more.",
            "{count} things that were right are not any more.",
            broken,
        ).format(count=broken),
    )
