"""A full disk takes the ballast, and the last edits with it."""

from __future__ import annotations

import sqlite3

import pytest

from curator.errors import StoreError
from curator.operations import SetCells
from curator.store import Dataset, Store, ballast, examine


@pytest.fixture
def full(store: Store) -> sqlite3.Connection:
    """A writer to which SQLite gives no further page."""
    writer = store.connections._writer()
    writer.execute("PRAGMA max_page_count = 1")
    return writer


def test_a_store_has_a_ballast_that_takes_its_room(store: Store) -> None:
    path = store.connections.ballast.path

    assert path.stat().st_size == ballast.SIZE
    assert path.stat().st_blocks * 512 >= ballast.SIZE


def test_a_full_disk_takes_the_ballast_and_says_so(
    store: Store, cities: Dataset, full: sqlite3.Connection
) -> None:
    operation = SetCells((2,), ("city",), (("x" * 100_000,),))

    with pytest.raises(StoreError, match=r"gave back its reserve .* do it again now"):
        cities.apply(operation, "ada")
    assert not store.connections.ballast.path.exists()
    with pytest.raises(StoreError, match="Make room and try again"):
        cities.apply(operation, "ada")

    full.execute("PRAGMA max_page_count = 1000000")
    cities.apply(operation, "ada")
    assert store.connections.ballast.is_whole
    assert all(f.state == "sound" for f in examine(store, lambda _done, _total: None))


def test_a_ballast_that_was_cut_short_is_made_anew(store: Store) -> None:
    store.close()
    store.connections.ballast.path.write_bytes(b"short")

    with Store.open(store.path) as opened:
        assert opened.connections.ballast.is_whole


def test_a_ballast_is_not_made_where_there_is_little_room(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    store.connections.ballast.release()
    monkeypatch.setattr(ballast, "SPARE", 1 << 50)

    with Store.open(store.path) as opened:
        assert not opened.connections.ballast.path.exists()
