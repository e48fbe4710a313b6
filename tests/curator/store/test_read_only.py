"""A store that lies where nothing can be written is read, and says so to who wants more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator.cli import cli
from curator.errors import ReadOnlyError, StoreError
from curator.operations import FillDown
from curator.store import Dataset, Store, back_up_to, examine, examine_keeping
from tests.curator.store.test_migrations import former_store
from tests.mounts import freeze, mounted


def quiet(_done: int, _total: int | None) -> None:
    pass


@pytest.fixture
def disc(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disc", "16m") as place:
        yield place


def shown(store: Store) -> list[tuple[object, ...]]:
    return [row.cells for row in store.dataset("cities").view().rows()]


@pytest.fixture
def burnt(store: Store, cities: Dataset, disc: Path) -> Path:
    """The store, carried onto a disc that cannot be written any more."""
    cities.apply(FillDown(), "ada")
    store.close()
    path = Path(shutil.copy(store.path, disc))
    freeze(disc)
    return path


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--store", str(path), *words])


def test_a_store_on_a_disc_is_read(store: Store, burnt: Path, tmp_path: Path) -> None:
    with Store.read(store.path) as original, Store.read(burnt) as opened:
        assert shown(opened) == shown(original)
        assert all(f.state == "sound" for f in examine(opened, quiet))
        assert {f.state for f in examine_keeping(opened, quiet)} <= {"sound", "advice"}
        assert back_up_to(opened, tmp_path / "copy.store", quiet).size
        assert not opened.moved()


def test_every_reading_verb_works_on_a_disc(burnt: Path, tmp_path: Path) -> None:
    for words in (
        ("list",),
        ("sources",),
        ("show", "cities", "--at", "1"),
        ("history", "cities"),
        ("annotations", "cities"),
        ("doctor",),
        ("export", "cities", str(tmp_path / "out")),
        ("restore", "--list"),
    ):
        outcome = run(burnt, *words)
        assert outcome.exit_code == 0, (words, outcome.output, outcome.exception)


def test_a_change_on_a_disc_is_refused_in_one_sentence(burnt: Path) -> None:
    for words in (
        ("undo", "cities"),
        ("set", "cities", "1", "city", "x"),
        ("remove", "cities", "--yes"),
        ("backup",),
    ):
        outcome = run(burnt, *words)
        assert outcome.exit_code == 5, (words, outcome.output, outcome.exception)
        assert len(outcome.stderr.splitlines()) == 1
    with Store.read(burnt) as opened, pytest.raises(ReadOnlyError, match="can only be read"):
        opened.dataset("cities").undo("ada")


def test_unread_changes_on_a_disc_are_told_of(store: Store, cities: Dataset, disc: Path) -> None:
    cities.apply(FillDown(), "ada")
    for ending in ("", "-wal"):
        shutil.copy(f"{store.path}{ending}", disc)
    freeze(disc)

    outcome = run(disc / store.path.name, "list")

    assert outcome.exit_code == 5
    assert "newest changes wait in curator.store-wal" in outcome.stderr


def test_an_older_store_on_a_disc_is_told_of(tmp_path: Path, disc: Path) -> None:
    path = Path(shutil.copy(former_store(tmp_path, 1), disc))
    freeze(disc)

    with pytest.raises(ReadOnlyError, match="earlier version"):
        Store.read(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_folder_that_is_not_ones_own_is_read(store: Store, cities: Dataset) -> None:
    store.close()
    store.path.parent.chmod(0o500)
    try:
        with Store.read(store.path) as opened:
            assert len(shown(opened)) == 4
        with pytest.raises(ReadOnlyError):
            Store.open(store.path)
    finally:
        store.path.parent.chmod(0o700)


def test_who_reads_learns_of_changes(store: Store, cities: Dataset) -> None:
    with Store.read(store.path) as reader:
        assert not reader.moved()
        cities.apply(FillDown(), "ada")
        assert reader.moved()
        assert not reader.moved()


def test_who_reads_learns_that_another_store_took_its_place(store: Store, cities: Dataset) -> None:
    with Store.read(store.path) as reader:
        assert not reader.moved()
        store.close()
        other = store.path.with_name("other")
        shutil.copy(store.path, other)
        other.replace(store.path)

        with pytest.raises(StoreError, match="Another store was put in the place"):
            reader.moved()
