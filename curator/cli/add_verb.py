"""`curator add`: the tables of files into the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curator.cli.errors import PROBLEMS, Told, partly
from curator.cli.nothing_found import nothing_found
from curator.cli.passwords import read_unlocked
from curator.cli.reading_options import options_of, reading_options
from curator.cli.session import (
    json_option,
    person,
    progress_line,
    put_json,
    store_option,
    talk,
    who_option,
    writing,
)
from curator.errors import Cancelled, CuratorError, ExtractionError, UnknownNameError
from curator.language import _, joined, ngettext
from curator.sources import ExtractedTable
from curator.values import one_line
from extractors import EXTRACTORS, Found, Options, Spool

if TYPE_CHECKING:
    from curator.store import Store


@click.command("add")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@click.option("--table", type=click.IntRange(1), metavar="N", help=_("The table with this number."))
@click.option("--all", "every", is_flag=True, help=_("Every table; hidden ones only by --table."))
@click.option("--name", metavar="NAME", help=_("The dataset's name; else the file's."))
@json_option
@who_option
@store_option
def command(
    files: tuple[Path, ...],
    table: int | None,
    every: bool,
    name: str | None,
    as_json: bool,
    who: str | None,
    store: str | None,
    **given: Any,
) -> None:
    """Add the table of each FILE to the store as a dataset, and keep the file whole.

    With several tables in a file and no choice they are listed, and the exit code is 2. Of several
    files each is told of by itself; what cannot be read holds up nobody, and the exit code is 1.
    """
    if every and table is not None:
        raise UnknownNameError(_("Give --table N or --all, not both."))
    if len(files) > 1 and (table is not None or name is not None):
        raise UnknownNameError(_("--table and --name are for one file; you gave several."))
    options = options_of(given)
    if len(files) == 1:
        _refuse_missing(files[0])
    handle = person(who)
    with writing(store, "add") as opened:
        adding = [_Adding(opened, file, handle, name, options) for file in files]
        if len(files) > 1:
            _several(adding, every, as_json)
            return
        try:
            adding[0].add(every, table)
        finally:  # what was added before an error is told of too
            _put(adding[0].kept, as_json)


def _several(adding: Sequence[_Adding], every: bool, as_json: bool) -> None:
    """Add what each file holds, whatever becomes of the others."""
    told: list[dict[str, object]] = []
    failed = 0
    for one in adding:
        problem = None
        try:
            _refuse_missing(one.file)
            one.add(every, None)
        except Cancelled:
            raise
        except (CuratorError, Told) as error:
            problem = str(error)
            failed += 1
        told.append({"file": str(one.file), "added": one.kept, "problem": problem})
        if not as_json:
            _put(one.kept, as_json)
            talk(problem or _("{file}: done.").format(file=one.file.name))
    if as_json:
        put_json(told)
    if failed:
        raise partly(
            ngettext(
                "{failed} of {count} files could not be added whole.",
                "{failed} of {count} files could not be added whole.",
                failed,
            ).format(failed=failed, count=len(adding))
        )


def _refuse_missing(file: Path) -> None:
    if not file.exists():
        raise ExtractionError(_("There is no file {file}.").format(file=file))


def _put(kept: list[dict[str, object]], as_json: bool) -> None:
    if as_json:
        put_json(kept)
        return
    for line in kept:
        click.echo(line["dataset"])


class _Adding:
    def __init__(
        self, store: Store, file: Path, who: str, name: str | None, options: Options
    ) -> None:
        self.store = store
        self.file = file
        self.who = who
        self.name = name
        self.options = options
        self.kept: list[dict[str, object]] = []

    def add(self, every: bool, table: int | None) -> None:
        """Add every table, the one with the number `table`, or the only one there is."""
        progress = progress_line(_("Reading {file}").format(file=self.file.name))
        tables = read_unlocked(self.file, self.options, progress)
        if every:
            self.all(tables)
        elif table is not None:
            self.one(tables, table)
        else:
            self.only(tables)

    def keep(self, table: ExtractedTable, number: int) -> None:
        dataset = self.store.add(table, self.file, self.who, self.name, number)
        view = dataset.view()
        rows, columns = view.row_count, len(view.columns)
        talk(
            _("{place}: {rows} × {columns}.").format(
                place=_place(table, number),
                rows=ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows),
                columns=ngettext("{count} column", "{count} columns", columns).format(
                    count=columns
                ),
            )
        )
        for flag in table.head.flags:
            talk(_("  Note: {flag}.").format(flag=flag))
        self.kept.append(
            {
                "dataset": dataset.name,
                "table": number,
                "page": table.head.page,
                "sheet": table.head.sheet,
                "rows": rows,
                "columns": columns,
                "flags": list(table.head.flags),
            }
        )

    def all(self, tables: Iterator[ExtractedTable]) -> None:
        """Add every table that its source does not hide."""
        for number, table in enumerate(tables, 1):
            if table.head.hidden:
                _tell_hidden(table, number)
                continue
            self.keep(table, number)
        if not self.kept:
            raise self._nothing()

    def one(self, tables: Iterator[ExtractedTable], wanted: int) -> None:
        """Add the table with the number `wanted`."""
        number = 0
        for number, table in enumerate(tables, 1):
            if number == wanted:
                self.keep(table, number)
                return
        raise UnknownNameError(
            _("{file} has no table {table}; it has {count}.").format(
                file=self.file.name, table=wanted, count=number
            )
        )

    def only(self, tables: Iterator[ExtractedTable]) -> None:
        """Add the only table that is not hidden, or list them all."""
        with Spool() as spool:
            found: list[Found] = []
            for table in tables:
                if EXTRACTORS[table.head.extractor["name"]].single:
                    self.keep(table, 1)
                    return
                found.append(spool.keep(table))
            shown = [number for number, one in enumerate(found, 1) if not one.head.hidden]
            if len(shown) == 1:
                for number, one in enumerate(found, 1):
                    if number == shown[0]:
                        self.keep(one.table(), number)
                    else:
                        _tell_hidden(one, number)
                return
            if not found:
                raise self._nothing()
            for number, one in enumerate(found, 1):
                _tell_size(one, number)
            raise UnknownNameError(
                ngettext(
                    "{file} holds {count} table: give --table N or --all.",
                    "{file} holds {count} tables: give --table N or --all.",
                    len(found),
                ).format(file=self.file.name, count=len(found))
            )

    def _nothing(self) -> Told:
        return Told(nothing_found(self.file, self.options), PROBLEMS)


def _tell_hidden(table: ExtractedTable | Found, number: int) -> None:
    talk(
        _("{place}: hidden, and left; --table {number} adds it.").format(
            place=_place(table, number), number=number
        )
    )


def _tell_size(table: Found, number: int) -> None:
    talk(
        ngettext(
            "{place}: {rows:,} row × {columns}",
            "{place}: {rows:,} rows × {columns}",
            table.row_count,
        ).format(place=_place(table, number), rows=table.row_count, columns=table.head.column_count)
    )


def _place(table: ExtractedTable | Found, number: int) -> str:
    head = table.head
    words = [_("Table {number}").format(number=number)]
    if head.page is not None:
        words.append(_("page {page}").format(page=head.page))
    if head.sheet is not None:
        words.append(_("sheet {sheet}").format(sheet=one_line(head.sheet)))
    if head.hidden:
        words.append(_("hidden"))
    if head.title:
        words.append(_("“{title}”").format(title=one_line(head.title)))
    return joined(words)
