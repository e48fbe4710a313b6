"""Adding tables from the command line: which of a file's, and what is told of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.errors import PROBLEMS, Told
from curator.cli.nothing_found import nothing_found
from curator.cli.passwords import UnlockedFile
from curator.cli.second_look import check, read_again
from curator.cli.session import progress_line, talk
from curator.errors import UnknownNameError
from curator.geometry import page_runs
from curator.language import _, joined, ngettext
from curator.media_types import sheet_words
from curator.seams import seam_flags
from curator.sources import ExtractedTable, TableHead
from curator.values import one_line
from extractors import EXTRACTORS, Found, Options, Spool, Together, is_read_twice

if TYPE_CHECKING:
    from curator.store import Dataset, Store


class Adding:
    """Adds tables of one file, and tells of each."""

    def __init__(
        self,
        store: Store,
        file: Path,
        who: str,
        name: str | None,
        options: Options,
        twice: bool,
    ) -> None:
        """`twice` reads the cells of PDFs a second time, and flags what differs."""
        self.store = store
        self.file = file
        self.who = who
        self.name = name
        self.options = options
        self.twice = twice
        self.kept: list[dict[str, object]] = []

    def add(self, every: bool, table: int | None) -> None:
        """Add every table, the one with the number `table`, or the only one there is."""
        progress = progress_line(_("Reading {file}").format(file=self.file.name))
        file = UnlockedFile(self.file, self.options)
        self.take(file.tables(progress), file, every, table)

    def take(
        self,
        tables: Iterator[ExtractedTable],
        file: UnlockedFile,
        every: bool,
        table: int | None = None,
    ) -> None:
        """Add of `tables`, which were read of `file`, what `add` would."""
        if every:
            self.all(read_again(tables, file) if self.twice else tables)
        elif table is not None:
            self.one(read_again(tables, file, table) if self.twice else tables, table)
        else:
            self.only(tables, file)

    def keep(self, table: ExtractedTable, number: int) -> None:
        """Add one table."""
        dataset = self.store.add(table, self.file, self.who, self.name, number)
        tell_size(dataset, table, number)
        self.kept.append(added_data(dataset, table.head, number))

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

    def only(self, tables: Iterator[ExtractedTable], file: UnlockedFile) -> None:
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
                only = found[shown[0] - 1]
                if self.twice and is_read_twice(only.source.media_type):
                    check([only], file)
                for number, one in enumerate(found, 1):
                    if number == shown[0]:
                        self.keep(one.table(), number)
                    else:
                        _tell_hidden(one, number)
                return
            if not found:
                raise self._nothing()
            for number, one in enumerate(found, 1):
                _tell_found(one, number)
            raise UnknownNameError(
                ngettext(
                    "{file} holds {count} table: give --table N or --all.",
                    "{file} holds {count} tables: give --table N or --all.",
                    len(found),
                ).format(file=self.file.name, count=len(found))
            )

    def _nothing(self) -> Told:
        return Told(nothing_found(self.file, self.options), PROBLEMS)


def tell_size(
    dataset: Dataset, table: ExtractedTable | Together, number: int | None = None
) -> None:
    """Tell how large a dataset is that was added, and what is to know of it.

    Args:
        table: what it was made of.
        number: the number of its table in its file; None where it is of several files.
    """
    view, pages = dataset.view(), dataset.pages()
    rows, columns = view.row_count, len(view.columns)
    place = dataset.name
    if number is not None:
        place = _place(table, number, [each.page for each in pages], _sheets(dataset))
    talk(
        _("{place}: {rows} × {columns}.").format(
            place=place,
            rows=ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows),
            columns=ngettext("{count} column", "{count} columns", columns).format(count=columns),
        )
    )
    for flag in _all_flags(dataset, table.head):
        talk(_("  Note: {flag}.").format(flag=flag))


def added_data(dataset: Dataset, head: TableHead, number: int) -> dict[str, object]:
    """Return what is told of a dataset that was added, as JSON-ready data."""
    view = dataset.view()
    return {
        "dataset": dataset.name,
        "table": number,
        "page": head.page,
        "pages": [each.page for each in dataset.pages()],
        "sheet": head.sheet,
        "sheets": _sheets(dataset),
        "rows": view.row_count,
        "columns": len(view.columns),
        "flags": _all_flags(dataset, head),
    }


def _sheets(dataset: Dataset) -> list[str]:
    return [each.sheet for each in dataset.places() if each.sheet is not None]


def _all_flags(dataset: Dataset, head: TableHead) -> list[str]:
    seams = [each.seam for each in dataset.pages() if each.seam is not None]
    return [*head.flags, *seam_flags(seams)]


def _tell_hidden(table: ExtractedTable | Found, number: int) -> None:
    talk(
        _("{place}: hidden, and left; --table {number} adds it.").format(
            place=_place(table, number), number=number
        )
    )


def _tell_found(table: Found, number: int) -> None:
    talk(
        ngettext(
            "{place}: {rows:,} row × {columns}",
            "{place}: {rows:,} rows × {columns}",
            table.row_count,
        ).format(
            place=_place(table, number, table.pages(), table.sheets()),
            rows=table.row_count,
            columns=table.head.column_count,
        )
    )


def _place(
    table: ExtractedTable | Found | Together,
    number: int,
    pages: Sequence[int] = (),
    sheets: Sequence[str] = (),
) -> str:
    head = table.head
    words = [_("Table {number}").format(number=number)]
    if len(pages) > 1:
        words.append(_("pages {pages}").format(pages=page_runs(pages)))
    elif head.page is not None:
        words.append(_("page {page}").format(page=head.page))
    if len(sheets) > 1:
        words.append(_("sheets {sheets}").format(sheets=one_line(joined(sheets))))
    elif head.sheet is not None:
        words.append(sheet_words(table.source.media_type, one_line(head.sheet)))
    if head.hidden:
        words.append(_("hidden"))
    if head.title:
        words.append(_("“{title}”").format(title=one_line(head.title)))
    return joined(words)
