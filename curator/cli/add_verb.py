"""`curator add`: a file's tables into the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curator.cli.errors import PROBLEMS, Told
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
from curator.errors import ExtractionError, UnknownNameError
from curator.sources import ExtractedTable
from curator.values import one_line
from extractors import EXTRACTORS, Found, Options, Spool, parse_pages, read

if TYPE_CHECKING:
    from curator.store import Store


@click.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--pages", metavar="1,3-5", help="Only these pages of a PDF.")
@click.option("--table", type=click.IntRange(1), metavar="N", help="The table with this number.")
@click.option("--all", "every", is_flag=True, help="Every table; hidden ones only by --table.")
@click.option("--header-rows", type=click.IntRange(0), metavar="N", help="How many are the header.")
@click.option("--name", metavar="NAME", help="The dataset's name; else the file's.")
@json_option
@who_option
@store_option
def command(
    file: Path,
    pages: str | None,
    table: int | None,
    every: bool,
    header_rows: int | None,
    name: str | None,
    as_json: bool,
    who: str | None,
    store: str | None,
) -> None:
    """Add the table of FILE to the store as a dataset, and keep the file whole.

    With several tables and no choice they are listed, and the exit code is 2.
    """
    if every and table is not None:
        raise UnknownNameError("Give --table N or --all, not both.")
    if not file.exists():
        raise ExtractionError(f"There is no file {file}.")
    options = Options(pages=parse_pages(pages) if pages else (), header_rows=header_rows)
    tables = read(file, options, progress_line(f"Reading {file.name}"))
    handle = person(who)
    with writing(store, "add") as opened:
        adding = _Adding(opened, file, handle, name)
        try:
            if every:
                adding.all(tables)
            elif table is not None:
                adding.one(tables, table)
            else:
                adding.only(tables)
        finally:  # what was added before an error is told of too
            _put(adding.kept, as_json)


def _put(kept: list[dict[str, object]], as_json: bool) -> None:
    if as_json:
        put_json(kept)
        return
    for line in kept:
        click.echo(line["dataset"])


class _Adding:
    def __init__(self, store: Store, file: Path, who: str, name: str | None) -> None:
        self.store = store
        self.file = file
        self.who = who
        self.name = name
        self.kept: list[dict[str, object]] = []

    def keep(self, table: ExtractedTable, number: int) -> None:
        dataset = self.store.add(table, self.file, self.who, self.name, number)
        view = dataset.view()
        talk(f"{_place(table, number)}: {view.row_count:,} rows × {len(view.columns)} columns.")
        for flag in table.head.flags:
            talk(f"  Note: {flag}.")
        self.kept.append(
            {
                "dataset": dataset.name,
                "table": number,
                "page": table.head.page,
                "sheet": table.head.sheet,
                "rows": view.row_count,
                "columns": len(view.columns),
                "flags": list(table.head.flags),
            }
        )

    def all(self, tables: Iterator[ExtractedTable]) -> None:
        """Add every table that its source does not hide."""
        for number, table in enumerate(tables, 1):
            if table.head.hidden:
                talk(f"{_place(table, number)}: hidden, and left; --table {number} adds it.")
                continue
            self.keep(table, number)
        if not self.kept:
            raise Told(f"There are no tables in {self.file.name}.", PROBLEMS)

    def one(self, tables: Iterator[ExtractedTable], wanted: int) -> None:
        """Add the table with the number `wanted`."""
        number = 0
        for number, table in enumerate(tables, 1):
            if number == wanted:
                self.keep(table, number)
                return
        raise UnknownNameError(f"{self.file.name} has no table {wanted}; it has {number}.")

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
                        talk(f"{_place(one, number)}: hidden, and left; --table {number} adds it.")
                return
            if not found:
                raise Told(f"There are no tables in {self.file.name}.", PROBLEMS)
            for number, one in enumerate(found, 1):
                talk(f"{_place(one, number)}: {one.row_count:,} rows × {one.head.column_count}")
            raise UnknownNameError(
                f"{self.file.name} holds {len(found)} tables: give --table N or --all."
            )


def _place(table: ExtractedTable | Found, number: int) -> str:
    head = table.head
    words = [f"Table {number}"]
    if head.page is not None:
        words.append(f"page {head.page}")
    if head.sheet is not None:
        words.append(f"sheet {one_line(head.sheet)}")
    if head.hidden:
        words.append("hidden")
    if head.title:
        words.append(f"“{one_line(head.title)}”")
    return ", ".join(words)
