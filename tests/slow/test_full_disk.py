"""A disk that is full keeps what was acknowledged, and work goes on once there is room."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from curator.errors import BackupError, ExportError, StoreError
from curator.export import verify
from curator.export.manifest import read_manifest
from curator.store import Store, back_up, ballast
from tests.mounts import mounted
from tests.slow.at_work import export_to
from tests.slow.conftest import Figures, sized
from tests.slow.work import DATASET, Work, digest_of, faults_of, hashes_of, make_store, steps_of

pytestmark = pytest.mark.slow


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file system of its own, of 8 MB, and a reserve that fits it."""
    monkeypatch.setattr(ballast, "SIZE", 1 << 20)
    with mounted(tmp_path / "small", "8m") as place:
        yield place


class Worked:
    """What became of a person's changes."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.work = Work(store, chance)
        self.told: dict[int, str] = {}
        """The hashes that were acknowledged, by step."""
        self.refused: list[str] = []

    def change(self, kind: str) -> bool:
        """Make a change; False if it was refused, and then nothing of it may be there."""
        before = steps_of(self.work.store)
        try:
            steps = self.work.do(kind)
        except StoreError as error:
            self.refused.append(str(error))
        else:
            self.told[steps.count] = steps.hash
            return True
        assert steps_of(self.work.store) == before
        return False

    def lost(self) -> list[int]:
        known = hashes_of(self.work.store)
        return [count for count, digest in self.told.items() if known.get(count) != digest]


def fill(disk: Path) -> Path:
    """Fill what room is left, to the last byte."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 9, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return filling


@pytest.mark.parametrize("seed", range(sized(6)))
def test_a_full_disk_loses_nothing(small_disk: Path, figures: Figures, seed: int) -> None:
    path = small_disk / "own" / "s.store"
    room = small_disk / "somebody's film"
    room.write_bytes(bytes(2 << 20))
    make_store(path)
    with Store.open(path) as store:
        worked = Worked(store, random.Random(seed))
        while worked.change("bulk") or worked.change("edit"):
            pass
        fill(small_disk)
        for kind in ("edit", "rows", "undo", "redo", "annotate", "bulk") * 5:
            worked.change(kind)
        shown = digest_of(worked.work.dataset.view())

        assert worked.lost() == []
        assert faults_of(store) == []
        assert all("is full" in words for words in worked.refused)

        room.unlink()
        for _ in range(10):
            assert worked.change("edit")
        shown = digest_of(worked.work.dataset.view())
    with Store.open(path) as store:
        assert digest_of(store.dataset(DATASET).view()) == shown
        assert faults_of(store) == []
    figures(
        f"full disk: {len(worked.told):,} acknowledged, {len(worked.refused)} refused in words,"
        " 0 lost; edited again once there was room"
    )


def test_the_reserve_takes_the_last_edits(small_disk: Path, figures: Figures) -> None:
    path = small_disk / "own" / "s.store"
    make_store(path)
    with Store.open(path) as store:
        worked = Worked(store, random.Random(1))
        filling = fill(small_disk)
        assert store.connections.ballast.is_whole
        while worked.change("edit"):
            pass
        first = len(worked.told)
        while worked.change("edit"):
            pass
        last = len(worked.told) - first
        shown = digest_of(worked.work.dataset.view())

        assert "gave back its reserve" in worked.refused[0]
        assert "Make room and try again" in worked.refused[1]
        assert last >= 10
        assert worked.lost() == []
        assert faults_of(store) == []

        with pytest.raises(BackupError, match="bytes free"):
            back_up(store, lambda _done, _total: None)
    with Store.open(path) as store:
        assert digest_of(store.dataset(DATASET).view()) == shown
        filling.unlink()
        assert Worked(store, random.Random(2)).change("edit")
        assert store.connections.ballast.is_whole
        assert back_up(store, lambda _done, _total: None).size
        assert faults_of(store) == []
    figures(f"full disk: {last} edits kept in the room of the reserve, 1 MB")


def test_a_store_on_a_full_disk_opens_again(small_disk: Path) -> None:
    path = small_disk / "own" / "s.store"
    make_store(path)
    with Store.open(path) as store:
        shown = digest_of(store.dataset(DATASET).view())
    filling = fill(small_disk)

    with suppress(StoreError), Store.read(path) as store:
        assert digest_of(store.dataset(DATASET).view()) == shown
    with suppress(StoreError), Store.open(path) as store:
        assert not Worked(store, random.Random(1)).change("bulk")
    filling.unlink()

    with Store.open(path) as store:
        assert digest_of(store.dataset(DATASET).view()) == shown
        assert Worked(store, random.Random(1)).change("bulk")
        assert faults_of(store) == []


def test_an_older_export_outlives_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    path = tmp_path / "own" / "s.store"
    make_store(path)
    stick = small_disk / "stick"
    with Store.open(path) as store:
        revision = export_to(store, stick)
        Work(store, random.Random(1)).do("bulk")
        filling = fill(small_disk)
        with pytest.raises(ExportError):
            export_to(store, stick)
        (verdict,) = verify(stick)
        older = read_manifest(stick / DATASET)["revision"]
        filling.unlink()
        newer = export_to(store, stick)

    assert verdict.sound
    assert (older, newer) == (revision, revision + 1)
