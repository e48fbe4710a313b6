from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.errors import BusyError, StoreError
from curator.operations import DeleteRows, FillDown, InsertRows, SetCells
from curator.sources import ExtractedTable, Mark, Span
from curator.store import Dataset, Store, examine

Found = Callable[..., ExtractedTable]


def quiet(_done: int, _total: int | None) -> None:
    pass


def sound(store: Store) -> bool:
    return all(finding.state == "sound" for finding in examine(store, quiet))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_person_can_read_the_store(store: Store, cities: Dataset) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_the_source_is_kept_whole(store: Store, cities: Dataset, tmp_path: Path) -> None:
    (kept,) = store.sources()

    assert store.write_source(kept.source.sha256, tmp_path / "own").read_bytes() == (
        b"the file as it was found"
    )


def test_a_file_that_changed_while_it_was_read_is_refused(
    store: Store, found: Found, file: Path
) -> None:
    table = found([["a"], ["1"]])
    file.write_bytes(b"another file")

    with pytest.raises(StoreError, match="changed while it was read"):
        store.add(table, file, "ada")
    assert store.datasets() == []
    assert store.sources() == []


def test_a_second_writer_is_told_who_writes(store: Store) -> None:
    with pytest.raises(BusyError, match=f"process {os.getpid()}"):
        Store.open(store.path)


def test_readers_are_free_while_somebody_writes(store: Store, cities: Dataset) -> None:
    with Store.read(store.path) as reader:
        cities.apply(FillDown(), "ada")

        assert reader.dataset("CITIES").view().revision == 2
        with pytest.raises(BusyError, match="reading only"):
            reader.dataset("cities").undo("ada")


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, and no database at all" * 50)

    with pytest.raises(StoreError):
        Store.open(path)
    assert path.read_text().startswith("these are my notes")


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "contacts.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE contact(name)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match="no curator store"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_newer_store_is_refused_in_one_sentence(store: Store) -> None:
    store.close()
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(StoreError, match="newer curator"):
        Store.read(store.path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rev SET why = 'because'",
        "DELETE FROM chg",
        "INSERT OR REPLACE INTO rev SELECT * FROM rev LIMIT 1",
        "INSERT OR REPLACE INTO chg SELECT ds, rid, col, rev, old, 'forged' FROM chg LIMIT 1",
        "UPDATE annotation_event SET text = 'forged'",
        "DELETE FROM source_chunk",
        "UPDATE span SET page = 7",
    ],
)
def test_sqlite_itself_refuses_to_rewrite_history(
    store: Store, cities: Dataset, statement: str
) -> None:
    from curator.annotations import Place

    cities.apply(FillDown(), "ada")
    cities.annotate(Place(), "doubt", "?", "ada")
    connection = sqlite3.connect(store.path, isolation_level=None)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


def test_doctor_finds_a_sound_store_sound(store: Store, cities: Dataset) -> None:
    from curator.annotations import Place

    cities.apply(FillDown(), "ada", "because")
    cities.apply(DeleteRows((3,)), "bob")
    cities.apply(InsertRows((2,), 2), "bob")
    cities.undo("ada", revision=2)
    cities.annotate(Place(2, "city"), "harm", "names a person", "eve")
    cities.undo("bob")

    assert sound(store)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE d1 SET c2 = 'forged' WHERE rid = 2",
        "UPDATE d1 SET c1 = 'forged' WHERE rid = 3",
        "UPDATE d1 SET live = 0 WHERE rid = 4",
        "DELETE FROM run",
        "DROP TRIGGER rev_no_update; UPDATE rev SET why = 'forged' WHERE number = 2",
        "DROP TRIGGER chg_no_update; UPDATE chg SET old = 'forged'",
        "DROP TRIGGER source_chunk_no_update; UPDATE source_chunk SET data = x'00'",
        "DROP TRIGGER annotation_event_no_update; UPDATE annotation_event SET text = 'forged'",
        "UPDATE actor SET handle = 'eve'",
        "UPDATE dataset SET title = 'forged'",
        "UPDATE dcol SET title = 'forged' WHERE col = 1",
        "UPDATE dcol SET name = 'forged' WHERE col = 1",
        "DROP TRIGGER span_no_update; UPDATE span SET row0 = 1",
        "DROP TRIGGER rev_no_delete; DELETE FROM rev WHERE number = 2",
        "DROP TRIGGER annotation_event_no_delete; DELETE FROM annotation_event",
        "UPDATE run SET state = 0 WHERE state = 1; UPDATE d1 SET live = 0 WHERE live = 1",
        "UPDATE d1 SET c1 = 12 WHERE rid = 2",
        "DROP TABLE d1",
        "DELETE FROM dcol WHERE col = 2",
        "CREATE TRIGGER sly AFTER INSERT ON rev BEGIN DELETE FROM run; END",
        "DROP TRIGGER source_no_delete; DELETE FROM source",
    ],
)
def test_doctor_finds_damage(store: Store, cities: Dataset, damage: str) -> None:
    from curator.annotations import Place

    cities.apply(FillDown(("country",)), "ada", "because")
    cities.annotate(Place(), "doubt", "?", "ada")
    connection = sqlite3.connect(store.path)
    connection.executescript(damage)
    connection.close()

    assert not sound(store)


@pytest.mark.parametrize("name", ["d2", "D3", "sqlite_notes", "SQLite_x", "run", "dataset run"])
def test_a_name_that_the_store_needs_is_kept_free(
    store: Store, found: Found, file: Path, name: str
) -> None:
    for wish in (name, "run", "other", "another"):
        store.add(found([["a"], ["1"]]), file, "ada", wish)

    assert [line.rows for line in store.datasets()] == [1] * 4
    assert sound(store)


def test_a_full_disk_is_said_and_loses_nothing(store: Store, cities: Dataset) -> None:
    writer = store.connections._writer()
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(StoreError, match="full"):
        cities.apply(SetCells((2,), ("city",), (("x" * 200_000,),)), "ada")
    assert cities.view().revision == 1
    writer.execute("PRAGMA max_page_count = 1000000")
    assert cities.apply(SetCells((2,), ("city",), (("x",),)), "ada") is not None
    assert sound(store)


def test_a_damaged_page_is_one_sentence(store: Store, found: Found, file: Path) -> None:
    store.add(found([["a"], *([f"{number}" * 20] for number in range(2000))]), file, "ada")
    store.close()
    with store.path.open("r+b") as stream:
        stream.seek(0, 2)
        size = stream.tell()
        for page in range(size // 8192 * 4096, size, 4096):
            stream.seek(page)
            stream.write(b"\xff" * 64)

    with Store.read(store.path) as damaged:
        findings = list(examine(damaged, quiet))
        assert any(finding.state == "damaged" for finding in findings)
        with pytest.raises(StoreError, match="damaged"):
            damaged.dataset("cities").view().window(0, 2000)


def test_an_empty_file_is_no_store_yet(tmp_path: Path) -> None:
    (tmp_path / "e.store").touch()

    with pytest.raises(StoreError, match="no store"):
        Store.read(tmp_path / "e.store")


def test_a_closed_store_says_so(store: Store, cities: Dataset) -> None:
    store.close()

    with pytest.raises(StoreError, match="closed"):
        cities.view()


def test_a_link_to_a_store_has_the_same_one_writer(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "link.store"
    link.symlink_to(store.path)

    with pytest.raises(BusyError):
        Store.open(link)


def test_any_sqlite_tool_reads_the_dataset_by_its_own_names(store: Store, cities: Dataset) -> None:
    cities.apply(DeleteRows((2,)), "ada")
    connection = sqlite3.connect(store.path)

    assert connection.execute('SELECT "city", "code" FROM cities').fetchall() == [
        ("Rasht", "002"),
        ("Pokhara", None),
        (None, "004"),
    ]
    connection.close()


def test_a_dataset_may_be_called_like_a_table_of_the_store(
    store: Store, found: Found, file: Path
) -> None:
    dataset = store.add(found([["a"], ["1"]]), file, "ada", "rev")

    assert store.dataset("rev").view().row_count == dataset.view().row_count == 1
    assert sound(store)


def test_names_of_datasets_and_columns_are_made_unique(
    store: Store, found: Found, file: Path
) -> None:
    rows = [["Year", "year", None, "a\nb"], ["1", "2", "3", "4"]]
    first = store.add(found(rows), file, "ada", "ports")
    second = store.add(found(rows), file, "ada", "Ports")

    assert (first.name, second.name) == ("ports", "Ports-2")
    assert [column.name for column in first.view().columns] == ["Year", "year_2", "column_3", "a b"]
    assert first.view().columns[3].title == "a\nb"


def test_a_header_of_two_rows_is_joined_over_merged_cells(
    store: Store, found: Found, file: Path
) -> None:
    rows = [["Region", "2022", None], [None, "Women", "Men"], ["North", "1", "2"]]
    spans = [Span(0, 1, 1, 2), Span(0, 0, 2, 1)]
    dataset = store.add(found(rows, header=2, spans=spans), file, "ada")

    names = [column.name for column in dataset.view().columns]
    assert names == ["Region", "2022 / Women", "2022 / Men"]


def test_marks_are_kept_as_ink(store: Store, found: Found, file: Path) -> None:
    table = found([["a"], ["2020-01-01"]], marks=[Mark(1, 0, raw="43831", flag="a date")])
    dataset = store.add(table, file, "ada")

    (origin,) = dataset.origins(2, "a")
    assert (origin.text, origin.raw, origin.flag) == ("2020-01-01", "43831", "a date")


def test_nul_and_lone_surrogates_are_stored_as_visible_escapes(
    store: Store, found: Found, file: Path
) -> None:
    dataset = store.add(found([["a"], ["x\x00y"], ["\ud800"]]), file, "ada")
    dataset.apply(SetCells((2,), ("a",), (("p\x00q",),)), "ada")

    assert [row.cells[0] for row in dataset.view().rows()] == ["p\\x00q", "\\ud800"]
    assert sound(store)


def test_a_table_wider_than_sqlite_takes_is_refused(store: Store, found: Found, file: Path) -> None:
    with pytest.raises(StoreError, match=r"2,500|2500"):
        store.add(found([["x"] * 2500]), file, "ada")
