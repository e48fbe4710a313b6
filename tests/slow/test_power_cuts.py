"""Whenever the power goes, a store loses nothing that it acknowledged."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("apsw", reason="the disk is recorded through apsw: pip install '.[slow]'")

from curator.errors import CuratorError
from curator.store import Store
from tests.curator.store.test_migrations import FIXTURES, former_store, told
from tests.slow.conftest import Figures, sized
from tests.slow.disks import Image, images, lying_images
from tests.slow.recording import Done, Event, Sync, recorded
from tests.slow.work import DATASET, Work, digest_of, faults_of, found_wells, hashes_of, steps_of

pytestmark = pytest.mark.slow

STORE = "s.store"
CHANGES = 120
SHARE = 25
"""Images that one process makes and looks at before it takes the next ones."""
LOST, OTHER = "lost", "other cells"
Found = tuple[int, list[str]]
"""The event before which the power was cut, and what is wrong then."""


def write(image: Image, folder: Path) -> Path:
    """Put an image's files into a folder, and return the store's."""
    for name, data in image.files.items():
        (folder / name).write_bytes(data)
    return folder / STORE


def changes_faults(image: Image, folder: Path, shown: Mapping[int, str]) -> Iterator[str]:
    """Yield what is wrong with the store that is found, and go on working in it.

    Args:
        shown: what the dataset showed, by the number of the person's step.
    """
    with Store.open(write(image, folder)) as store:
        steps, last = steps_of(store), image.done.count if image.done else 0
        if image.done and hashes_of(store).get(last) != image.done.hash:
            yield LOST
        elif steps.count > last + 1:
            yield "more than was begun"
        yield from faults_of(store)
        if steps.count:
            work = Work(store, random.Random(image.at))
            if digest_of(work.dataset.view()) != shown[steps.count]:
                yield OTHER
            work.do("edit")
            work.do("undo")
        else:
            file = folder / "wells.csv"
            store.add(found_wells(file, 5), file, "ada", DATASET)
        yield from faults_of(store)


def upgrade_faults(image: Image, folder: Path) -> Iterator[str]:
    """Yield what is wrong with a store whose upgrade was cut."""
    with Store.open(write(image, folder)) as store:
        if told(store, DATASET) != json.loads((FIXTURES / "v1.json").read_text("utf-8")):
            yield "tells something else"
        yield from faults_of(store)


def looked_at(recording: Path, lying: bool, cuts: Sequence[int]) -> list[Found]:
    """Make images of a recording, and return what is wrong with each."""
    events, files = pickle.loads(recording.read_bytes())
    shown = {event.count: event.digest for event in events if isinstance(event, Done)}
    found = []
    for image in (lying_images if lying else images)(events, files, cuts, 1):
        with TemporaryDirectory() as folder:
            look = partial(changes_faults, shown=shown) if shown else upgrade_faults
            faults: list[str] = []
            try:
                faults += look(image, Path(folder))
            except CuratorError as error:
                faults.append(f"{type(error).__name__}: {error}".replace(folder, ""))
        found.append((image.at, faults))
    return found


def all_looked_at(
    events: list[Event], files: Mapping[str, bytes], folder: Path, count: int, lying: bool = False
) -> list[Found]:
    """Cut the power at `count` moments of a recording, two processes at a time."""
    recording = folder / "recording"
    recording.write_bytes(pickle.dumps((events, files)))
    chance = random.Random(3)
    cuts = sorted(chance.randrange(len(events) + 1) for _ in range(count))
    shares = [cuts[first : first + SHARE] for first in range(0, count, SHARE)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        return list(chain(*pool.map(partial(looked_at, recording, lying), shares)))


def worked(path: Path, kinds: Sequence[str], checkpoint: int | None) -> list[Event]:
    """Record a store that is made, worked on, and closed in between."""
    with recorded(checkpoint) as events:
        for session, first in enumerate(range(0, len(kinds), 30)):
            with Store.open(path) as store:
                if session == 0:
                    file = path.with_name("wells.csv")
                    dataset = store.add(found_wells(file), file, "ada", DATASET)
                    events.append(Done("add", *steps_of(store), digest_of(dataset.view())))
                work = Work(store, random.Random(session))
                for kind in kinds[first : first + 30]:
                    steps = work.do(kind or work.random_kind())
                    events.append(Done(kind, *steps, digest_of(work.dataset.view())))
    return events


def test_no_acknowledged_change_is_lost(tmp_path: Path, figures: Figures) -> None:
    events = worked(tmp_path / STORE, [""] * CHANGES, checkpoint=100)

    found = all_looked_at(events, {}, tmp_path, sized(1_200))

    bad = [(at, faults) for at, faults in found if faults]
    lost = sum(LOST in faults for _at, faults in found)
    figures(f"power cuts: {len(found):,} images, {lost} lost a change, {len(bad)} unsound")
    assert bad == []


def test_an_upgrade_is_whole_or_not_begun(tmp_path: Path, figures: Figures) -> None:
    path = former_store(tmp_path, 1).rename(tmp_path / STORE)
    before = {STORE: path.read_bytes()}
    with recorded() as events:
        Store.open(path).close()

    found = all_looked_at(events, before, tmp_path, sized(200))

    bad = [(at, faults) for at, faults in found if faults]
    figures(f"power cuts in an upgrade: {len(found):,} images, {len(bad)} unsound")
    assert bad == []


def test_a_disk_that_lies_about_syncs_is_told_of(tmp_path: Path, figures: Figures) -> None:
    events = worked(tmp_path / STORE, [""] * CHANGES, checkpoint=100)

    found = all_looked_at(events, {}, tmp_path, sized(150), lying=True)

    lost = sum(faults == [LOST] for _at, faults in found)
    sound = sum(not faults for _at, faults in found)
    silent = [(at, faults) for at, faults in found if {OTHER} <= {*faults} <= {LOST, OTHER}]
    figures(
        f"power cuts on a disk that lies about syncs: {len(found):,} images, {sound} sound,"
        f" {lost} sound as of an earlier change, {len(found) - sound - lost} damaged"
    )
    assert lost or len(found) < 20, "images that lose nothing would find nothing"
    assert silent == []


def test_an_edit_is_synced_once(tmp_path: Path, figures: Figures) -> None:
    count = sized(1_500)
    events = worked(tmp_path / STORE, ["edit"] * count, checkpoint=None)
    first = next(place for place, event in enumerate(events) if isinstance(event, Done))
    edits = sum(isinstance(event, Done) for event in events[first + 1 :])
    syncs = sum(isinstance(event, Sync) for event in events[first + 1 :])

    figures(f"syncs: {syncs / edits:.2f} an edit, over {edits:,} edits, sessions of 30")
    assert syncs / edits <= 1.2
