"""Verifying exports, on any machine, with the folder alone."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.errors import ExportError
from curator.export.manifest import FILE, SUMS, read_manifest
from curator.export.names import is_of, one_name, safe_name, stem
from curator.export.safe_folder import WAITING, read_back
from curator.language import _, ngettext


@dataclass(frozen=True)
class Verdict:
    """What was found out about one export."""

    folder: Path
    dataset: str | None
    """None where there is no sound manifest to name it."""
    rows: int | None
    revision: int | None
    revision_hash: str | None
    """What the store that exported it signed the revision with."""
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether the export is whole and unchanged."""
        return not self.problems


def verify(folder: Path) -> Iterator[Verdict]:
    """Yield a verdict for the export in `folder`, or for each one in the folders within it.

    Raises:
        ExportError: there is no such folder, or no export in it.
    """
    if not folder.is_dir():
        raise ExportError(_("There is no folder {folder}.").format(folder=folder))
    if _is_export(folder):
        yield _verdict(folder)
        return
    try:
        within = sorted(path for path in folder.iterdir() if path.is_dir() and _is_export(path))
    except OSError as error:
        raise ExportError(
            _("{path} could not be read: {reason}.").format(path=folder, reason=error.strerror)
        ) from error
    if not within:
        raise ExportError(_("There is no export in {folder}.").format(folder=folder))
    for path in within:
        yield _verdict(path)


def _is_export(folder: Path) -> bool:
    """Whether something was exported here, finished or not."""
    if (folder / FILE).exists() or (folder / SUMS).exists():
        return True
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return False
    waiting = (FILE + WAITING, SUMS + WAITING)
    return any(name in waiting or is_of(stem(folder.name), name) for name in names)


def _verdict(folder: Path) -> Verdict:
    try:
        told = read_manifest(folder)
        problems = tuple(_problems(folder, told))
    except ExportError as error:
        return Verdict(folder, None, None, None, None, (str(error),))
    except (KeyError, TypeError):
        problem = _("{file} lacks what a manifest tells.").format(file=folder / FILE)
        return Verdict(folder, None, None, None, None, (problem,))
    revision, digest = told.get("revision"), told.get("revision_hash")
    return Verdict(folder, told["dataset"], told["rows"], revision, digest, problems)


def _problems(folder: Path, told: dict[str, Any]) -> Iterator[str]:
    there = sorted(folder.iterdir())
    by_name = {one_name(path.name): path for path in there} | {path.name: path for path in there}
    listed = {one_name(FILE)}
    for entry in told["files"]:
        name = str(entry["path"])
        listed.add(one_name(name))
        if safe_name(name) != name:
            yield _("{name!r} is no name of a file in an export.").format(name=name)
            continue
        # a Mac may have copied it under the same name in other letters
        path = by_name.get(name) or by_name.get(one_name(name)) or folder / name
        try:
            problem = _problem(path, entry["bytes"], entry["sha256"])
        except FileNotFoundError:
            problem = _("{file} is missing.").format(file=name)
        except OSError as error:
            problem = _("{path} could not be read: {reason}.").format(
                path=name, reason=error.strerror
            )
        if problem is not None:
            yield problem
    for path in there:
        beside = path.name.startswith("._")  # where macOS keeps what FAT has no room for
        if one_name(path.name) not in listed and not beside and path.suffix in (".csv", WAITING):
            stray = (
                _("{file} is what a later export left when it was cut short. Export again.")
                if path.suffix == WAITING
                else _("{file} is in the folder, and the manifest does not know it.")
            )
            yield stray.format(file=path.name)


def _problem(path: Path, size: int, sha256: str) -> str | None:
    """Say what is wrong with one file, None if nothing is; raises OSError."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return _("{file} is no ordinary file.").format(file=path.name)
    if found.st_size != size:
        return ngettext(
            "{file} has {found:,} byte and should have {size:,}.",
            "{file} has {found:,} bytes and should have {size:,}.",
            found.st_size,
        ).format(file=path.name, found=found.st_size, size=size)
    if read_back(path) != (size, sha256):
        return _("{file} was changed: its SHA-256 is not the manifest's.").format(file=path.name)
    return None
