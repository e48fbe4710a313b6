"""What lies in an export's folder already: an older export, what was left waiting, strangers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from curator.errors import ExportError
from curator.export.manifest import FILE, SUMS, read_manifest
from curator.export.names import is_of, one_name, safe_name, stem
from curator.export.safe_folder import WAITING, SafeFolder
from curator.language import _

_OURS = (FILE, SUMS, FILE + WAITING, SUMS + WAITING)


@dataclass(frozen=True)
class Older:
    """The files of an export's folder before the export, by their names there."""

    files: Sequence[str]
    """Of an older export, whole or not."""
    waiting: Sequence[str]
    """Of one that was cut short before they were in their places."""
    strangers: Sequence[str]
    """Somebody else's, which are left alone."""


def home(folder: Path, dataset: str) -> Path:
    """Return the folder of a dataset's export in `folder`.

    A folder that is there under a name that FAT takes for the same is taken: the two could not lie
    on one stick.
    """
    name = safe_name(dataset)
    try:
        there = sorted(
            path.name for path in folder.iterdir() if one_name(path.name) == one_name(name)
        )
    except OSError:  # it is not there yet, or cannot be read, which is told when it is written
        there = []
    return folder / (name if name in there or not there else there[0])


def older(target: SafeFolder, dataset: str) -> Older:
    """Return what lies in the folder.

    Raises:
        ExportError: it is another dataset's, or nothing tells that it is an export's at all.
    """
    names = [name for name in target.names() if not name.startswith(".")]
    listed = _listed(target.path, dataset) if FILE in names else None
    known = [name for name in names if name in _OURS or is_of(stem(dataset), name)]
    waiting = [name for name in known if name.endswith(WAITING)]
    if listed is None and not waiting and SUMS not in names:
        if names:
            raise ExportError(
                _("{folder} holds other files, such as {file}. Choose another folder.").format(
                    folder=target.path, file=names[0]
                )
            )
        return Older((), (), ())
    if listed is None:
        files = [name for name in known if name not in waiting]
    else:
        ours = {one_name(name) for name in (*listed, FILE)}
        files = [name for name in names if one_name(name) in ours]
    strangers = [name for name in names if name not in files and name not in waiting]
    return Older(files, waiting, strangers)


def refuse_taken(target: SafeFolder, strangers: Sequence[str]) -> None:
    """Raise ExportError if a file that waits would take the place of somebody else's."""
    ours = {one_name(proof.name) for proof in target.proofs}
    for name in strangers:
        if one_name(name) in ours:
            raise ExportError(
                _(
                    "{folder} holds {file}, which is of no export. Move it away, or choose another"
                    " folder."
                ).format(folder=target.path, file=name)
            )


def _listed(folder: Path, dataset: str) -> Sequence[str] | None:
    """Return the files of the export that lies there; None if its manifest is none or damaged."""
    try:
        told = read_manifest(folder)
        other, files = str(told["dataset"]), [str(entry["path"]) for entry in told["files"]]
    except (ExportError, KeyError, TypeError):
        return None
    if other != dataset:
        raise ExportError(
            _("{folder} holds an export of {dataset}. Choose another folder.").format(
                folder=folder, dataset=other
            )
        )
    return files
