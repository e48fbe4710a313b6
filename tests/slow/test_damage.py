"""A store with damaged bytes is told of in words, and never shows other data as if it were sound."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from curator.cli import cli
from curator.store import Store
from tests.curator.store.test_migrations import told
from tests.slow.conftest import Figures, sized
from tests.slow.work import DATASET, ROWS, Work, make_store

pytestmark = pytest.mark.slow

SHARE = 20
VERBS = (
    ("doctor",),
    ("list",),
    ("sources",),
    ("show", DATASET, "--rows", "1:30"),
    ("show", DATASET, "--at", "2"),
    ("history", DATASET),
    ("history", DATASET, "--cell", "5:depth"),
    ("annotations", DATASET),
    ("export", DATASET, "stick"),
    ("set", DATASET, "7", "depth", "new", "--as", "ada"),
    ("undo", DATASET, "--as", "ada"),
    ("undo", DATASET, "5", "--as", "ada"),
    ("apply", DATASET, "trim-whitespace", "--as", "ada"),
    ("annotate", DATASET, "--kind", "doubt", "really?", "--as", "ada"),
    ("doctor",),
)


class Outcome(NamedTuple):
    """What came of one damaged copy."""

    damage: str
    found: bool
    """Whether doctor found it, or the store could not be opened."""
    wrong: Sequence[str]


def some_page(data: bytearray, chance: random.Random) -> slice:
    size = int.from_bytes(data[16:18], "big")  # SQLite's header tells it
    first = chance.randrange(len(data) // size) * size
    return slice(first, first + size)


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 4, 40])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_head(data: bytearray, chance: random.Random) -> None:
    data[some_page(data, chance).start + chance.randrange(100)] = chance.randrange(256)


def zero_page(data: bytearray, chance: random.Random) -> None:
    page = some_page(data, chance)
    data[page] = bytes(len(data[page]))


def zero_sector(data: bytearray, chance: random.Random) -> None:
    sector = chance.randrange(len(data) // 512) * 512
    data[sector : sector + 512] = bytes(512)


def garble_page(data: bytearray, chance: random.Random) -> None:
    page = some_page(data, chance)
    data[page] = chance.randbytes(len(data[page]))


def swap_pages(data: bytearray, chance: random.Random) -> None:
    one, other = some_page(data, chance), some_page(data, chance)
    data[one], data[other] = data[other], data[one]


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "flipped bits": flip,
    "a byte in a page's head": flip_head,
    "a page of zeros": zero_page,
    "a sector of zeros": zero_sector,
    "a page of noise": garble_page,
    "two pages exchanged": swap_pages,
    "an end cut off": cut_off,
}


def all_told(path: Path) -> dict[str, Any]:
    """Return all that a store shows."""
    with Store.read(path) as store:
        sources = [str(kept) for kept in store.sources()]
        with TemporaryDirectory() as folder:
            for kept in store.sources():
                file = store.write_source(kept.source.sha256, Path(folder))
                sources.append(file.read_bytes().hex())
        datasets = [summary.name for summary in store.datasets()]
        events = [
            str(event)
            for name in datasets
            for note in store.dataset(name).annotations()
            for event in note.events
        ]
        return {
            "sources": sources,
            "events": events,
            **{name: told(store, name) for name in datasets},
        }


def examined(whole: bytes, shown: dict[str, Any], seed: int) -> Outcome:
    """Damage a copy of a store, run every verb on it, and return what was wrong."""
    chance = random.Random(seed)
    damage = list(DAMAGES)[seed % len(DAMAGES)]
    data = bytearray(whole)
    DAMAGES[damage](data, chance)
    wrong: list[str] = []
    with CliRunner().isolated_filesystem():
        path = Path("damaged.store")
        path.write_bytes(data)
        found = False
        for verb in VERBS:
            outcome = CliRunner().invoke(cli, ["--store", str(path), *verb])
            error = outcome.exception
            if error is not None and not isinstance(error, SystemExit):
                wrong.append(f"{' '.join(verb)}: {error!r} {_where(error)}")
            if verb == ("doctor",) and outcome.exit_code:
                found = True
                if "backup" not in outcome.stderr:
                    wrong.append(f"doctor does not say what to do: {outcome.stderr}")
            if verb == ("doctor",) and not outcome.exit_code and not found:
                path.write_bytes(data)
                if all_told(path) != shown:
                    wrong.append("doctor finds nothing, and the store tells something else")
    return Outcome(damage, found, [f"seed {seed}, {damage}: {words}" for words in wrong])


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    assert trace is not None
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def share_examined(folder: Path, first: int) -> list[Outcome]:
    """Examine some copies in a process of its own, of the large store and the small in turn."""
    outcomes = []
    for path in sorted(folder.glob("*.store")):
        shown, whole = all_told(path), path.read_bytes()
        outcomes += [examined(whole, shown, seed) for seed in range(first, first + SHARE // 2)]
    return outcomes


def worked(path: Path, rows: int) -> None:
    """Make a store with a history; one of few rows is mostly history, one of many mostly cells."""
    make_store(path, rows)
    with Store.open(path) as store:
        work = Work(store, random.Random(5))
        for _ in range(60):
            work.do(work.random_kind())
        work.do("add")


def test_damage_is_told_of_in_words(tmp_path: Path, figures: Figures) -> None:
    worked(tmp_path / "large.store", ROWS)
    worked(tmp_path / "small.store", 12)
    sizes = " and ".join(f"{p.stat().st_size:,}" for p in sorted(tmp_path.glob("*.store")))
    firsts = range(0, sized(210), SHARE // 2)

    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        outcomes = list(chain(*pool.map(partial(share_examined, tmp_path), firsts)))

    found = sum(outcome.found for outcome in outcomes)
    figures(
        f"damage: {len(outcomes)} copies of stores of {sizes} bytes, {found} found,"
        f" {len(outcomes) - found} in bytes that do not matter"
    )
    wrong = [words for outcome in outcomes for words in outcome.wrong]
    assert not wrong, "\n".join(wrong)
