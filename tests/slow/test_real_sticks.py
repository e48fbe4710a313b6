"""Exports on real file systems of 8 MB, as sticks have them: full, pulled, and read elsewhere."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from curator.errors import ExportError
from curator.export import Delimited, export, safe_name, unasked, verify
from curator.operations import FindReplace
from curator.store import Store
from tests.curator.export.views import RowsView, quiet
from tests.slow.conftest import Figures, sized
from tests.slow.work import DATASET, WHO, make_store

pytestmark = pytest.mark.slow

SIZE = 8 << 20
PART = 600_000
KINDS = ("vfat", "exfat", "ext4")
Files = dict[str, bytes]


def ran(*words: object) -> bool:
    """Run a command of the system; whether it went well."""
    command = ["env", "LC_ALL=C.UTF-8", *map(str, words)]  # drivers of FUSE read names by it
    try:
        return not subprocess.run(command, capture_output=True).returncode
    except OSError:
        return False


@contextmanager
def mounted(kind: str, image: Path, place: Path) -> Iterator[Path]:
    """Mount an image by the kernel's driver, else by one of FUSE; skips where there is none."""
    place.mkdir(exist_ok=True)
    found = subprocess.run(["losetup", "-f", "--show", image], capture_output=True, text=True)
    if found.returncode:
        pytest.skip("this system lets nobody mount an image here")
    device = found.stdout.strip()
    drivers: Sequence[Sequence[object]] = (
        ("mount", "-t", kind, device, place),
        (f"mount.{kind}-fuse", device, place),
        (f"fuse{kind.removeprefix('v')}", "-o", "rw+", device, place),
    )
    try:
        if not any(ran(*driver) for driver in drivers):
            pytest.skip(f"this system has no driver for {kind}")
        try:
            yield place
        finally:
            ran("umount", place) or ran("umount", "-l", place)
    finally:
        ran("losetup", "-d", device)
        deadline = time.monotonic() + 10
        while ran("losetup", device) and time.monotonic() < deadline:
            time.sleep(0.01)  # a driver of FUSE goes on writing for a while


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    if not sys.platform.startswith("linux") or not shutil.which("losetup"):
        pytest.skip("images are mounted as Linux does")
    return str(request.param)


@pytest.fixture
def image(kind: str, tmp_path: Path) -> Path:
    """An empty file system."""
    path = tmp_path / f"{kind}.img"
    with path.open("wb") as file:
        file.truncate(SIZE)
    if not ran(f"mkfs.{kind}", *(["-q", "-F"] if kind == "ext4" else []), path):
        pytest.skip(f"this system makes no {kind}")
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def contents(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def write(view: RowsView, stick: Path, part_size: int = PART) -> Files:
    return contents(export(view, Delimited(part_size=part_size), stick, {}, quiet).folder)


def test_names_parts_and_older_exports(kind: str, image: Path, place: Path) -> None:
    rows = [[f"{number:06}"] for number in range(20_000)]
    names = ["CON", "población: 2024?", "آمار بندرها ۱۴۰۲", "x" * 120, "گ" * 120, "trailing. ."]
    with mounted(kind, image, place):
        if not ran("mkdir", place / "ñ"):  # a driver that takes ASCII alone
            names = [name for name in names if name.isascii()]
        for name in names:
            many = write(RowsView(["a"], rows, name), place, 60_000)
            one = write(RowsView(["a"], rows[:5], name), place)
            assert (len(many), len(one)) == (5, 3)
        before = contents(place / "CON-")
        if kind != "ext4":
            assert contents(place / "con-") == before  # it tells no case apart
        with pytest.raises(ExportError, match="holds an export of CON"):
            write(RowsView(["a"], rows, "con"), place)
    with mounted(kind, image, place):
        verdicts = list(verify(place))

        assert sorted(str(verdict.dataset) for verdict in verdicts) == sorted(names)
        assert [verdict.problems for verdict in verdicts] == [()] * len(names)
        assert all((place / safe_name(name)).is_dir() for name in names)


def test_an_older_export_outlives_a_full_stick(kind: str, image: Path, place: Path) -> None:
    small = RowsView(["a"], [["1"]] * 1_000)
    large = RowsView(["a"], [["x" * 1_000]] * 12_000)
    with mounted(kind, image, place):
        before = write(small, place)
        with pytest.raises(ExportError, match="bytes free, and about"):
            write(large, place)
        # the kernel's drivers say that there is no space left, others only that they will not
        with pytest.raises(ExportError, match=r"could not be (written|read back|tidied)"):
            export(large, Delimited(), place, {}, quiet, unasked)
        after = contents(place / "cities")
        if after != before:  # a driver that is out of memory for names may not let us tidy up
            (verdict,) = verify(place)
            assert not verdict.sound
        assert {name: after[name] for name in before} == before

        assert write(RowsView(["a"], [["2"]]), place)["cities.csv"] == b"a\r\n2\r\n"
    with mounted(kind, image, place):
        assert [verdict.sound for verdict in verify(place)] == [True]


class Pulled:
    """A store with an older and a newer revision, and what their exports hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "own" / "s.store"
        make_store(self.store, 60_000)
        self.older = self._exported("older")
        with Store.open(self.store) as store:
            store.dataset(DATASET).apply(FindReplace("Rasht", "رشت و لاهیجان"), WHO)
        self.newer = self._exported("newer")

    def _exported(self, name: str) -> Files:
        self.export(self.folder / name).wait()
        return contents(self.folder / name / DATASET)

    def export(self, stick: Path) -> subprocess.Popen[bytes]:
        """Begin an export by the command line."""
        words = ("export", DATASET, stick, "--part-size", str(PART), "--store", self.store)
        call = [sys.executable, "-m", "curator", *map(str, words)]
        return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def begun(self, stick: Path) -> subprocess.Popen[bytes]:
        """Begin an export, and return once it writes."""
        child = self.export(stick)
        while child.poll() is None and not any((stick / DATASET).glob("*.part")):
            time.sleep(0.001)
        return child

    def lasting(self, kind: str, image: Path, place: Path) -> float:
        """Return the seconds from the first file to the end."""
        with mounted(kind, image, place):
            child, began = self.begun(place), time.monotonic()
            child.wait()
            return time.monotonic() - began

    def pull(self, kind: str, image: Path, place: Path, delay: float) -> Path:
        """Export onto the image, and return a copy of it as it is in the midst of that."""
        copy = image.with_name("pulled.img")
        with mounted(kind, image, place):
            child = self.begun(place)
            time.sleep(delay)
            child.send_signal(signal.SIGSTOP)
            shutil.copyfile(image, copy)
            child.kill()
            child.wait()
        return copy

    def state(self, stick: Path) -> str:
        """Return what lies on the stick, or what may never lie there."""
        found = contents(stick / DATASET)
        if not found:
            return "LOST"
        whole = all(found.get(name) == data for name, data in self.older.items())
        if not whole and found.get("manifest.json") == self.older["manifest.json"]:
            return "OLDER MANIFEST WITHOUT ITS FILES"
        (verdict,) = verify(stick)
        if not verdict.sound:
            return "older beside what was left waiting" if whole else "incomplete"
        return "older" if found == self.older else "newer" if found == self.newer else "OTHER"


def test_a_stick_that_is_pulled_while_it_is_written(
    kind: str, image: Path, place: Path, tmp_path: Path, figures: Figures
) -> None:
    work = Pulled(tmp_path)
    with mounted(kind, image, place):
        (place / DATASET).mkdir()
        for name, data in work.older.items():
            (place / DATASET / name).write_bytes(data)
    fresh = image.read_bytes()
    lasting = work.lasting(kind, image, place)
    chance = random.Random(11)
    outcomes: Counter[str] = Counter()
    for _number in range(sized(25)):
        image.write_bytes(fresh)
        copy = work.pull(kind, image, place, chance.uniform(0, lasting))
        with mounted(kind, copy, place):
            found = work.state(place)
            outcomes[found] += 1
            assert not found.isupper()
            assert work.export(place).wait() == 0
        with mounted(kind, copy, place):
            assert work.state(place) == "newer"
    told = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
    figures(f"real {kind}, pulled in the midst: {outcomes.total()}: {told}")
