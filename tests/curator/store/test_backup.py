"""A backup is whole or not there, is thinned out by rules, and can take the store's place."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from curator.errors import BackupError, BusyError, Cancelled
from curator.operations import SetCells
from curator.store import (
    Backup,
    Backups,
    Dataset,
    Store,
    back_up,
    back_up_by_itself,
    back_up_to,
    copying,
    examine,
    is_due,
    listed,
    restore,
)
from curator.store.backups import NEWEST, SMALL, superfluous
from curator.store.restoring import refuse_bad
from tests.curator.store.test_migrations import former_store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def quiet(_done: int, _total: int | None) -> None:
    pass


def cells(path: Path) -> list[tuple[object, ...]]:
    with Store.read(path) as store:
        assert all(f.state == "sound" for f in examine(store, quiet))
        return [row.cells for row in store.dataset("cities").view().rows()]


def edit(cities: Dataset, value: str = "x") -> None:
    cities.apply(SetCells((2,), ("city",), ((value,),)), "ada")


def test_a_backup_is_a_whole_store(store: Store, cities: Dataset) -> None:
    edit(cities)

    made = back_up(store, quiet)

    assert cells(made.path) == [row.cells for row in cities.view().rows()]
    digest = hashlib.sha256(made.path.read_bytes()).hexdigest()
    noted = made.path.with_name(made.path.name + ".sha256").read_text()
    assert noted == f"{digest}  {made.path.name}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_person_can_read_a_backup(store: Store, cities: Dataset) -> None:
    made = back_up(store, quiet)

    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_a_backup_is_made_while_somebody_else_writes(store: Store, cities: Dataset) -> None:
    def work(_done: int, _total: int | None) -> None:
        if cities.view().revision == 1:
            edit(cities)

    with Store.read(store.path) as reader:
        made = back_up(reader, work)

    assert cities.view().revision == 2
    with Store.read(made.path) as copy:
        assert copy.dataset("cities").view().revision == 1


def test_a_backup_that_was_stopped_leaves_nothing(store: Store, cities: Dataset) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        back_up(store, stop)

    assert list(Backups(store.path).folder.iterdir()) == []
    edit(cities)


def test_a_disk_without_room_is_told_of_before_anything_is_written(
    store: Store, cities: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_SPARE", 1 << 60)

    with pytest.raises(BackupError, match=r"bytes free, and .* are needed"):
        back_up(store, quiet)
    assert list(Backups(store.path).folder.iterdir()) == []


def test_a_store_too_large_for_fat_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def truncate(_path: Path, _size: int) -> None:
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr(os, "truncate", truncate)

    with pytest.raises(BackupError, match="larger than 4 GB"):
        copying._refuse_fat(tmp_path / "part")


def test_a_backup_goes_onto_another_disk(store: Store, cities: Dataset, tmp_path: Path) -> None:
    stick = tmp_path / "stick"

    made = back_up_to(store, stick, quiet)
    named = back_up_to(store, tmp_path / "mine.store", quiet)

    assert made.path.parent == stick
    assert cells(made.path) == cells(named.path) == cells(store.path)
    with pytest.raises(BackupError, match="already"):
        back_up_to(store, tmp_path / "mine.store", quiet)


def test_a_backup_is_due_once_something_was_done(store: Store, cities: Dataset) -> None:
    assert is_due(store, after=timedelta(0))
    back_up_by_itself(store, quiet)

    assert not is_due(store, after=timedelta(0))
    edit(cities)
    assert is_due(store, after=timedelta(0))
    assert not is_due(store, after=timedelta(hours=1))


def test_the_newest_backup_stays_however_many_are_made(store: Store, cities: Dataset) -> None:
    for number in range(12):
        edit(cities, f"x{number}")

        made = back_up(store, quiet)

        assert Backups(store.path).newest() == made
    assert len(Backups(store.path).all()) == NEWEST


def test_an_empty_store_needs_no_backup(store: Store) -> None:
    assert not is_due(store, after=timedelta(0))


def test_the_list_names_what_each_backup_holds(store: Store, cities: Dataset) -> None:
    made = back_up(store, quiet)
    (made.path.parent / "curator-20260101T000000Z.store").write_bytes(b"no store")

    found = [
        (backup.path.name, contents and contents.datasets)
        for backup, contents in listed(store.path)
    ]

    assert found == [(made.path.name, ("cities",)), ("curator-20260101T000000Z.store", None)]


def backups_at(*hours: int) -> list[Backup]:
    return [
        Backup(Path(f"{hour}.store"), NOW - timedelta(hours=hour), "backup", 1)
        for hour in sorted(set(hours))
    ]


@given(some.sets(some.integers(0, 2_000), max_size=60))
def test_the_newest_backups_and_those_of_each_day_and_week_stay(hours: set[int]) -> None:
    backups = backups_at(*hours)

    dropped = superfluous(backups, 1, NOW)
    kept = [backup for backup in backups if backup not in dropped]

    assert kept[:NEWEST] == backups[:NEWEST]
    for backup in backups:
        if NOW - backup.at < timedelta(days=7):
            assert any(other.at.date() == backup.at.date() for other in kept)
        if NOW - backup.at < timedelta(weeks=4):
            assert any(other.at.isocalendar()[:2] == backup.at.isocalendar()[:2] for other in kept)
    assert len(kept) <= 17
    assert superfluous(kept, 1, NOW) == []


def test_backups_take_no_more_than_some_times_the_store() -> None:
    large = [Backup(b.path, b.at, "backup", SMALL) for b in backups_at(*range(10))]

    assert [b.at for b in large if b not in superfluous(large, SMALL, NOW)] == [
        NOW - timedelta(hours=hour) for hour in range(4)
    ]
    assert len(superfluous(large, 1, NOW)) == 8, "the two newest stay, however large they are"


def test_restoring_puts_the_present_store_aside(store: Store, cities: Dataset) -> None:
    made = back_up(store, quiet)
    before = [row.cells for row in cities.view().rows()]
    edit(cities)
    after = [row.cells for row in cities.view().rows()]
    store.close()

    aside = restore(store.path, made.path, quiet)

    assert cells(store.path) == before
    assert aside is not None
    assert restore(store.path, aside, quiet) is not None
    assert cells(store.path) == after


def test_nothing_is_restored_while_somebody_writes_or_reads(store: Store, cities: Dataset) -> None:
    made = back_up(store, quiet)
    with pytest.raises(BusyError, match="being written to by"):
        restore(store.path, made.path, quiet)
    edit(cities)
    store.connections._lock.release()  # type: ignore[union-attr] # as if only reading
    store.connections._lock = None

    with store.connections.reading() as connection:
        connection.execute("SELECT count(*) FROM rev").fetchone()
        with pytest.raises(BusyError, match="being read"):
            restore(store.path, made.path, quiet)
    assert cities.view().revision == 2


@pytest.mark.parametrize("damage", ["cut", "flip", "noise"])
def test_a_damaged_backup_is_refused(store: Store, cities: Dataset, damage: str) -> None:
    made = back_up(store, quiet)
    store.close()
    data = bytearray(made.path.read_bytes())
    if damage == "cut":
        del data[len(data) // 2 :]
    elif damage == "flip":
        data[-1] ^= 1
    else:
        data[:] = os.urandom(len(data))
    made.path.write_bytes(data)
    before = store.path.read_bytes()

    with pytest.raises(BackupError, match="Use another backup"):
        restore(store.path, made.path, quiet)
    assert store.path.read_bytes() == before


def test_a_backup_with_a_broken_chain_is_refused(store: Store, cities: Dataset) -> None:
    edit(cities)
    made = back_up(store, quiet)
    with closing(sqlite3.connect(made.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("DROP TRIGGER rev_no_update")
        connection.execute("UPDATE rev SET prev_hash = x'00' WHERE number = 2")
    made.path.with_name(made.path.name + ".sha256").unlink()

    with pytest.raises(BackupError, match="does not follow"):
        refuse_bad(made.path)


def test_a_damaged_store_is_put_aside_with_its_log(store: Store, cities: Dataset) -> None:
    made = back_up(store, quiet)
    store.close()
    before = cells(made.path)
    store.path.write_bytes(b"damage" * 4_000)
    log = store.path.with_name(store.path.name + "-wal")
    log.write_bytes(b"its newest changes")

    aside = restore(store.path, made.path, quiet)

    assert cells(store.path) == before
    assert aside is not None
    assert aside.read_bytes() == b"damage" * 4_000
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"its newest changes"


def test_a_store_that_is_gone_comes_back(store: Store, cities: Dataset) -> None:
    made = back_up(store, quiet)
    before = cells(store.path)
    store.close()
    store.path.unlink()

    assert restore(store.path, made.path, quiet) is None
    assert cells(store.path) == before


def test_what_a_killed_restore_left_is_no_backup(store: Store, cities: Dataset) -> None:
    folder = back_up(store, quiet).path.parent
    link = folder / "curator-20261124T000000Z-put-aside.store"
    link.hardlink_to(store.path)
    waiting = store.path.with_name(store.path.name + ".restoring.part")
    waiting.touch()

    assert link not in [backup.path for backup in Backups(store.path).all()]
    back_up(store, quiet)
    assert not link.exists()
    assert not waiting.exists()


def test_an_older_store_is_backed_up_before_it_is_upgraded(tmp_path: Path) -> None:
    path = former_store(tmp_path, 1)
    path = path.rename(tmp_path / "old.store")

    Store.open(path).close()

    (backup,) = Backups(path).all()
    assert backup.kind == "before-upgrade"
    refuse_bad(backup.path)
    with closing(sqlite3.connect(f"{backup.path.as_uri()}?immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_older_store_that_cannot_be_backed_up_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = former_store(tmp_path, 1)
    before = path.read_bytes()
    monkeypatch.setattr(copying, "_SPARE", 1 << 60)

    with pytest.raises(BackupError, match="upgraded only once it is backed up"):
        Store.open(path)
    assert path.read_bytes() == before
