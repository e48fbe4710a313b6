"""What is known before an export, and what is told of it after, in words."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator.export import Exported, estimated_bytes
from curator.export.drives import Drive, drives
from curator.store import Dataset
from curator.views import View
from screens.prose import Line


@dataclass(frozen=True)
class Prospect:
    """What is known before anything is written."""

    view: View
    bytes: int
    """About how many the export takes."""
    open_ones: Mapping[str, int]
    """How many doubts and harms are still open."""
    drives: Sequence[Drive]

    @classmethod
    def of(cls, dataset: Dataset) -> Prospect:
        """Look at the dataset and the drives; for a thread of its own."""
        view = dataset.view()
        warned = ("doubt", "harm")
        open_ones = Counter(
            note.kind for note in dataset.annotations() if note.is_open and note.kind in warned
        )
        return cls(view, estimated_bytes(view), open_ones, drives())


def warning_words(open_ones: Mapping[str, int]) -> str:
    """Say what is still open, of each kind."""
    counts = " and ".join(
        f"{count:,} {kind}{'s' * (count > 1)}" for kind, count in sorted(open_ones.items())
    )
    return f"! Still open: {counts}. The export does not wait for them; its manifest counts them."


def room_words(folder: Path) -> str:
    """Say how much room is where `folder` is or would be made."""
    there = folder
    try:
        while not there.exists() and there != there.parent:
            there = there.parent
        free = shutil.disk_usage(there).free
    except OSError as error:
        return f"{there} cannot be looked at: {(error.strerror or str(error)).lower()}."
    room = f"{size_words(free)} free"
    if there == folder:
        return f"{room} there"
    return f"{folder} is not there yet: it is made when you export, with {room}."


def drive_words(drive: Drive) -> str:
    """Return a drive as a line."""
    return (
        f"{drive.label}  {drive.path}  {drive.file_system},"
        f" {size_words(drive.free)} free of {size_words(drive.size)}"
    )


def exported_lines(exported: Exported) -> list[Line]:
    """Tell what was written and that it was proved."""
    escaped = exported.escaped_cells
    return [
        Line("Exported", [str(exported.folder)]),
        Line("", ["Read back and found the same. Eject the drive before you pull it out."]),
        Line("rows", [f"{exported.rows:,}"]),
        Line("escaped cells", [f"{escaped:,}, each with a leading '" if escaped else "none"]),
        *(
            line
            for proof in exported.files
            for line in (
                Line(proof.name, [f"{size_words(proof.size)}, SHA-256"]),
                Line("", [f"  {proof.sha256}"]),
            )
        ),
    ]


def reached_words(done: int, total: int | None, seconds: float) -> str:
    """Say how far an export is, and how long it takes yet."""
    if not total or not done:
        return f"{done:,} rows"
    if done >= total:
        return f"{total:,} rows written; reading back from the drive"
    left = seconds / done * (total - done)
    return f"{done:,} of {total:,} rows, about {left:.0f} s left"


def size_words(size: int) -> str:
    """Return bytes as people read them, in steps of a thousand as drives are sold."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{size} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
