"""Whenever the stick is pulled, it holds the older export, the newer one, or one told incomplete."""

from __future__ import annotations

import errno
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from curator.errors import ExportError
from curator.export import Delimited, export, safe_folder, verify
from tests.curator.export.views import RowsView, quiet
from tests.slow.conftest import Figures, sized
from tests.slow.stick import Call, Disk, Fault, Stick, plugged_in

pytestmark = pytest.mark.slow

DATASET = "wells"
OLDER = RowsView(["code", "place"], [[f"{n:05}", f"Rasht {n}"] for n in range(2_500)], DATASET)
NEWER = RowsView(["code", "place"], [[f"{n:05}", f"چاه {n}"] for n in range(1_600)], DATASET)
PART = 20_000
"""Bytes: the older export is in three parts, the newer one in two."""
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small tables be written in many writes and synced in between, as large ones are."""
    monkeypatch.setattr(safe_folder, "BLOCK", 2_048)
    monkeypatch.setattr(safe_folder, "SYNCED", 8_192)


def write(view: RowsView, stick: Path) -> None:
    export(view, Delimited(part_size=PART), stick, {}, quiet)


def contents(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.fixture
def older(tmp_path: Path) -> Files:
    write(OLDER, tmp_path / "older")
    return contents(tmp_path / "older" / DATASET)


@pytest.fixture
def newer(tmp_path: Path) -> Files:
    write(NEWER, tmp_path / "newer")
    return contents(tmp_path / "newer" / DATASET)


def put(files: Files, stick: Path) -> None:
    """Let these files lie on the stick, and nothing else."""
    shutil.rmtree(stick, ignore_errors=True)
    stick.mkdir()
    if files:
        (stick / DATASET).mkdir()
    for name, data in files.items():
        (stick / DATASET / name).write_bytes(data)


def state(stick: Path, older: Files, newer: Files) -> str:
    """Return what lies on the stick, or what may never lie there."""
    found = contents(stick / DATASET)
    if not found:
        return "nothing" if not older else "LOST"
    if found.get("manifest.json") == older.get("manifest.json", b"none") and any(
        found.get(name) != data for name, data in older.items()
    ):
        return "OLDER MANIFEST WITHOUT ITS FILES"
    (verdict,) = verify(stick)
    if not verdict.sound:
        if not all(verdict.problems):
            return "WITHOUT WORDS"
        whole = older and all(found.get(name) == data for name, data in older.items())
        return "older beside what was left waiting" if whole else "incomplete"
    return "older" if found == older else "newer" if found == newer else "SOUND BUT OTHER"


def calls_of(stick: Path, before: Files) -> Stick:
    """Note what an export does that nobody disturbs."""
    put(before, stick)
    with plugged_in(stick) as noted:
        write(NEWER, stick)
    return noted


def faults(noted: Stick, count: int) -> Iterator[Fault]:
    """Yield a fault for each call, each way, and as many more at bytes as make up `count`."""
    made = 0
    for call in range(len(noted.calls)):
        for fault in (
            Fault(call, number=errno.ENODEV),
            Fault(call, number=errno.EIO, once=True),
            Fault(call, number=errno.ENOSPC, once=True),
        ):
            made += 1
            yield fault
    chance = random.Random(5)
    for _number in range(max(count - made, count // 2)):
        number = chance.choice([errno.ENODEV, errno.EIO, errno.ENOSPC])
        yield Fault(byte=chance.randrange(noted.written), number=number)


@pytest.mark.parametrize("beside", [True, False], ids=["over an older export", "the first export"])
def test_a_stick_that_fails_at_any_call_or_byte(
    tmp_path: Path, older: Files, newer: Files, figures: Figures, beside: bool
) -> None:
    stick, before = tmp_path / "stick", older if beside else {}
    noted = calls_of(stick, before)
    outcomes: Counter[str] = Counter()
    bad: list[tuple[Fault, str]] = []
    for fault in faults(noted, sized(600)):
        put(before, stick)
        try:
            with plugged_in(stick, fault):
                write(NEWER, stick)
            told = "written"
        except ExportError as error:
            told = "refused" if str(error).endswith(".") else "NO SENTENCE"
        found = state(stick, before, newer)
        outcomes[found] += 1
        write(NEWER, stick)  # whatever was left, the next export goes well
        again = state(stick, before, newer)
        if found.isupper() or told.isupper() or again != "newer":
            bad.append((fault, f"{told}, {found}, then {again}"))
        if told == "written" and found != "newer":
            bad.append((fault, f"written, but {found}"))
    told_all = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
    figures(
        f"pulled sticks, {'over an older export' if beside else 'first export'}:"
        f" {outcomes.total():,} faults at {len(noted.calls)} calls and {noted.written:,} bytes:"
        f" {told_all}"
    )
    assert bad == []


def images(calls: Sequence[Call], before: Files, count: int) -> Iterator[tuple[int, Files]]:
    """Yield what may lie in the folder if the stick is pulled before any of the calls."""
    chance = random.Random(7)
    inside = {f"{DATASET}/{name}": data for name, data in before.items()}
    cuts = sorted(chance.randrange(len(calls) + 1) for _ in range(count))
    disk, place = Disk(inside), 0
    for cut in cuts:
        for call in calls[place:cut]:
            disk.take(call, DATASET)
        place = cut
        found = disk.cut(random.Random(f"{cut} {chance.random()}"))
        yield cut, {name.removeprefix(f"{DATASET}/"): data for name, data in found.items()}


@pytest.mark.parametrize("lying", [False, True], ids=["syncs hold", "syncs do nothing"])
@pytest.mark.parametrize("beside", [True, False], ids=["over an older export", "the first export"])
def test_what_was_not_synced_is_lost_or_torn(
    tmp_path: Path, older: Files, newer: Files, figures: Figures, beside: bool, lying: bool
) -> None:
    stick, before = tmp_path / "stick", older if beside else {}
    calls = calls_of(stick, before).calls
    if lying:
        calls = [call for call in calls if call.kind != "sync"]
    outcomes: Counter[str] = Counter()
    bad: list[tuple[int, str]] = []
    for cut, files in images(calls, before, sized(400)):
        put(files, stick)
        found = state(stick, before, newer)
        outcomes[found] += 1
        if found.isupper() and not (
            lying and found in ("LOST", "OLDER MANIFEST WITHOUT ITS FILES")
        ):
            bad.append((cut, found))
        if cut == len(calls) and not lying and found != "newer":
            bad.append((cut, f"finished, but {found}"))
        try:
            write(NEWER, stick)
        except ExportError as error:
            if not lying:  # else files may be left that nothing tells to be ours
                bad.append((cut, str(error)))
        else:
            if state(stick, before, newer) != "newer":
                bad.append((cut, "not exported again"))
    told = ", ".join(f"{count} {name.lower()}" for name, count in sorted(outcomes.items()))
    figures(
        f"FAT images{' of a stick that ignores syncs' if lying else ''},"
        f" {'over an older export' if beside else 'first export'}: {outcomes.total():,}: {told}"
    )
    assert bad == []
