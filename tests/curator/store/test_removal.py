"""What is removed for good is nowhere any more, and everything else stands as it did."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.annotations import Place
from curator.errors import BackupError, BusyError, ConflictError, UnknownNameError
from curator.operations import SetCells
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import (
    Backups,
    Dataset,
    Store,
    back_up,
    copying,
    examine,
    listed,
    removal,
    remove_dataset,
    remove_source,
    staging,
)

Found = Callable[..., ExtractedTable]
SECRET = "Shahrzad-0042"
"""What nobody may find any more."""


def quiet(_done: int, _total: int | None) -> None:
    pass


def found_secret(path: Path) -> ExtractedTable:
    path.write_text(f"name\n{SECRET}\n" * 3_000)
    rows = [["name", "n"], *([f"{SECRET}-{n}", str(n)] for n in range(3_000))]
    head = TableHead(2, 1, title=f"about {SECRET}", extractor={"name": "delimited"})
    return ExtractedTable(Source.of(path, "text/csv"), head, iter([Batch(rows)]))


@pytest.fixture
def secret(
    store: Store, cities: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Dataset:
    """A dataset with a history, packs and notes, and work on another between its steps."""
    monkeypatch.setattr(staging, "FROM", 2)
    dataset = store.add(
        found_secret(tmp_path / "names.csv"), tmp_path / "names.csv", "ada", "secret"
    )
    cities.apply(SetCells((2,), ("city",), (("x",),)), "ada")
    rows = tuple(range(2, 1_000))
    dataset.apply(SetCells(rows, ("n",), tuple((f"{SECRET} {n}",) for n in rows)), "ada", SECRET)
    dataset.annotate(Place(5, "name"), "harm", f"names {SECRET}", "bob")
    cities.apply(SetCells((2,), ("city",), (("y",),)), "bob")
    back_up(store, quiet)
    return dataset


def files_with(folder: Path, words: str) -> list[str]:
    """The files beneath a folder that hold the words' bytes anywhere."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def faults(store: Store) -> list[str]:
    return [f.words for f in examine(store, quiet) if f.state != "sound"]


def test_nothing_is_found_of_what_was_removed(store: Store, secret: Dataset) -> None:
    assert len(files_with(store.path.parent, SECRET)) >= 2

    dataset = remove_dataset(store.connections, "Secret", quiet)
    source = remove_source(store.connections, "names.csv", quiet)

    assert (dataset.backups, dataset.sources, source.backups) == (1, ("names.csv",), 1)
    assert files_with(store.path.parent, SECRET) == []
    store.close()
    assert files_with(store.path.parent, SECRET) == []


def test_the_rest_stands_as_it_did(store: Store, cities: Dataset, secret: Dataset) -> None:
    views = [[row.cells for row in cities.view(at).rows()] for at in (1, 2, 3)]
    history = cities.history()

    remove_dataset(store.connections, "secret", quiet)

    assert [[row.cells for row in cities.view(at).rows()] for at in (1, 2, 3)] == views
    assert cities.history() == history
    assert faults(store) == []
    cities.apply(SetCells((3,), ("city",), (("z",),)), "ada")
    assert faults(store) == []
    ((backup, contents),) = listed(store.path)
    assert contents is not None
    assert contents.datasets == ("cities",)
    with Store.read(backup.path) as copy:
        assert faults(copy) == []


def test_a_name_is_free_again(store: Store, secret: Dataset, tmp_path: Path) -> None:
    remove_dataset(store.connections, "secret", quiet)

    again = store.add(found_secret(tmp_path / "names.csv"), tmp_path / "names.csv", "ada", "secret")

    assert again.name == "secret"
    assert again.view().row_count == 3_000
    assert faults(store) == []


def test_a_source_in_use_is_refused_with_the_names(store: Store, secret: Dataset) -> None:
    with pytest.raises(ConflictError, match=r"names\.csv is what these were made of: secret"):
        remove_source(store.connections, "names.csv", quiet)
    with pytest.raises(UnknownNameError, match="no source"):
        remove_source(store.connections, "nothing.csv", quiet)
    with pytest.raises(UnknownNameError, match="no dataset"):
        remove_dataset(store.connections, "nothing", quiet)
    assert faults(store) == []


def test_triggers_guard_history_again(store: Store, cities: Dataset, secret: Dataset) -> None:
    remove_dataset(store.connections, "secret", quiet)

    findings = {finding.what: finding.state for finding in examine(store, quiet)}
    assert findings["schema"] == "sound"


def test_a_removal_while_somebody_reads_is_finished_later(
    store: Store, cities: Dataset, secret: Dataset
) -> None:
    store.close()
    with Store.read(store.path) as reader, reader.connections.reading() as connection:
        connection.execute("SELECT count(*) FROM rev").fetchone()
        with Store.open(store.path) as writer:
            with pytest.raises(BusyError, match="for writing next finishes"):
                remove_dataset(writer.connections, "secret", quiet)
            with writer.connections.reading() as other:
                assert removal.is_pending(other)

    with Store.open(store.path) as again, again.connections.reading() as connection:
        assert not removal.is_pending(connection)
        assert faults(again) == []
    assert files_with(store.path.parent, f"{SECRET} 7") == []


def test_backups_stay_until_a_fresh_one_is_made(
    store: Store, secret: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [backup.path for backup in Backups(store.path).all()]
    with monkeypatch.context() as patch:
        patch.setattr(copying, "_SPARE", 1 << 60)
        with pytest.raises(BackupError, match="still stands in the backups"):
            remove_dataset(store.connections, "secret", quiet)
    assert [backup.path for backup in Backups(store.path).all()] == before
    store.close()

    Store.open(store.path).close()

    assert files_with(Backups(store.path).folder, f"{SECRET} 7") == []


def test_a_backup_that_cannot_be_read_goes_too(store: Store, secret: Dataset) -> None:
    noise = Backups(store.path).folder / "curator-20260101T000000Z.store"
    noise.write_bytes(os.urandom(500))

    assert remove_dataset(store.connections, "secret", quiet).backups == 2
    assert not noise.exists()
