"""The files of a folder or an archive behind the source screen: which table stands in which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from curator.errors import ExtractionError
from curator.sources import Source
from curator.tables import Progress
from extractors import Found, Group, GroupReading, Options, Spool, Together, read_group

Files = list[tuple[Source, Path]]


class GroupFiles:
    """What was read of a folder or an archive; nothing before that, and of any other file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._group: Group | None = None
        self._parts: dict[int, tuple[Files, int]] = {}
        """Of each table, by identity: the files in which it stands, and its number there."""

    @property
    def is_open(self) -> bool:
        """Whether a folder or an archive was read."""
        return self._group is not None

    def tables(
        self, options: Options, spool: Spool, progress: Progress
    ) -> Iterator[Found | Together]:
        """Read every file, and yield the tables; what was unpacked for an earlier reading goes.

        Raises:
            ExtractionError: the folder or archive cannot be read; or, at the end, why some of its
                files were not.
            Cancelled: `progress` raised it.
        """
        self.close()
        self._group = Group(self._path, progress)
        reading = read_group(self._group, options, spool, progress)
        yield from self._of(reading)
        problems = reading.problems()
        if problems:
            raise ExtractionError("\n".join(problems))

    def parts(self, found: Found | Together) -> tuple[Files, int] | None:
        """Return the files in which a table stands, and its number there; None for no group's."""
        return self._parts.get(id(found))

    def path_of(self, found: Found | Together) -> Path:
        """Return the first file in which a table stands."""
        files, _number = self._parts.get(id(found), ([(found.source, self._path)], 1))
        return files[0][1]

    def close(self) -> None:
        """Remove what was unpacked."""
        if self._group is not None:
            self._group.close()

    def _of(self, reading: GroupReading) -> Iterator[Found | Together]:
        for whole in reading.wholes:
            self._parts[id(whole)] = reading.parts(whole), 1
            yield whole
        for file in reading.files:
            taken = file.left if file.joined or file.left else file.tables
            for found in taken:
                assert file.member.path is not None
                number = file.tables.index(found) + 1
                self._parts[id(found)] = [(found.source, file.member.path)], number
                yield found
