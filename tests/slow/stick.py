"""A stick: a folder of which every system call is noted, and which can be pulled at any of them.

The calls are caught where Python hands them to the system (`os`, `io.open`); files and folders are
real. Once it is pulled every call fails as the kernel lets them fail, until it is plugged in again.
"""

from __future__ import annotations

import errno
import io
import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SECTOR = 512
_PATHS = ("stat", "lstat", "mkdir", "rmdir", "unlink", "replace", "listdir", "scandir", "open")


class Call(NamedTuple):
    """One call: what, on which name in the stick, and what else it takes."""

    kind: str
    name: str
    other: str = ""
    """What a file is renamed to."""
    offset: int = 0
    data: bytes = b""


@dataclass
class Fault:
    """When the stick fails, and how."""

    call: int | None = None
    """The call that fails, from 0; None for none."""
    byte: int | None = None
    """The byte that is the first not to arrive."""
    number: int = errno.ENODEV
    once: bool = False
    """Whether it works again after that, as after a bad sector or a full medium."""


@dataclass
class Stick:
    """What was called, and whether it is still there."""

    root: Path
    fault: Fault = field(default_factory=Fault)
    calls: list[Call] = field(default_factory=list)
    written: int = 0
    pulled: bool = False
    files: dict[int, str] = field(default_factory=dict)
    """The name of each file that is open, by its descriptor."""

    def name(self, path: object) -> str | None:
        """Return what a path is called in the stick; None if it is elsewhere."""
        try:
            place = Path(os.fsdecode(path))  # type: ignore[arg-type] # a descriptor is no path
        except TypeError:
            return None
        return str(place.relative_to(self.root)) if place.is_relative_to(self.root) else None

    def note(self, call: Call) -> None:
        """Note a call, or let it fail."""
        if self.pulled or self.fault.call == len(self.calls):
            self.fail()
        self.calls.append(call)

    def fail(self) -> None:
        """Fail, from now on or once."""
        if self.fault.once:
            self.fault.call = self.fault.byte = None
        else:
            self.pulled = True
        raise OSError(self.fault.number, os.strerror(self.fault.number))

    def arriving(self, size: int) -> int:
        """Return how many of so many bytes arrive; fails if none do."""
        if self.fault.byte is None:
            return size
        left = self.fault.byte - self.written
        if left <= 0:
            self.fail()
        return min(size, left)


class StickFile(io.FileIO):
    """A file on the stick."""

    def __init__(self, stick: Stick, path: Path, mode: str) -> None:
        self._stick = stick
        self._place = stick.name(path) or ""
        stick.note(Call("create" if "x" in mode else "open", self._place))
        super().__init__(path, mode)
        stick.files[self.fileno()] = self._place

    def write(self, data: Any, /) -> int:
        size = self._stick.arriving(len(data))
        arrived = bytes(data[:size])
        self._stick.note(Call("write", self._place, offset=self.tell(), data=arrived))
        self._stick.written += size
        return super().write(arrived)

    def read(self, size: int | None = -1, /) -> bytes:
        self._stick.note(Call("read", self._place))
        return super().read(-1 if size is None else size)


@contextmanager
def plugged_in(root: Path, fault: Fault | None = None) -> Iterator[Stick]:
    """Note what is done below `root`, and fail as told."""
    stick = Stick(root, fault or Fault())
    open_file, sync = io.open, os.fsync

    def opened(file: Any, mode: str = "r", *rest: Any, **wishes: Any) -> Any:
        if stick.name(file) is None:
            return open_file(file, mode, *rest, **wishes)
        return StickFile(stick, Path(file), mode.replace("b", ""))

    def synced(descriptor: int) -> None:
        place = stick.files.get(descriptor)
        if place is not None:
            stick.note(Call("sync", place))
        sync(descriptor)

    def noted(kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any = ".", *rest: Any, **wishes: Any) -> Any:
            place = stick.name(path)
            if place is None:
                return real(path, *rest, **wishes)
            other = stick.name(rest[0]) if kind == "replace" else None
            stick.note(Call(kind, place, other or ""))
            found = real(path, *rest, **wishes)
            if kind == "open":
                stick.files[found] = place
            return found

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", opened)
        patch.setattr(os, "fsync", synced)
        for kind in _PATHS:
            patch.setattr(os, kind, noted(kind, getattr(os, kind)))
        yield stick


class Disk:
    """A FAT disk on which calls arrive late: what was not synced is there, missing or torn.

    A file's sync writes its bytes, a folder's sync its names. A rename is several writes to the
    folder, of which any may be missing.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._bytes = {number: bytearray(data) for number, data in enumerate(files.values())}
        self._names = {name: number for number, name in enumerate(files)}
        self._now = dict(self._names)
        """The names as a program sees them."""
        self._waiting: dict[int, list[Call]] = {}
        self._renaming: list[tuple[Call, int]] = []
        self._fresh = False
        """Whether the folder itself was made and not synced."""

    def take(self, call: Call, folder: str) -> None:
        """Take a call; all files lie in `folder`."""
        if call.kind == "mkdir" or (call.kind == "sync" and call.name == "."):
            self._fresh = call.kind == "mkdir"
        elif call.kind == "create":
            number = len(self._bytes)
            self._bytes[number] = bytearray()
            self._now[call.name] = number
            self._renaming.append((call, number))
        elif call.kind == "write":
            self._waiting.setdefault(self._now[call.name], []).append(call)
        elif call.kind == "unlink" and call.name in self._now:
            self._renaming.append((call, self._now.pop(call.name)))
        elif call.kind == "replace":
            number = self._now.pop(call.name)
            self._now[call.other] = number
            self._renaming.append((call, number))
        elif call.kind == "sync" and call.name == folder:
            self._names = dict(self._now)
            self._renaming.clear()
        elif call.kind == "sync":
            number = self._now[call.name]
            for write in self._waiting.pop(number, []):
                _put(self._bytes[number], write, torn=None)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they may be found if the stick is pulled now."""
        if self._fresh and chance.random() < 0.5:
            return {}
        names = dict(self._names)
        done, torn = chance.choice([0, 0.3, 0.7, 1]), chance.choice([0, 0.5])
        for call, number in self._renaming:
            if chance.random() < done:
                _rename(names, call, number, chance if chance.random() < torn else None)
        data = {number: bytearray(old) for number, old in self._bytes.items()}
        for number, writes in self._waiting.items():
            for write in writes:
                if chance.random() < done:
                    _put(data[number], write, chance if chance.random() < torn else None)
        return {name: bytes(data[number]) for name, number in names.items()}


def _rename(names: dict[str, int], call: Call, number: int, torn: random.Random | None) -> None:
    """Carry a change of names into a folder, or as much of it as arrives."""
    if call.kind == "create":
        names[call.name] = number
    elif call.kind == "unlink":
        names.pop(call.name, None)
    else:
        fate = torn.choice(["both", "neither", "only the old target is gone"]) if torn else ""
        names.pop(call.other, None)
        if fate in ("", "both"):
            names[call.other] = number
        if fate in ("", "neither"):
            names.pop(call.name, None)


def _put(data: bytearray, write: Call, torn: random.Random | None) -> None:
    """Carry a write into a file, or those of its sectors that arrive."""
    end = write.offset + len(write.data)
    data.extend(bytes(max(0, end - len(data))))
    first = write.offset - write.offset % SECTOR
    for sector in range(first, end, SECTOR):
        if torn is None or torn.random() < 0.5:
            low, high = max(sector, write.offset), min(sector + SECTOR, end)
            data[low:high] = write.data[low - write.offset : high - write.offset]
