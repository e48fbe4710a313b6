"""What is known before an export, and what is told of it after, in words."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator.export import Exported, estimated_bytes
from curator.export.drives import Drive, drives, file_system, is_fat
from curator.language import _, ngettext, number
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
    doubts, harms = open_ones.get("doubt", 0), open_ones.get("harm", 0)
    doubt_words = ngettext("{count:,} doubt", "{count:,} doubts", doubts).format(count=doubts)
    harm_words = ngettext("{count:,} harm", "{count:,} harms", harms).format(count=harms)
    counts = doubt_words if doubts else harm_words
    if doubts and harms:
        counts = _("{doubts} and {harms}").format(doubts=doubt_words, harms=harm_words)
    return _(
        "! Still open: {counts}. The export does not wait for them; its manifest counts them."
    ).format(counts=counts)


def nowhere_words(found: bool) -> str:
    """Say what to do while no folder is chosen; `found` is whether there are drives."""
    if found:
        return _("Type a folder's path, or choose a drive below with Enter.")
    return _(
        "No stick or external drive is mounted. Plug one in and press F5, or type a folder's path."
    )


def room_words(folder: Path, needed: int | None) -> str:
    """Say how much room is where `folder` is or would be made, and what its drive cannot do.

    Args:
        needed: about how many bytes the export takes; None where that is not known yet.
    """
    there = folder
    try:
        while not there.exists() and there != there.parent:
            there = there.parent
        free, kind = shutil.disk_usage(there).free, file_system(there)
    except OSError as error:
        return _("{there} cannot be looked at: {reason}.").format(
            there=there, reason=(error.strerror or str(error)).lower()
        )
    room = _("{free} free").format(free=size_words(free))
    if kind:
        room = _("{room} on {file_system}").format(room=room, file_system=kind)
    words = [_("{room}.").format(room=room)]
    if there != folder:
        words = [
            _("{folder} is not there yet: it is made when you export, with {room}.").format(
                folder=folder, room=room
            )
        ]
    if needed is not None and needed > free:
        words.append(_("About {bytes} are needed.").format(bytes=size_words(needed)))
    if is_fat(kind):
        words.append(_("FAT takes no file of 4 GiB; what is larger is written in parts."))
    return " ".join(words)


def drive_words(drive: Drive) -> str:
    """Return a drive as a line."""
    return _("{label}  {path}  {file_system}, {free} free of {size}").format(
        label=drive.label,
        path=drive.path,
        file_system=drive.file_system,
        free=size_words(drive.free),
        size=size_words(drive.size),
    )


def exported_lines(exported: Exported) -> list[Line]:
    """Tell what was written and that it was proved."""
    escaped = exported.escaped_cells
    return [
        Line(_("Exported"), [str(exported.folder)]),
        Line("", [_("Read back and found the same. Eject the drive before you pull it out.")]),
        Line(_("rows"), [_rows_words(exported)]),
        Line(
            _("escaped cells"),
            [
                _("{escaped:,}, each with a leading '").format(escaped=escaped)
                if escaped
                else _("none")
            ],
        ),
        *(Line(_("left alone"), [name]) for name in exported.strangers),
        *(
            line
            for proof in exported.files
            for line in (
                Line(proof.name, [f"{size_words(proof.size)}, SHA-256"]),
                Line("", [f"  {proof.sha256}"]),
            )
        ),
    ]


def _rows_words(exported: Exported) -> str:
    if exported.parts == 1:
        return number(exported.rows)
    return ngettext(
        "{rows:,}, in {count} part with the header",
        "{rows:,}, in {count} parts, each with the header",
        exported.parts,
    ).format(rows=exported.rows, count=exported.parts)


def reached_words(done: int, total: int | None, seconds: float) -> str:
    """Say how far an export is, and how long it takes yet."""
    if not total or not done:
        return _("{done:,} rows").format(done=done)
    if done >= total:
        return _("{total:,} rows written; reading back from the drive").format(total=total)
    left = seconds / done * (total - done)
    return _("{done:,} of {total:,} rows, about {left:.0f} s left").format(
        done=done, total=total, left=left
    )


def size_words(size: int) -> str:
    """Return bytes as people read them, in steps of a thousand as drives are sold."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000:
            whole = unit == "bytes"
            return (
                _("{size} bytes").format(size=size) if whole else f"{number(amount, '.1f')} {unit}"
            )
        amount /= 1000
    return f"{number(amount, '.1f')} TB"
