"""Doctor names each thing that is wrong, and what to do about it."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import pytest

from curator.annotations import Place
from curator.operations import FillDown, SetCells
from curator.store import (
    Backups,
    Dataset,
    Store,
    back_up,
    examine,
    examine_keeping,
    keeping,
    staging,
)
from tests.curator.store.test_telling import damage


def quiet(_done: int, _total: int | None) -> None:
    pass


@pytest.fixture
def worked(cities: Dataset, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """A dataset with changes, a pack and a note."""
    cities.apply(FillDown(("country",)), "ada")
    cities.annotate(Place(2, "city"), "doubt", "?", "ada")
    monkeypatch.setattr(staging, "FROM", 1)
    cities.apply(SetCells((3,), ("city",), (("Anzali",),)), "ada")
    return cities


def words_of(store: Store, what: str) -> str:
    return {finding.what: finding.words for finding in examine(store, quiet)}[what]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("INSERT INTO ink VALUES (1, 99, 1, NULL, 'raw', NULL)", "1 cells' ink hangs on rows"),
        ("INSERT INTO ink VALUES (1, 2, 99, NULL, 'raw', NULL)", "1 cells' ink hangs on rows"),
        ("UPDATE annotation SET rid = 99", "1 notes hang on a row"),
        ("UPDATE annotation SET col = 99", "1 notes hang on a row"),
        ("UPDATE annotation SET rev = 99", "1 notes hang on a row"),
        ("DELETE FROM annotation_event", "1 notes have no words"),
        ("INSERT INTO parent VALUES (1, 2, 99)", "1 rows come from rows that are not there"),
        ("UPDATE span SET rid_hi = 99", "1 stretches of rows stand in a source"),
        ("INSERT INTO pack VALUES (1, 99, 1, 0, 1, x'00')", "1 packs belong to revisions"),
        ("INSERT INTO chg VALUES (1, 2, 1, 99, 'a', 'b')", "1 revisions are missing"),
        ("DROP VIEW cities", "view cities, by which other programs"),
    ],
)
def test_what_hangs_on_nothing_is_named(
    store: Store, worked: Dataset, statement: str, words: str
) -> None:
    damage(store, statement)

    told = words_of(store, "cities")

    assert words in told
    assert "`curator restore`" in told


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ink VALUES (7, 1, 1, NULL, 'raw', NULL)",
        "INSERT INTO run VALUES (7, 1, 1, 1, 1)",
        "INSERT INTO span SELECT 7, rid_lo, rid_hi, source, page, sheet, tbl, row0, geometry,"
        " columns, method FROM span",
        "INSERT INTO pack VALUES (7, 1, 1, 0, 1, x'00')",
        "INSERT INTO parent VALUES (7, 1, 2)",
        "INSERT INTO chg VALUES (7, 1, 1, 2, 'a', 'b')",
        "CREATE TABLE d7(rid INTEGER PRIMARY KEY)",
    ],
)
def test_what_belongs_to_no_dataset_is_named(store: Store, worked: Dataset, statement: str) -> None:
    damage(store, statement)

    assert "no dataset" in words_of(store, "datasets")


def test_a_step_that_does_not_follow_is_named(store: Store, worked: Dataset) -> None:
    damage(store, "UPDATE rev SET prev_hash = x'00' WHERE number = 2")

    assert "Step 2 of ada does not follow" in words_of(store, "people")


def kept(store: Store, what: str) -> tuple[str, str]:
    return {f.what: (f.state, f.words) for f in examine_keeping(store, quiet)}[what]


def test_a_store_without_a_backup_is_told_to_make_one(store: Store, worked: Dataset) -> None:
    state, words = kept(store, "backups")

    assert (state, words) == ("advice", "There is none. Make one: curator backup")
    back_up(store, quiet)
    assert kept(store, "backups")[0] == "sound"


def test_an_old_backup_is_told_of_and_why(
    store: Store, worked: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, quiet)
    worked.undo("ada")
    monkeypatch.setattr(keeping, "OLD", timedelta(0))
    monkeypatch.setattr(keeping, "size_of", lambda _connection: 1 << 60)

    state, words = kept(store, "backups")

    assert state == "advice"
    assert "work went on since. Run: curator backup" in words
    assert "curator backup FOLDER" in words


def test_a_damaged_backup_is_named(store: Store, worked: Dataset) -> None:
    made = back_up(store, quiet)
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(data)

    state, words = kept(store, "backups")

    assert state == "damaged"
    assert made.path.name in words
    assert "curator backup" in words


def test_a_used_reserve_is_told_of(store: Store, worked: Dataset) -> None:
    assert kept(store, "reserve")[0] == "sound"
    store.connections.ballast.release()

    state, words = kept(store, "reserve")

    assert state == "advice"
    assert "16 MB free" in words


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_files_that_others_may_read_are_told_of(store: Store, worked: Dataset) -> None:
    back_up(store, quiet)
    assert kept(store, "access")[0] == "sound"
    Backups(store.path).folder.chmod(0o755)

    state, words = kept(store, "access")

    assert state == "advice"
    assert words.endswith(f"chmod go= {Backups(store.path).folder}")


def test_a_store_too_damaged_to_look_at_is_still_told_of(store: Store, worked: Dataset) -> None:
    store.close()
    with Store.read(store.path) as opened:
        opened.connections.reader()
        with store.path.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(store.path.stat().st_size - 4096))

        states = {finding.state for finding in examine_keeping(opened, quiet)}

    assert "damaged" in states
