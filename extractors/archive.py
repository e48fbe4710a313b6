"""The members of a ZIP archive, one after the other; runs in the child process."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from curator.errors import ExtractionError
from curator.language import _, ngettext

MOST = 10_000
"""No archive of more members is opened."""
CHUNK = 1 << 20
"""Bytes of a member that are told of at once."""

_BROKEN = (BadZipFile, OSError, EOFError, ValueError, zlib.error, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Begun:
    """A member of an archive; its bytes follow in pieces."""

    name: str
    """With its folders, parted by slashes; it leads nowhere outside."""


@dataclass(frozen=True)
class Ended:
    """There is no more of a member."""

    problem: str | None = None
    """Why it is not whole, in a whole sentence."""


Piece = Begun | bytes | Ended


def unpacked(path: Path) -> Iterator[Piece]:
    """Yield what each member is called, its bytes, and how it ended, in this order.

    Raises:
        ExtractionError: the archive is damaged or holds too many members.
    """
    try:
        archive = ZipFile(path)
    except _BROKEN as error:
        raise ExtractionError(
            _("{file} begins like an archive but is damaged or cut short.").format(file=path.name)
        ) from error
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > MOST:
            raise ExtractionError(
                ngettext(
                    "{file} holds {count:,} file, too many to be read.",
                    "{file} holds {count:,} files, too many to be read.",
                    len(members),
                ).format(file=path.name, count=len(members))
            )
        for member in members:
            yield from _one(archive, member)


def _one(archive: ZipFile, member: ZipInfo) -> Iterator[Piece]:
    name = inner_name(_spelt(member))
    problem = _problem(name, member)
    yield Begun(name)
    if problem is None:
        try:
            with archive.open(member) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except _BROKEN:
            words = _("{file} is damaged in its archive, or packed in an unusual way.")
            problem = words.format(file=name)
    yield Ended(problem)


def inner_name(name: str) -> str:
    """Return a member's name without what would lead out of the archive."""
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept) or "file"


def _spelt(member: ZipInfo) -> str:
    """Return a name as it was written: many programs write UTF-8 and do not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename


def _problem(name: str, member: ZipInfo) -> str | None:
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("{file} is a link to another file and was not followed.").format(file=name)
    if member.flag_bits & 1:
        return _("{file} is locked with a password; unpack it with another program.").format(
            file=name
        )
    return None
