"""Adding a folder or an archive: a result for each of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.adding import Adding, added_data, tell_size
from curator.cli.errors import Told
from curator.cli.passwords import UnlockedFile
from curator.cli.session import progress_line
from curator.errors import Cancelled, CuratorError, UnknownNameError
from curator.language import _
from extractors import Group, GroupReading, Options, ReadFile, Spool, read_group

if TYPE_CHECKING:
    from curator.store import Store


@dataclass
class Result:
    """What became of one file."""

    file: str
    added: list[dict[str, object]] = field(default_factory=list)
    problem: str | None = None
    """Why it could not be added whole, in whole sentences."""
    left: list[str] = field(default_factory=list)
    """What of it was left, and why, though other parts of it were added."""

    def words(self) -> str:
        """Say it in lines."""
        return "\n".join([*self.left, self.problem or _("{file}: done.").format(file=self.file)])


class GroupAdding:
    """Adds the files of a folder or an archive, and tells of each."""

    def __init__(
        self,
        store: Store,
        path: Path,
        who: str,
        name: str | None,
        options: Options,
        twice: bool,
    ) -> None:
        """`twice` reads the cells of PDFs a second time, and flags what differs."""
        self.store = store
        self.path = path
        self.who = who
        self.name = name
        self.options = options
        self.twice = twice

    def add(self, every: bool) -> Iterator[Result]:
        """Add what each file holds, and yield what became of it.

        Raises:
            ExtractionError: the folder or archive itself cannot be read.
        """
        with Group(self.path) as group, Spool() as spool:
            progress = progress_line(_("Reading {file}").format(file=group.name))
            reading = read_group(group, self.options, spool, progress)
            if self.name is not None and len(reading.wholes) != 1:
                raise UnknownNameError(
                    _("--name is for one dataset; {file} does not become one.").format(
                        file=group.name
                    )
                )
            added = self._wholes(reading)
            for file in reading.files:
                if file.joined or file.left:
                    yield self._of_page(file, added)
                else:
                    yield self._alone(file, every)

    def _wholes(self, reading: GroupReading) -> dict[str, list[dict[str, object]]]:
        """Add the tables that are one over several files; return by file what came of it."""
        added: dict[str, list[dict[str, object]]] = {}
        for whole in reading.wholes:
            dataset = self.store.add_together(
                whole.table(), reading.parts(whole), self.who, self.name or whole.source.name
            )
            tell_size(dataset, whole)
            for piece in whole.pieces:
                line = added_data(dataset, piece.found.head, piece.number)
                line["rows"] = piece.row_count
                line["sheets"] = piece.found.sheets()
                added.setdefault(piece.found.source.sha256, []).append(line)
        return added

    def _of_page(self, file: ReadFile, added: dict[str, list[dict[str, object]]]) -> Result:
        lines = added.get(file.tables[0].source.sha256, [])
        words = file.left_words()
        if not file.joined:
            return Result(file.member.name, lines, " ".join(words))
        return Result(file.member.name, lines, file.problem, words)

    def _alone(self, file: ReadFile, every: bool) -> Result:
        if file.member.path is None or (file.problem is not None and not file.tables):
            return Result(file.member.name, problem=file.problem)
        adding = Adding(
            self.store, file.member.path, self.who, None, self.options, twice=self.twice
        )
        tables = (found.table() for found in file.tables)
        unlocked = UnlockedFile(file.member.path, self.options)
        told = result_of(adding, lambda: adding.take(tables, unlocked, every))
        told.file = file.member.name
        told.problem = told.problem or file.problem
        return told


def result_of(adding: Adding, add: Callable[[], None]) -> Result:
    """Add, and return what became of it; what cannot be added is told of."""
    problem = None
    try:
        add()
    except Cancelled:
        raise
    except (CuratorError, Told) as error:
        problem = str(error)
    return Result(str(adding.file), adding.kept, problem)
