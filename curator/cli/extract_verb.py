"""`curator extract`: a file's tables, without the store."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import click

from curator.cli.group_tables import tables_of_group
from curator.cli.nothing_found import nothing_found
from curator.cli.passwords import UnlockedFile
from curator.cli.reading_options import options_of, reading_options
from curator.cli.second_look import read_again
from curator.cli.session import progress_line, talk
from curator.errors import ExportError, UnknownNameError
from curator.export import safe_name
from curator.language import _, ngettext
from curator.seams import Seam, Stretch, seam_flags
from curator.sources import ExtractedTable, Mark, TableHead, letters
from extractors import Spool, is_group


@click.command("extract")
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option(
    "--format", "format_", type=click.Choice(["json", "csv"]), default="json", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=_("Write files here."))
@click.option(
    "--second-reading", "twice", is_flag=True, help=_("Flag what another reader reads otherwise.")
)
def command(file: Path, format_: str, out: Path | None, twice: bool, **given: Any) -> None:
    """Read the tables of FILE and print them; nothing is stored, nothing is changed.

    FILE may be a folder or a ZIP archive of files: web pages whose tables have the same columns
    come as one table, all others by themselves, and what cannot be read is told of.
    """
    progress = progress_line(_("Reading {file}").format(file=file.name))
    options = options_of(given)
    put = _put_json if format_ == "json" else _put_csv
    if is_group(file):
        with tables_of_group(file, options, twice, progress) as tables:
            put(tables, file, out)
        return
    unlocked = UnlockedFile(file, options)
    tables = unlocked.tables(progress)
    if twice:
        tables = read_again(tables, unlocked)
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
    stretch, began = head.stretch(), 0
    spans, seams, row_pages, sheets = [], [], [], {head.sheet: None}
    for batch in table.batches:
        if batch.stretch is not None:
            spans += _spans(head, stretch, began, len(rows))
            stretch, began = batch.stretch, len(rows)
            sheets[stretch.sheet] = None
            seams += [stretch.seam] if stretch.seam is not None else []
        rows.extend(batch.rows)
        row_pages += [stretch.page] * len(batch.rows)
        flags.extend(_flag(mark) for mark in batch.marks if mark.flag)
    spans += _spans(head, stretch, began, len(rows))
    return {
        "source": table.source.name,
        "page": head.page,
        "sheet": head.sheet,
        "bbox": list(head.box) if head.box else None,
        "rows": rows,
        "spans": spans,
        "header_count": head.header_count,
        "title": head.title,
        "notes": head.notes,
        "flags": flags + list(seam_flags(seams)),
        **({} if head.page is None else _pages(row_pages, seams)),
        **({} if head.sheet is None else {"sheets": list(sheets)}),
    }


def _pages(row_pages: Sequence[int | None], seams: Sequence[Seam]) -> dict[str, object]:
    return {
        "pages": list(dict.fromkeys(row_pages)),
        "row_pages": row_pages,
        "seams": [asdict(seam) for seam in seams],
    }


def _spans(head: TableHead, stretch: Stretch, began: int, end: int) -> list[list[int]]:
    """Return the merged cells of a stretch that begins in row `began`; `end` is the next one's."""
    shift, columns = began - stretch.row0, head.columns_of(stretch)
    return [
        [span.row + shift, columns[span.column], span.height, span.width]
        for span in stretch.spans
        if began <= span.row + shift < end
    ]


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
