"""Killed at any moment, a store loses nothing that it acknowledged."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from curator.errors import ExportError
from curator.export import verify
from curator.export.manifest import read_manifest
from curator.export.safe_folder import WAITING
from curator.store import Backups, Store, back_up_to
from curator.store.backup import refuse_bad
from curator.store.migrations import VERSION
from tests.curator.store.test_migrations import FIXTURES, former_store, told
from tests.slow.at_work import JOBS, SECRET, VALUE, export_to
from tests.slow.conftest import Figures, sized
from tests.slow.work import DATASET, Work, digest_of, faults_of, hashes_of, make_store, steps_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9"),
]

KILLS = {
    "mixed": 200,
    "edit": 50,
    "bulk": 100,
    "undo": 60,
    "annotate": 40,
    "add": 40,
    "export": 120,
    "backup": 100,
    "restore": 80,
    "remove": 80,
    "upgrade": 100,
}
A_LIFE = 20
"""After so many kills a new store is begun."""
LONGEST = 0.3
"""Seconds of work before a kill."""
UPGRADING = 0.15
"""Seconds within which a kill meets an upgrade."""
ROOT = Path(__file__).parents[2]


def killed(path: Path, job: str, chance: random.Random, longest: float) -> list[dict[str, Any]]:
    """Let somebody work, kill them at a random moment, and return what they had told."""
    command = [sys.executable, "-m", "tests.slow.at_work", str(path), job, str(chance.random())[2:]]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=chance.uniform(0, longest))
        process.kill()
        out, errors = process.communicate()
    assert process.returncode == -9, errors.decode()
    return [json.loads(line) for line in out.splitlines()]


class Life:
    """One store, killed again and again; `tally` counts."""

    def __init__(self, folder: Path, job: str, seed: int) -> None:
        self.path = folder / "own" / "s.store"
        self.job = job
        self.chance = random.Random(seed)
        self.tally: Counter[str] = Counter()
        self.past: dict[int, str] = {}
        """What the dataset showed at the revisions that outlived a kill."""
        self.exported: int | None = None
        """The revision of the export that has a manifest."""
        make_store(self.path)

    def run(self, kills: int) -> Counter[str]:
        for _ in range(kills):
            with Store.open(self.path) as store:
                before = steps_of(store).count
            lines = killed(self.path, self.job, self.chance, LONGEST)
            self.tally["kills"] += 1
            self._check(lines, before)
        with Store.read(self.path) as store:
            dataset = store.dataset(DATASET)
            for revision, digest in self.past.items():
                assert digest_of(dataset.view(revision)) == digest
        return self.tally

    def _check(self, lines: list[dict[str, Any]], before: int) -> None:
        inside = bool(lines) and "begin" in lines[-1]
        acknowledged = [line for line in lines if "count" in line]
        with Store.open(self.path) as store:
            known = hashes_of(store)
            lost = [line for line in acknowledged if known.get(line["count"]) != line["hash"]]
            assert not lost
            last = acknowledged[-1]["count"] if acknowledged else before
            more = steps_of(store).count - last
            assert more in ((0, 1) if inside else (0,))
            assert faults_of(store) == []
            view = store.dataset(DATASET).view()
            self.past[view.revision] = digest_of(view)
            if self.job == "export":
                self._check_export(store, lines)
            if self.job == "backup":
                self._check_backups(store, lines)
        self.tally["acknowledged"] += len(acknowledged)
        self.tally["unacknowledged but whole"] += more
        if inside:
            self.tally[f"in {lines[-1]['begin']}"] += 1

    def _check_export(self, store: Store, lines: list[dict[str, Any]]) -> None:
        """What has a manifest is whole, and what has none was being exchanged for a newer one."""
        done = [line["revision"] for line in lines if line.get("done") == "export"]
        exchanging = bool(lines) and lines[-1].get("begin") == "export"
        folder = self.path.with_name("stick") / DATASET
        try:
            (verdict,) = verify(folder.parent)
            revision = read_manifest(folder)["revision"]
        except ExportError:
            assert exchanging or (self.exported is None and not done)
            assert not folder.exists() or not any(v.sound for v in verify(folder.parent))
            self.exported = None
            self.tally["exports recognisably incomplete"] += 1
            return
        assert revision >= (done or [self.exported or 0])[-1]
        assert all(WAITING in problem for problem in verdict.problems)
        self._compare(store, folder, revision)
        self.exported = revision
        state = "whole" if verdict.sound else "whole, beside a newer one cut short"
        self.tally[f"exports {state}"] += 1

    def _check_backups(self, store: Store, lines: list[dict[str, Any]]) -> None:
        """What has a backup's name is whole, and the last that was told is there."""
        found = Backups(self.path).all()
        told_of = [line["name"] for line in lines if line.get("done") == "backup"]
        assert not told_of or told_of[-1] in [backup.path.name for backup in found]
        for backup in found[:3]:
            refuse_bad(backup.path)
            with TemporaryDirectory() as scratch:
                copy = Path(shutil.copy(backup.path, scratch))
                with Store.read(copy) as older:
                    view = older.dataset(DATASET).view()
                    digest = digest_of(view)
            assert digest == digest_of(store.dataset(DATASET).view(view.revision))
        self.tally["backups whole"] += len(found[:3])

    def _compare(self, store: Store, folder: Path, revision: int) -> None:
        """An export is what would be exported of that revision today."""
        with TemporaryDirectory() as scratch:
            export_to(store, Path(scratch), revision)
            for file in (Path(scratch) / DATASET).iterdir():
                assert (folder / file.name).read_bytes() == file.read_bytes()


def lives(folder: Path, job: str, kills: int) -> Counter[str]:
    """Live as many lives as that takes, two at a time, and return what was counted."""
    shares = [A_LIFE] * (kills // A_LIFE) + [kills % A_LIFE] * (kills % A_LIFE > 0)
    with ThreadPoolExecutor(2) as pool:
        tallies = pool.map(
            lambda seed: Life(folder / str(seed), job, seed).run(shares[seed]), range(len(shares))
        )
        return sum(tallies, Counter())


@pytest.mark.parametrize("job", JOBS)
def test_no_acknowledged_change_is_lost(tmp_path: Path, figures: Figures, job: str) -> None:
    tally = lives(tmp_path, job, sized(KILLS[job]))

    assert tally["acknowledged"] or tally["kills"] < A_LIFE
    figures(f"{job}: " + ", ".join(f"{count:,} {what}" for what, count in tally.items()))


def test_a_restored_store_is_the_old_one_or_the_new(tmp_path: Path, figures: Figures) -> None:
    chance = random.Random(2)
    path = tmp_path / "own" / "s.store"
    make_store(path)
    digests = {}
    for name in ("one.store", "two.store"):
        with Store.open(path) as store:
            Work(store, chance).do("bulk")
            back_up_to(store, path.with_name(name), lambda _done, _total: None)
            digests[name] = digest_of(store.dataset(DATASET).view())
    tally: Counter[str] = Counter()
    last = "two.store"
    for _ in range(sized(KILLS["restore"])):
        lines = killed(path, "restore", chance, LONGEST)

        done = [line["done"] for line in lines if "done" in line]
        last = done[-1] if done else last
        with Store.open(path) as store:
            digest = digest_of(store.dataset(DATASET).view())
            assert faults_of(store) == []
        inside = bool(lines) and "begin" in lines[-1]
        allowed = {digests[last]} | ({digests[lines[-1]["begin"]]} if inside else set())
        assert digest in allowed
        last = next(name for name in digests if digests[name] == digest)
        tally.update({"restored": len(done), "in a restore": inside, "kills": 1})
        assert not list(path.parent.glob("*.restoring*")) or inside
    figures("restores: " + ", ".join(f"{count} {what}" for what, count in tally.items()))


def test_a_removal_is_whole_or_not_begun(tmp_path: Path, figures: Figures) -> None:
    chance = random.Random(3)
    path = tmp_path / "own" / "s.store"
    make_store(path)
    with Store.read(path) as store:
        shown = digest_of(store.dataset(DATASET).view())
    tally: Counter[str] = Counter()
    for _ in range(sized(KILLS["remove"])):
        lines = killed(path, "remove", chance, LONGEST)

        inside = bool(lines) and lines[-1].get("begin") == "remove"
        with Store.open(path) as store:
            assert faults_of(store) == []
            assert digest_of(store.dataset(DATASET).view()) == shown
            names = [line.name for line in store.datasets()]
        if "done" in (lines[-1] if lines else {}):
            assert SECRET not in names
        if SECRET not in names:
            holding = [
                file
                for file in path.parent.rglob("*")
                if file.is_file() and VALUE.encode() in file.read_bytes()
            ]
            assert holding == []
        done = sum("done" in line for line in lines)
        gone = inside and SECRET not in names
        tally.update({"removed": done, "in a removal": inside, "finished": gone, "kills": 1})
    figures("removals: " + ", ".join(f"{count} {what}" for what, count in tally.items()))


def test_an_upgrade_is_whole_or_not_begun(tmp_path: Path, figures: Figures) -> None:
    chance = random.Random(1)
    expected = json.loads((FIXTURES / "v1.json").read_text(encoding="utf-8"))
    tally: Counter[str] = Counter()
    for number in range(sized(KILLS["upgrade"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = former_store(folder, 1)

        lines = killed(path, "upgrade", chance, UPGRADING)

        tally[["before it", "in it", "after it"][len(lines)]] += 1
        version = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        with closing(version):
            (found,) = version.execute("PRAGMA user_version").fetchone()
        tally["found upgraded"] += found == VERSION
        assert found == VERSION or (found == 1 and len(lines) < 2)
        with Store.open(path) as store:
            assert told(store, DATASET) == expected
            assert faults_of(store) == []
        shutil.rmtree(folder)
    figures("kills in upgrades: " + ", ".join(f"{count} {what}" for what, count in tally.items()))
