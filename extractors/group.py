"""Files that are read as a group: those of a folder, or of a ZIP archive and archives in it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType

from curator.errors import Cancelled, CuratorError, ExtractionError
from curator.export import safe_name
from curator.language import _, ngettext
from curator.tables import Progress
from extractors import sniff
from extractors.archive import MOST, Begun, Ended
from extractors.limits import Limits
from extractors.worker import STRICT, kind, quiet, unpack

DEEPEST = 3
"""Archives within archives are opened so far down."""
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_SIGNS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WORKBOOKS = (b"[Content_Types].xml", b"_rels/", b"mimetype", b"xl/", b"docProps/", b"META-INF/")


@dataclass(frozen=True)
class Member:
    """One file of a group."""

    name: str
    """Its name in the folder, or after that of its archive, such as "stats.zip/2019/a.xlsx"."""
    path: Path | None = None
    """Where it can be read; None with a problem."""
    problem: str | None = None
    """Why it is not read, in a whole sentence."""


class Group:
    """A folder or an archive; what was unpacked of it is removed when the context is left."""

    def __init__(self, path: Path, progress: Progress = quiet, limits: Limits = STRICT) -> None:
        """`progress` is told while archives are unpacked; raises Cancelled to stop."""
        self.path = path
        self._progress = progress
        self._limits = limits
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0
        self._bytes = 0

    def __enter__(self) -> Group:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What is called after it: the folder's name, or the archive's without its ending."""
        named = self.path.resolve()
        return named.name if self.path.is_dir() else named.stem

    def close(self) -> None:
        """Remove what was unpacked."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def members(self) -> list[Member]:
        """Return every file, in the order of their names.

        Raises:
            ExtractionError: the folder or the archive cannot be read, or holds too much.
        """
        if self.path.is_dir():
            found = list(self._of_folder())
        else:
            found = list(self._of_archive(self.path, self.path.name, 1))
        return sorted(found, key=lambda member: _in_order(member.name))

    def _of_folder(self) -> Iterator[Member]:
        for path in _walked(self.path):
            self._count_one()
            name = "/".join(path.relative_to(self.path).parts)
            problem = _unwanted(name)
            if problem is None and path.is_symlink():
                problem = _("{file} is a link to another file and was not followed.").format(
                    file=name
                )
            if problem is not None:
                yield Member(name, None, problem)
            else:
                yield from self._whole_or_parts(path, name, 0)

    def _whole_or_parts(self, path: Path, name: str, depth: int) -> Iterator[Member]:
        """Yield a file, or if it is an archive those in it."""
        try:
            if not is_archive(path):
                yield Member(name, path)
            elif depth >= DEEPEST:
                yield Member(name, None, _too_deep(name))
            else:
                yield from self._of_archive(path, name, depth + 1)
        except Cancelled:
            raise
        except CuratorError as error:
            yield Member(name, None, str(error))

    def _of_archive(self, path: Path, name: str, depth: int) -> Iterator[Member]:
        """Unpack all of an archive, then look at what came out."""
        for inner, unpacked, problem in list(self._unpacked(path)):
            if problem is None:
                yield from self._whole_or_parts(unpacked, f"{name}/{inner}", depth)
            else:
                yield Member(f"{name}/{inner}", None, problem)

    def _unpacked(self, path: Path) -> Iterator[tuple[str, Path, str | None]]:
        """Yield each member's name, the file that it was unpacked into, and its problem."""
        pieces = unpack(path, self._progress, self._limits)
        for begun in pieces:
            assert isinstance(begun, Begun)
            self._count_one()
            place = self._place(begun.name)
            with place.open("xb") as file:
                for piece in pieces:
                    if isinstance(piece, Ended):
                        break
                    if isinstance(piece, bytes):
                        self._take_room(path, len(piece))
                        file.write(piece)
            assert isinstance(piece, Ended)
            yield begun.name, place, piece.problem or _unwanted(begun.name)

    def _place(self, name: str) -> Path:
        """Return a new private place for a member, in which it keeps its own name."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="curator-", ignore_cleanup_errors=True
            )
        folder = Path(self._folder.name) / str(self._count)
        folder.mkdir(mode=0o700)
        return folder / safe_name(PurePosixPath(name).name)

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MOST:
            raise ExtractionError(
                ngettext(
                    "{file} holds more than {count:,} file, too many to be read.",
                    "{file} holds more than {count:,} files, too many to be read.",
                    MOST,
                ).format(file=self.path.name, count=MOST)
            )

    def _take_room(self, path: Path, size: int) -> None:
        self._bytes += size
        if self._bytes > sniff.ZIP_CONTENTS:
            raise ExtractionError(
                _("{file} unpacks to more than {size:,} MB; it was not read further.").format(
                    file=path.name, size=sniff.ZIP_CONTENTS >> 20
                )
            )


def is_group(path: Path) -> bool:
    """Tell whether `path` is a folder, or an archive of files."""
    return path.is_dir() or is_archive(path)


def is_archive(path: Path) -> bool:
    """Tell whether a file is an archive of files by its content; a workbook is none."""
    try:
        with path.open("rb") as file:
            head = file.read(sniff.HEAD)
        if not head.startswith(_SIGNS) or head[30:].startswith(_WORKBOOKS):
            return False  # the child would say so too, and takes longer
        return kind(path) == sniff.ZIP
    except (OSError, ValueError, ExtractionError):
        return False  # who reads it tells why it cannot be read


def _walked(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it; links to folders are files here."""
    try:
        for root, folders, files in os.walk(folder, onerror=_raise):
            linked = [name for name in folders if (Path(root) / name).is_symlink()]
            folders[:] = sorted(name for name in folders if name not in linked)
            for name in sorted([*files, *linked]):
                yield Path(root) / name
    except OSError as error:
        raise ExtractionError(
            _("The folder {folder} cannot be read: {reason}.").format(
                folder=folder.name, reason=error.strerror
            )
        ) from error


def _raise(error: OSError) -> None:
    raise error


def _unwanted(name: str) -> str | None:
    """Say why a file is left whatever it holds; None for any other."""
    parts = name.split("/")
    if any(part.startswith(".") or part.lower() in _SYSTEM for part in parts):
        return _("{file} is hidden, or a system's own file, and was left.").format(file=name)
    return None


def _too_deep(name: str) -> str:
    return _("{file} is an archive within archives; unpack it and read what is in it.").format(
        file=name
    )


def _in_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which "page 2" comes before "page 10"."""
    parts: list[tuple[int, int, str]] = []
    for text, digits in _pieces(name.casefold()):
        parts.append((0, 0, text))
        if digits:
            parts.append((1, int(digits), digits))
    return tuple(parts)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"(\D*)(\d{0,18})", text):
        yield found[1], found[2]
