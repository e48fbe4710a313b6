"""The tables of a folder or an archive, without the store, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curator.cli.errors import partly
from curator.cli.passwords import UnlockedFile
from curator.cli.second_look import read_again
from curator.cli.session import talk
from curator.language import ngettext
from curator.sources import ExtractedTable
from curator.tables import Progress
from extractors import Group, GroupReading, Options, Spool, read_group


@contextmanager
def tables_of_group(
    path: Path, options: Options, twice: bool, progress: Progress
) -> Iterator[Iterator[ExtractedTable]]:
    """Give the tables of the files in `path`; afterwards tell of each that was not read whole.

    Args:
        twice: whether the cells of PDFs are read a second time, and what differs is flagged.

    Raises:
        Told: there were such files.
        ExtractionError: the folder or archive itself cannot be read.
    """
    with Group(path) as group, Spool() as spool:
        reading = read_group(group, options, spool, progress)
        yield _tables(reading, options, twice)
    for problem in reading.problems():
        talk(problem)
    failed = sum(file.problem is not None or not file.tables for file in reading.files)
    if failed:
        raise partly(
            ngettext(
                "{failed} of {count} files could not be read.",
                "{failed} of {count} files could not be read.",
                failed,
            ).format(failed=failed, count=len(reading.files))
        )


def _tables(reading: GroupReading, options: Options, twice: bool) -> Iterator[ExtractedTable]:
    for whole in reading.wholes:
        yield whole.table()
    for file in reading.files:
        left = file.left if file.joined or file.left else file.tables
        tables = (found.table() for found in left)
        if twice and file.member.path is not None:
            yield from read_again(tables, UnlockedFile(file.member.path, options))
        else:
            yield from tables
