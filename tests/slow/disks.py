"""Disks as they may look after a power cut, rebuilt from a recording.

What was not synced may be there or not, each write for itself, or torn at sectors of 512 bytes; a
file that was never synced may be missing, and one whose deletion was not synced may be back. What
was synced is there, unless the disk lies. A sector holds its old bytes or its new ones: SQLite
counts on that, and so does curator.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.slow.recording import Delete, Done, Event, Sync, Truncate, Write

SECTOR = 512
LAG = 300
"""A disk that lies has written all but the last so many events, at most."""


class Image(NamedTuple):
    """What is found after a power cut."""

    at: int
    """The event before which the power was cut."""
    files: Mapping[str, bytes]
    done: Done | None
    """The last change that was acknowledged."""


class Disk:
    """What is on the disk for certain, and what is still on its way there."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._synced = {name: bytearray(data) for name, data in files.items()}
        self._waiting: dict[str, list[Write | Truncate]] = {}
        self._deleted: dict[str, bytearray] = {}
        """Files that are back if the deletion was not written."""

    def take(self, event: Event) -> None:
        """Go on by one event."""
        match event:
            case Write() | Truncate():
                self._waiting.setdefault(event.file, []).append(event)
            case Sync():
                self.flush(event.file)
            case Delete():
                self._waiting.pop(event.file, None)
                data = self._synced.pop(event.file, None)
                if data is not None and not event.synced:
                    self._deleted[event.file] = data

    def flush(self, file: str) -> None:
        """Write what waits for a file; a new file's first sync writes its folder too."""
        if file not in self._synced:
            self._deleted.clear()
        data = self._synced.setdefault(file, bytearray())
        for event in self._waiting.pop(file, []):
            _write(data, event, [(0, SECTOR << 40)])

    def flush_all(self) -> None:
        """Write all that waits."""
        for file in list(self._waiting):
            self.flush(file)
        self._deleted.clear()

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they may be found if the power is cut now."""
        files = {name: bytearray(data) for name, data in self._synced.items()}
        lost, torn = chance.choice([0, 0.1, 0.4, 0.9, 1]), chance.choice([0, 0.2, 0.5])
        for name, events in self._waiting.items():
            if name not in files and chance.random() < 0.3:
                continue
            data = files.setdefault(name, bytearray())
            for event in events:
                if chance.random() >= lost:
                    _write(data, event, _kept(event, torn, chance))
        for name, data in self._deleted.items():
            if name not in files and chance.random() < 0.5:
                files[name] = data
        return {name: bytes(data) for name, data in files.items()}


def _kept(event: Write | Truncate, torn: float, chance: random.Random) -> list[tuple[int, int]]:
    """The ranges of an event that reach the disk."""
    whole = [(0, SECTOR << 40)]
    if isinstance(event, Truncate) or chance.random() >= torn:
        return whole
    end = event.offset + len(event.data)
    sectors = range(event.offset // SECTOR, (end - 1) // SECTOR + 1)
    return [(s * SECTOR, (s + 1) * SECTOR) for s in sectors if chance.random() < 0.5]


def _write(data: bytearray, event: Write | Truncate, ranges: Sequence[tuple[int, int]]) -> None:
    if isinstance(event, Truncate):
        del data[event.size :]
        return
    begin, end = event.offset, event.offset + len(event.data)
    data.extend(bytes(max(0, end - len(data))))
    for first, last in ranges:
        lo, hi = max(begin, first), min(end, last)
        data[lo:hi] = event.data[lo - begin : hi - begin]


def images(
    events: Sequence[Event], files: Mapping[str, bytes], cuts: Sequence[int], seed: int
) -> Iterator[Image]:
    """Yield what is found if the power is cut before each of the events `cuts`.

    Args:
        files: what was on the disk before the recording.
        cuts: rising.
    """
    disk = Disk(files)
    done: Done | None = None
    place = 0
    for cut in cuts:
        for event in events[place:cut]:
            disk.take(event)
            done = event if isinstance(event, Done) else done
        place = cut
        yield Image(cut, disk.cut(random.Random(f"{seed} {cut}")), done)


def lying_images(
    events: Sequence[Event], files: Mapping[str, bytes], cuts: Sequence[int], seed: int
) -> Iterator[Image]:
    """Yield the same of a disk that answers a sync at once and writes when it likes."""
    for cut in cuts:
        chance = random.Random(f"{seed} {cut}")
        disk = Disk(files)
        written = max(0, cut - chance.randrange(LAG))
        for place, event in enumerate(events[:cut]):
            if place == written:
                disk.flush_all()
            if not isinstance(event, Sync):
                disk.take(event)
        done = [event for event in events[:cut] if isinstance(event, Done)]
        yield Image(cut, disk.cut(chance), done[-1] if done else None)
