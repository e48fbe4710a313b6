"""Annotations hang on every place, and are found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.annotations import Place
from curator.errors import UnknownNameError
from curator.filters import Filter
from curator.operations import DeleteRows, SetCells
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store, examine, noted


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "s.store")


def ports(store: Store, folder: Path, page: int | None = 3) -> Dataset:
    file = folder / "ports.pdf"
    file.write_bytes(b"%PDF-")
    head = TableHead(2, 1, page=page, extractor={"name": "pdf"})
    rows = [["port", "year"], ["عسلویه", "1390"], ["چابهار", "1391"]]
    table = ExtractedTable(Source.of(file, "application/pdf"), head, iter([Batch(rows)]))
    return store.add(table, file, "ada")


def test_an_annotation_hangs_on_a_revision_or_a_page(tmp_path: Path, store: Store) -> None:
    dataset = ports(store, tmp_path)

    dataset.annotate(Place(revision=1), "decision", "first table only", "ada")
    dataset.annotate(Place(page=3), "doubt", "the scan is torn", "ada")

    revision, page = (note.place for note in dataset.annotations())
    assert (revision, revision.words(None)) == (Place(revision=1), "revision 1")
    assert page == Place(source="ports.pdf", page=3)
    assert page.words(None) == "ports.pdf, page 3"
    assert all(f.state == "sound" for f in examine(store, lambda _done, _total: None))


def test_what_is_put_back_is_named_by_what_was_said(tmp_path: Path, store: Store) -> None:
    dataset = ports(store, tmp_path)
    dataset.annotate(Place(column="port"), "doubt", "sure?", "ada")

    told = [dataset.undo("ada").what, dataset.redo("ada").what, dataset.undo("ada").what]

    said = "annotation 1 written: sure?"
    assert told == [f"taken back: {said}", f"put back: {said}", f"taken back: {said}"]


@pytest.mark.parametrize("place", [Place(revision=2), Place(sheet="A"), Place(column="town")])
def test_a_place_that_is_not_there_is_refused(tmp_path: Path, store: Store, place: Place) -> None:
    dataset = ports(store, tmp_path)

    with pytest.raises(UnknownNameError):
        dataset.annotate(place, "doubt", "?", "ada")

    assert dataset.annotations() == []


def test_a_changed_place_is_found_by_its_hash(tmp_path: Path, store: Store) -> None:
    dataset = ports(store, tmp_path)
    dataset.annotate(Place(page=3), "doubt", "?", "ada")

    with store.connections.writing() as connection:
        connection.execute("UPDATE annotation_event SET number = number WHERE 0")
        connection.execute("DROP TRIGGER annotation_no_update")
        connection.execute("UPDATE annotation SET page = 4")

    found = {f.what: f.state for f in examine(store, lambda _done, _total: None)}
    assert found["ports"] == "damaged"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), [1, 2, 3]),
        (Filter(person="bob"), [1]),
        (Filter(kind="question"), [2]),
        (Filter(state="resolved"), [1]),
        (Filter(state="unsettled"), [2, 3]),
        (Filter(column="year"), [1, 2]),
        (Filter(text="EARLIER"), [1]),
        (Filter(since="2020", until="2999-01"), [1, 2, 3]),
        (Filter(until="2001-09-11"), []),
        (Filter(kind="doubt", column="year", text="year"), [1]),
    ],
)
def test_annotations_are_filtered(
    tmp_path: Path, store: Store, wanted: Filter, found: list[int]
) -> None:
    dataset = ports(store, tmp_path)
    row = dataset.view().row_id(1)
    dataset.annotate(Place(row, "year"), "doubt", "which year?", "ada")
    dataset.annotate(Place(column="year"), "question", "solar?", "ada")
    dataset.annotate(Place(row), "harm", "a village", "ada")
    dataset.answer(1, "answered", "see the earlier report", "bob")
    dataset.answer(1, "resolved", None, "ada")

    assert [note.number for note in dataset.annotations(wanted)] == found


def test_a_renamed_column_keeps_its_annotations(tmp_path: Path, store: Store) -> None:
    from curator.operations import RenameColumn

    dataset = ports(store, tmp_path)
    dataset.annotate(Place(column="year"), "question", "solar?", "ada")
    dataset.apply(RenameColumn("year", "سال"), "ada")
    dataset.apply(SetCells((2,), ("سال",), (("1389",),)), "ada")

    (note,) = dataset.annotations(Filter(column="سال"))
    assert note.place.column == "سال"


def test_a_source_knows_its_datasets_and_an_annotation_its_source(
    tmp_path: Path, store: Store
) -> None:
    dataset = ports(store, tmp_path)
    dataset.annotate(Place(page=3), "doubt", "torn", "ada")
    dataset.annotate(Place(), "doubt", "?", "ada")

    source = store.source_of(1)
    ((made, place),) = store.made_from(source.sha256)
    assert (made.name, place) == ("ports", Place(source="ports.pdf", page=3))
    assert store.made_from("0" * 64) == []
    with pytest.raises(UnknownNameError):
        store.source_of(2)


def test_a_listed_annotation_tells_its_row_s_number_today(tmp_path: Path, store: Store) -> None:
    dataset = ports(store, tmp_path)
    first, second = (row.id for row in dataset.view().rows())
    for row in (first, second):
        dataset.annotate(Place(row), "doubt", "?", "ada")
    dataset.apply(DeleteRows((first,)), "ada")

    assert [line.where for line in noted(dataset, Filter())] == ["a deleted row", "row 1"]
