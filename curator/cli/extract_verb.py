"""`curator extract`: a file's tables, without the store."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from curator.cli.nothing_found import nothing_found
from curator.cli.passwords import read_unlocked
from curator.cli.reading_options import options_of, reading_options
from curator.cli.session import progress_line, talk
from curator.errors import ExportError, UnknownNameError
from curator.export import safe_name
from curator.language import _, ngettext
from curator.sources import ExtractedTable, Mark, letters
from extractors import Spool


@click.command("extract")
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option(
    "--format", "format_", type=click.Choice(["json", "csv"]), default="json", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=_("Write files here."))
def command(file: Path, format_: str, out: Path | None, **given: Any) -> None:
    """Read the tables of FILE and print them; nothing is stored, nothing is changed."""
    progress = progress_line(_("Reading {file}").format(file=file.name))
    options = options_of(given)
    tables = read_unlocked(file, options, progress)
    put = _put_json if format_ == "json" else _put_csv
    if not put(tables, file, out):
        talk(nothing_found(file, options))


def _put_json(tables: Iterator[ExtractedTable], file: Path, out: Path | None) -> bool:
    """Write the tables; return whether there are any."""
    if out is None:
        return _write_json(tables, sys.stdout)
    with _opened(out, f"{file.stem}.json") as stream:
        return _write_json(tables, stream)


def _write_json(tables: Iterator[ExtractedTable], stream: TextIO) -> bool:
    """Write one list; what was found before an error is written, and the list closed."""
    stream.write("[")
    mark = "\n"
    try:
        for table in tables:
            told = json.dumps(_told(table), ensure_ascii=False)
            stream.write(mark + told)
            mark = ",\n"
    finally:
        stream.write("]\n" if mark == "\n" else "\n]\n")
    return mark != "\n"


def _told(table: ExtractedTable) -> dict[str, object]:
    head = table.head
    rows: list[object] = []
    flags = list(head.flags)
    for batch in table.batches:
        rows.extend(batch.rows)
        flags.extend(_flag(mark) for mark in batch.marks if mark.flag)
    return {
        "source": table.source.name,
        "page": head.page,
        "sheet": head.sheet,
        "bbox": list(head.box) if head.box else None,
        "rows": rows,
        "spans": [[span.row, span.column, span.height, span.width] for span in head.spans],
        "header_count": head.header_count,
        "title": head.title,
        "notes": head.notes,
        "flags": flags,
    }


def _flag(mark: Mark) -> str:
    return f"row {mark.row + 1}, column {letters(mark.column + 1)}: {mark.flag}"


def _put_csv(tables: Iterator[ExtractedTable], file: Path, out: Path | None) -> bool:
    """Write the tables; return whether there are any."""
    if out is not None:
        written: list[str] = []
        for table in tables:
            name = safe_name(f"{file.stem}-{len(written) + 1}") + ".csv"
            with _opened(out, name) as stream:
                _write_csv(table, stream)
            written.append(name)
            click.echo(out / name)
        return bool(written)
    with Spool() as spool:
        found = [spool.keep(table) for table in tables]
        if len(found) > 1:
            raise UnknownNameError(
                ngettext(
                    "{file} holds {count} table: give --out DIR to write each to a file.",
                    "{file} holds {count} tables: give --out DIR to write each to a file.",
                    len(found),
                ).format(file=file.name, count=len(found))
            )
        for only in found:
            _write_csv(only.table(), sys.stdout)
        return bool(found)


def _write_csv(table: ExtractedTable, stream: TextIO) -> None:
    writer = csv.writer(stream)
    for batch in table.batches:
        writer.writerows(batch.rows)


def _opened(folder: Path, name: str) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / name).open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise ExportError(
            _("{path} could not be written: {reason}.").format(
                path=folder / name, reason=error.strerror
            )
        ) from error
