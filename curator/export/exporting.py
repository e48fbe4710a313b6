"""Exporting a view to a folder: completely or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.errors import ExportError
from curator.export.base import Exporter, Written
from curator.export.manifest import FILE, SUMS, manifest, sums
from curator.export.older import home, older, refuse_taken
from curator.export.safe_folder import FileProof, SafeFolder
from curator.language import ngettext
from curator.tables import Progress
from curator.views import View

_SAMPLES = 8
_SAMPLE_ROWS = 256


@dataclass(frozen=True)
class Exported:
    """A finished export; every file in it was read back."""

    folder: Path
    files: tuple[FileProof, ...]
    rows: int
    escaped_cells: int
    parts: int
    """In how many files the rows are."""
    strangers: tuple[str, ...]
    """Files of somebody else's in the folder, which were left alone."""


def estimated_bytes(view: View) -> int:
    """Return about how many bytes the export takes, from samples spread over the rows."""
    rows = view.row_count
    step = max(rows // _SAMPLES, _SAMPLE_ROWS)
    lengths = [
        sum(len(str(cell).encode("utf-8", "replace")) + 1 for cell in row.cells if cell is not None)
        + len(row.cells)
        for first in range(0, rows, step)
        for row in view.window(first, _SAMPLE_ROWS)
    ]
    mean = sum(lengths) / len(lengths) if lengths else 0
    return int(mean * rows * 1.1) + 64_000


def unasked(_view: View) -> int:
    """Ask for no free space: some drivers tell nothing, or less than there is."""
    return 0


def export(
    view: View,
    exporter: Exporter,
    folder: Path,
    facts: Mapping[str, Any],
    progress: Progress,
    needed: Callable[[View], int] = estimated_bytes,
) -> Exported:
    """Write `view` to a folder of its own in `folder`, the manifest last.

    Until all of it is written and read back, an older export of the same dataset stays as it is.

    Args:
        facts: what the manifest tells of the dataset beside its columns.
        progress: told of rows written and of rows in all, both alike while files are read back;
            raises Cancelled to stop.
        needed: the bytes that must be free, or nothing is written; `unasked` where the drive's
            word is not to be trusted.

    Raises:
        ExportError: it could not be written. Nothing of it is left, unless it failed while its files
            took their places; `verify` calls such a folder incomplete, the next export clears it.
    """
    rows = view.row_count
    target = SafeFolder(home(folder, view.dataset), lambda: progress(rows, rows))
    try:
        before = older(target, view.dataset)
        target.sweep(before.waiting)
        _refuse_small(target, needed(view))
        written = exporter.write(view, target, progress)
        _write_proofs(target, view, exporter, written, facts)
        refuse_taken(target, before.strangers)
        names = {proof.name for proof in target.proofs}
        target.publish(FILE, [name for name in before.files if name not in names])
    except BaseException:
        target.withdraw()
        raise
    proofs, strangers = tuple(target.proofs), tuple(before.strangers)
    return Exported(target.path, proofs, rows, written.escaped_cells, written.parts, strangers)


def _write_proofs(
    target: SafeFolder, view: View, exporter: Exporter, written: Written, facts: Mapping[str, Any]
) -> None:
    details = {"exporter": exporter.name, **written.details}
    with target.file(SUMS) as file:
        file.write(sums(target.proofs))
    with target.file(FILE) as file:
        file.write(manifest(view, target.proofs, details, facts))


def _refuse_small(target: SafeFolder, need: int) -> None:
    """A drive that is known to be too small is not written on at all."""
    free = target.free_bytes()
    if need and free is not None and need > free:
        raise ExportError(
            ngettext(
                "{folder} has {free:,} byte free, and about {need:,} are needed."
                " Make room or use another drive.",
                "{folder} has {free:,} bytes free, and about {need:,} are needed."
                " Make room or use another drive.",
                free,
            ).format(folder=target.path, free=free, need=need)
        )
