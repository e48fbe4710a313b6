"""Damage to a store is told of in words; an error of the program's own is not called damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from curator.errors import StoreError
from curator.operations import SetCells
from curator.store import Dataset, Store, examine, staging


@pytest.fixture
def packed(cities: Dataset, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """A dataset with a revision that was packed."""
    monkeypatch.setattr(staging, "FROM", 1)
    cities.apply(SetCells((3,), ("city",), (("Anzali",),)), "ada")
    return cities


def damage(store: Store, *statements: str) -> None:
    """Change what the triggers guard, as a failing disk does."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE type = 'trigger'")
        connection.execute("PRAGMA writable_schema = RESET")
        for statement in statements:
            connection.execute(statement)


def test_a_damaged_pack_is_told_of(store: Store, packed: Dataset) -> None:
    damage(store, "UPDATE pack SET data = substr(data, 1, 9)")

    with pytest.raises(StoreError, match=r"curator\.store is damaged .* run curator doctor"):
        packed.view(1).window(0, 3)


def test_doctor_examines_a_store_with_a_damaged_pack(store: Store, packed: Dataset) -> None:
    damage(store, "UPDATE pack SET data = x'00'")

    findings = {f.what: f.words for f in examine(store, lambda _done, _total: None)}

    assert "newest backup" in findings["cities"]


def test_damaged_json_is_told_of(store: Store, cities: Dataset) -> None:
    damage(store, "UPDATE rev SET params = '{'")

    with pytest.raises(StoreError, match="is damaged"):
        cities.history()


def test_what_a_sound_store_never_holds_is_told_of(store: Store, cities: Dataset) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'span'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    store.close()
    with store.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))

    with pytest.raises(StoreError, match="is damaged"), Store.read(store.path) as opened:
        opened.dataset("cities").origins(3, "city")


def test_a_store_that_cannot_be_opened_names_the_backup(tmp_path: Path, store: Store) -> None:
    torn = tmp_path / "torn.store"
    torn.write_bytes(store.path.read_bytes()[:100] + bytes(200))

    with pytest.raises(StoreError, match="newest backup"):
        Store.read(torn)


def test_a_bug_in_a_sound_store_stays_what_it_is(store: Store, cities: Dataset) -> None:
    def work() -> None:
        with store.connections.reading():
            raise KeyError(cities.name)

    with pytest.raises(KeyError):
        work()


def test_what_fails_outside_the_store_is_not_called_damage(store: Store, cities: Dataset) -> None:
    def work() -> None:
        with Store.read(store.path):
            raise TypeError(cities.name)

    with pytest.raises(TypeError):
        work()
