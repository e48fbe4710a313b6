"""Drives that an export can be carried away on: sticks, cards, external disks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_OURS = {"apfs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "hfs", "hfsplus", "xfs"}
_EVERYBODYS = {"exfat", "exfat-fuse", "fuseblk", "msdos", "ntfs", "ntfs3", "udf", "vfat"}
LOCAL = frozenset(_OURS | _EVERYBODYS)
"""File systems on a medium of this machine; asking any other for its space may wait for ever."""

_PLACES = ("/media", "/run/media", "/mnt")
_SYSTEM = ("/boot", "/efi")
_MOUNT = re.compile(r"(?P<device>.+?) on (?P<path>.+) \((?P<flags>[^()]*)\)")


@dataclass(frozen=True)
class Drive:
    """A drive that can be written to."""

    path: Path
    label: str
    """What people call it: the volume's name, else the last part of its path."""
    file_system: str
    size: int
    """Bytes."""
    free: int
    """Bytes that this person may still write."""


def drives() -> list[Drive]:
    """Return the drives that can be written to, by path; none where the system names none.

    Network drives are never asked for anything: a dead one would answer never.
    """
    if sys.platform == "win32":
        found = _windows()
    elif sys.platform == "darwin":
        volumes = mac_volumes(_mount_lines())
        found = (drive for path, kind in volumes for drive in _measured(path, None, kind))
    else:
        found = _linux()
    return sorted(found, key=lambda drive: drive.path)


def file_system(folder: Path) -> str:
    """Return what the file system is called on which `folder` lies or would be made.

    Empty where the system does not say.
    """
    if sys.platform == "win32":
        return _volume(folder.absolute().anchor)[1]
    if sys.platform == "darwin":
        told = filter(None, map(_MOUNT.fullmatch, _mount_lines().splitlines()))
        mounts = [(Path(found["path"]), found["flags"].split(",")[0].strip()) for found in told]
    else:
        mounts = [(path, _named(kind)) for _number, path, kind, *_ in _parted(_mountinfo())]
    return kind_of(folder.resolve(), mounts)


def kind_of(path: Path, mounts: Iterable[tuple[Path, str]]) -> str:
    """Return the file system of the innermost of `mounts` that holds `path`, the last if two do."""
    holding = [(len(place.parts), kind) for place, kind in mounts if place in (path, *path.parents)]
    return max(reversed(holding), key=lambda found: found[0])[1] if holding else ""


def is_fat(file_system: str) -> bool:
    """Whether it is one that takes no file of 4 GiB or more."""
    return file_system.casefold() in ("fat", "fat12", "fat16", "fat32", "msdos", "vfat")


def linux_drives(mounts: str, devices: Path, labels: Path) -> Iterator[Drive]:
    """Yield the drives among `mounts`.

    Args:
        mounts: what /proc/self/mountinfo holds; see proc_pid_mountinfo(5).
        devices: the folder with an entry `major:minor` a block device, as /sys/dev/block.
        labels: the folder with a link a label to its device, as /dev/disk/by-label.
    """
    named = _labels(labels)
    seen: set[str] = set()
    for number, path, kind, device, flags in _parted(mounts):
        if kind not in LOCAL or "ro" in flags or number in seen or _is_system(path):
            continue
        if not (_stands_in(path, _PLACES) or _can_be_pulled(devices / number)):
            continue
        seen.add(number)
        label = named.get(Path(device).name)
        yield from _measured(path, label, _named(kind))


def _parted(mounts: str) -> Iterator[tuple[str, Path, str, str, Sequence[str]]]:
    """Yield each mount's number, path, file system, device and flags."""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, (kind, device, flags) = left.split(), right.split(maxsplit=2)
        both = (*fields[5].split(","), *flags.split(","))
        yield fields[2], Path(_plain(fields[4])), kind, _plain(device), both


def _named(kind: str) -> str:
    """Name a file system as people know it; these drivers all call theirs "fuseblk"."""
    return "NTFS or exFAT" if kind == "fuseblk" else kind


def mac_volumes(mounts: str) -> Iterator[tuple[Path, str]]:
    """Yield path and file system of each drive among the lines that /sbin/mount prints."""
    for found in map(_MOUNT.fullmatch, mounts.splitlines()):
        if found is None:
            continue
        kind, *flags = (flag.strip() for flag in found["flags"].split(","))
        path = Path(found["path"])
        hidden = "read-only" in flags or "nobrowse" in flags
        if "local" in flags and not hidden and _stands_in(path, ("/Volumes",)):
            yield path, kind


def _linux() -> Iterator[Drive]:
    return linux_drives(_mountinfo(), Path("/sys/dev/block"), Path("/dev/disk/by-label"))


def _mountinfo() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def _mount_lines() -> str:
    """/sbin/mount tells what the kernel remembers, and so does not wait for a dead server."""
    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.decode("utf-8", "surrogateescape")


def _plain(text: str) -> str:
    """Undo the kernel's octal escapes of blanks and backslashes."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _stands_in(path: Path, places: tuple[str, ...]) -> bool:
    parents = {str(parent) for parent in PurePosixPath(path.as_posix()).parents}
    return not parents.isdisjoint(places)


def _is_system(path: Path) -> bool:
    return path == Path("/") or str(path) in _SYSTEM or _stands_in(path, _SYSTEM)


def _can_be_pulled(device: Path) -> bool:
    """Whether the kernel calls it removable, or it hangs on USB as external disks do."""
    real = device.resolve()
    if any(part.startswith("usb") for part in real.parts):
        return True
    for flag in (real / "removable", real.parent / "removable"):
        try:
            return flag.read_text().strip() == "1"
        except OSError:
            continue
    return False


def _labels(folder: Path) -> dict[str, str]:
    """Return device → label."""
    try:
        links = list(folder.iterdir())
    except OSError:
        return {}
    return {link.resolve().name: _unescaped(link.name) for link in links}


def _unescaped(label: str) -> str:
    r"""Undo udev's `\x20`, which stands for a byte of UTF-8."""
    raw = re.sub(
        rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), os.fsencode(label)
    )
    return raw.decode("utf-8", "replace")


def _measured(path: Path, label: str | None, kind: str) -> Iterator[Drive]:
    """Yield the drive, or nothing where it was pulled meanwhile or may not be looked at."""
    try:
        usage = shutil.disk_usage(path)
    except OSError:
        return
    yield Drive(path, label or path.name or str(path), kind, usage.total, usage.free)


if sys.platform == "win32":
    import ctypes

    _REMOVABLE, _FIXED = 2, 3
    _QUIET = 1
    """SEM_FAILCRITICALERRORS: no window that asks for a disk where a card reader is empty."""

    def _windows() -> Iterator[Drive]:
        kernel = ctypes.windll.kernel32
        system = os.environ.get("SYSTEMDRIVE", "C:").upper()
        before = ctypes.c_ulong()
        kernel.SetThreadErrorMode(_QUIET, ctypes.byref(before))
        try:
            letters = kernel.GetLogicalDrives()
            for place in range(26):
                root = f"{chr(ord('A') + place)}:\\"
                if letters >> place & 1 and kernel.GetDriveTypeW(root) in (_REMOVABLE, _FIXED):
                    label, kind = _volume(root)
                    if kind and root[:2] != system:
                        yield from _measured(Path(root), label or root[:2], kind)
        finally:
            kernel.SetThreadErrorMode(before, None)

    def _volume(root: str) -> tuple[str, str]:
        """Return a volume's label and file system, both empty where no medium is in it."""
        label, kind = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
        told = ctypes.windll.kernel32.GetVolumeInformationW(
            root, label, 261, None, None, None, kind, 261
        )
        return (label.value, kind.value) if told else ("", "")
