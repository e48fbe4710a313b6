"""Tables of a PDF held against a second reading before a verb goes on with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from curator.cli.passwords import UnlockedFile
from curator.cli.session import progress_line
from curator.errors import ExtractionError
from curator.language import _
from curator.sources import ExtractedTable
from extractors import Found, Spool, is_read_twice, read_twice


def read_again(
    tables: Iterator[ExtractedTable], file: UnlockedFile, wanted: int | None = None
) -> Iterator[ExtractedTable]:
    """Yield tables once they were read a second time; those of files that are read once, at once.

    Args:
        wanted: the number of the table that is to be read again, and the last that is read at all;
            None is all.

    Raises:
        ExtractionError: as reading does, after the tables that were found before.
    """
    first = next(tables, None)
    if first is None:
        return
    whole = chain([first], tables)
    if not is_read_twice(first.source.media_type):
        yield from whole
        return
    ended: ExtractionError | None = None
    with Spool() as spool:
        found: list[Found] = []
        try:
            for number, table in enumerate(whole, 1):
                found.append(spool.keep(table))
                if number == wanted:
                    break
        except ExtractionError as error:
            ended = error
        check(found if wanted is None else found[wanted - 1 : wanted], file)
        for one in found:
            yield one.table()
    if ended is not None:
        raise ended


def check(found: Sequence[Found], file: UnlockedFile) -> None:
    """Read the cells of tables a second time, and mark those that differ."""
    progress = progress_line(_("Second reading of {file}").format(file=file.path.name))
    read_twice(file.path, found, progress, password=file.options.password)
