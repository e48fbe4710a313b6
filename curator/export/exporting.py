"""Exporting a view to a folder: completely or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.errors import ExportError
from curator.export.base import Exporter
from curator.export.manifest import FILE, SUMS, manifest, read_manifest, sums
from curator.export.names import safe_name
from curator.export.safe_folder import PART, FileProof, SafeFolder
from curator.language import _, ngettext
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


def export(
    view: View,
    exporter: Exporter,
    folder: Path,
    facts: Mapping[str, Any],
    progress: Progress,
) -> Exported:
    """Write `view` to a folder of its own in `folder`, the manifest last.

    Until all of it is written and read back, an older export of the same dataset stays as it is.

    Args:
        facts: what the manifest tells of the dataset beside its columns.
        progress: told of rows written and of rows in all, both alike while files are read back;
            raises Cancelled to stop.

    Raises:
        ExportError: it could not be written; nothing of it is left.
    """
    rows = view.row_count
    target = SafeFolder(folder / safe_name(view.dataset), lambda: progress(rows, rows))
    try:
        _refuse_strangers(target, view)
        _refuse_small(target, view)
        target.sweep()
        written = exporter.write(view, target, progress)
        details = {"exporter": exporter.name, **written.details}
        with target.file(SUMS) as file:
            file.write(sums(target.proofs))
        with target.file(FILE) as file:
            file.write(manifest(view, target.proofs, details, facts))
        target.publish(last=FILE)
    except BaseException:
        target.withdraw()
        raise
    return Exported(target.path, tuple(target.proofs), rows, int(written.details["escaped_cells"]))


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


def _refuse_strangers(target: SafeFolder, view: View) -> None:
    """A folder with somebody else's export or files is not written into."""
    names = [name for name in target.names() if not name.startswith(".")]
    if FILE in names:
        try:
            other = read_manifest(target.path).get("dataset")
        except ExportError:
            return
        if other != view.dataset:
            raise ExportError(
                _("{folder} holds an export of {dataset}. Choose another folder.").format(
                    folder=target.path, dataset=other
                )
            )
    elif strangers := [
        name
        for name in names
        if name not in (SUMS, f"{target.path.name}.csv") and not name.endswith(PART)
    ]:
        raise ExportError(
            _("{folder} holds other files, such as {file}. Choose another folder.").format(
                folder=target.path, file=strangers[0]
            )
        )


def _refuse_small(target: SafeFolder, view: View) -> None:
    """A drive that is known to be too small is not written on at all."""
    free, need = target.free_bytes(), estimated_bytes(view)
    if free is not None and need > free:
        raise ExportError(
            ngettext(
                "{folder} has {free:,} byte free, and about {need:,} are needed."
                " Make room or use another drive.",
                "{folder} has {free:,} bytes free, and about {need:,} are needed."
                " Make room or use another drive.",
                free,
            ).format(folder=target.path, free=free, need=need)
        )
