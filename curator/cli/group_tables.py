"""The tables of a folder or an archive, without the store, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curator.cli.errors import partly
from curator.cli.session import talk
from curator.language import ngettext
from curator.sources import ExtractedTable
from curator.tables import Progress
from extractors import Group, GroupReading, Options, Spool, read_group


@contextmanager
def tables_of_group(
    path: Path, options: Options, progress: Progress
) -> Iterator[Iterator[ExtractedTable]]:
    """Give the tables of the files in `path`; afterwards tell of each that was not read whole.

    Raises:
        Told: there were such files.
        ExtractionError: the folder or archive itself cannot be read.
    """
    with Group(path) as group, Spool() as spool:
        reading = read_group(group, options, spool, progress)
        yield _tables(reading)
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


def _tables(reading: GroupReading) -> Iterator[ExtractedTable]:
    for whole in reading.wholes:
        yield whole.table()
    for file in reading.files:
        for found in file.left if file.joined or file.left else file.tables:
            yield found.table()
