"""A group of files read one by one, and its pages of one form put together."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from curator.errors import Cancelled, CuratorError
from curator.intake import Report, SheetReport
from curator.language import _
from curator.sources import FOLDER, PAGES, Source
from curator.tables import Progress
from curator.values import one_line
from extractors import sniff
from extractors.alike import put_together
from extractors.group import Group, Member
from extractors.options import Options
from extractors.spool import Found, Spool
from extractors.together import Together
from extractors.worker import quiet, read, report


@dataclass
class ReadFile:
    """One file of a group, and what was found in it."""

    member: Member
    tables: list[Found] = field(default_factory=list)
    problem: str | None = None
    """Why it could not be read to its end, in whole sentences."""
    left: list[Found] = field(default_factory=list)
    """Those of its tables that have no like in another file."""
    joined: bool = False
    """Whether a table of it is one with those of others."""

    @property
    def is_page(self) -> bool:
        """Whether it is a web page in which there are tables."""
        return bool(self.tables) and self.tables[0].source.media_type in PAGES

    def left_words(self) -> list[str]:
        """Say for each table that has no like in another file that it was left."""
        return [
            _("{file}: {table} has columns that no other page has, and was left.").format(
                file=self.member.name, table=one_line(found.head.sheet or "")
            )
            for found in self.left
        ]


@dataclass(frozen=True)
class GroupReading:
    """What was found in a group."""

    files: Sequence[ReadFile]
    wholes: Sequence[Together]
    """Tables of the same columns in several pages, each as one."""

    def problems(self) -> list[str]:
        """Say of each file of which something was not read, or was left, why."""
        told = []
        for file in self.files:
            told += file.left_words()
            if file.problem is not None:
                told.append(file.problem)
            elif not file.tables:
                told.append(_("There are no tables in {file}.").format(file=file.member.name))
        return told

    def others(self) -> list[ReadFile]:
        """Return the files of which each stands by itself."""
        return [file for file in self.files if not (file.joined or file.left)]

    def parts(self, whole: Together) -> list[tuple[Source, Path]]:
        """Return the files of which a whole is made, each with where it can be read."""
        paths = {
            file.tables[0].source.sha256: file.member.path for file in self.files if file.tables
        }
        found = [(source, paths[source.sha256]) for source in whole.files()]
        return [(source, path) for source, path in found if path is not None]


def read_group(
    group: Group, options: Options, spool: Spool, progress: Progress = quiet
) -> GroupReading:
    """Read every file of a group; what cannot be read is told of with it.

    Args:
        group: open as long as its files are needed.
        options: how each is read.
        spool: where the tables are kept.
        progress: told of files done; raises Cancelled to stop.

    Raises:
        ExtractionError: the folder or archive itself cannot be read.
    """
    members = group.members()
    files = []
    for done, member in enumerate(members):
        progress(done, len(members))
        beat = partial(_beat, progress, done, len(members))
        files.append(_read(member, options, spool, beat))
    progress(len(members), len(members))
    pages = [file for file in files if file.is_page]
    wholes, alone = put_together([page.tables for page in pages], group.name)
    if wholes:
        for number, table in alone:
            pages[number].left.append(pages[number].tables[table])
        for page in pages:
            page.joined = len(page.left) < sum(not one.head.hidden for one in page.tables)
    return GroupReading(files, wholes)


def group_report(path: Path, options: Options, progress: Progress = quiet) -> Report:
    """Return what is to be said of a group: of each file, under its name, what is said of it.

    Raises:
        ExtractionError: the folder or archive itself cannot be read.
    """
    warnings: list[str] = []
    sheets: list[SheetReport] = []
    with Group(path, progress) as group:
        for member in group.members():
            if member.path is None:
                warnings.append(member.problem or "")
                continue
            try:
                told = report(member.path, options, progress)
            except Cancelled:
                raise
            except CuratorError as error:
                warnings.append(f"{member.name}: {error}")
                continue
            warnings += [f"{member.name}: {words}" for words in told.warnings]
            sheets += [_under(member.name, sheet) for sheet in told.sheets]
    kind = FOLDER if path.is_dir() else sniff.ZIP
    return Report(path.name, kind, warnings=tuple(warnings), sheets=tuple(sheets))


def _under(name: str, sheet: SheetReport) -> SheetReport:
    return replace(sheet, name=f"{name}: {sheet.name}" if sheet.name else name)


def _beat(progress: Progress, done: int, total: int, _within: int, _all: int | None) -> None:
    """Tell while one file is read how many are done."""
    progress(done, total)


def _read(member: Member, options: Options, spool: Spool, progress: Progress) -> ReadFile:
    file = ReadFile(member, problem=member.problem)
    if member.path is None:
        return file
    try:
        with closing(read(member.path, options, progress, name=member.name)) as tables:
            for table in tables:
                file.tables.append(spool.keep(table))
    except Cancelled:
        raise
    except CuratorError as error:
        file.problem = str(error)
    return file
