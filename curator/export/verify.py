"""Verifying exports, on any machine, with the folder alone."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.errors import ExportError
from curator.export.manifest import FILE, SUMS, read_manifest
from curator.export.names import safe_name
from curator.export.safe_folder import PART, read_back


@dataclass(frozen=True)
class Verdict:
    """What was found out about one export."""

    folder: Path
    dataset: str | None
    """None where there is no sound manifest to name it."""
    rows: int | None
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
        raise ExportError(f"There is no folder {folder}.")
    if _is_export(folder):
        yield _verdict(folder)
        return
    try:
        within = sorted(path for path in folder.iterdir() if path.is_dir() and _is_export(path))
    except OSError as error:
        raise ExportError(f"{folder} could not be read: {error.strerror}.") from error
    if not within:
        raise ExportError(f"There is no export in {folder}.")
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
    return any(name.endswith(PART) for name in names) or f"{folder.name}.csv" in names


def _verdict(folder: Path) -> Verdict:
    try:
        told = read_manifest(folder)
        problems = tuple(_problems(folder, told))
    except ExportError as error:
        return Verdict(folder, None, None, (str(error),))
    except (KeyError, TypeError):
        return Verdict(folder, None, None, (f"{folder / FILE} lacks what a manifest tells.",))
    return Verdict(folder, told["dataset"], told["rows"], problems)


def _problems(folder: Path, told: dict[str, Any]) -> Iterator[str]:
    listed = {FILE}
    for entry in told["files"]:
        name = str(entry["path"])
        listed.add(name)
        if safe_name(name) != name:
            yield f"{name!r} is no name of a file in an export."
            continue
        try:
            problem = _problem(folder / name, entry["bytes"], entry["sha256"])
        except FileNotFoundError:
            problem = f"{name} is missing."
        except OSError as error:
            problem = f"{name} could not be read: {error.strerror}."
        if problem is not None:
            yield problem
    for path in sorted(folder.iterdir()):
        beside = path.name.startswith("._")  # where macOS keeps what FAT has no room for
        if path.name not in listed and not beside and path.suffix in (".csv", PART):
            yield (
                f"{path.name} is what a later export left when it was cut short. Export again."
                if path.suffix == PART
                else f"{path.name} is in the folder, and the manifest does not know it."
            )


def _problem(path: Path, size: int, sha256: str) -> str | None:
    """Say what is wrong with one file, None if nothing is; raises OSError."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return f"{path.name} is no ordinary file."
    if found.st_size != size:
        return f"{path.name} has {found.st_size:,} bytes and should have {size:,}."
    if read_back(path) != (size, sha256):
        return f"{path.name} was changed: its SHA-256 is not the manifest's."
    return None
