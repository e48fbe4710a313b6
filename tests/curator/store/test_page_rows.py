"""A table that goes on over page breaks: each row keeps its page, each cell its box there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.operations import InsertRows
from curator.seams import Seam, Stretch, Taken
from curator.sources import Batch, ExtractedTable, Geometry, Source, Span, TableHead
from curator.store import Dataset, Store, examine, page_of

COLUMNS = (72.0, 172.0, 272.0)
SEAM = Seam(
    1,
    2,
    ("columns", "header"),
    ("total",),
    (Taken(1, "running-total", ("carried", "3")), Taken(2, "header", ("Port", "Ships"))),
    rejoined=True,
)


def stitched(file: Path) -> ExtractedTable:
    """A header and two rows on page 1, two more on page 2, from its second line on."""
    head = TableHead(
        2,
        1,
        page=1,
        box=(72.0, 60.0, 272.0, 140.0),
        geometry=Geometry(COLUMNS, (60.0, 80.0, 100.0, 120.0, 140.0)),
        flags=("hidden sheet",),
        extractor={"name": "pdfplumber", "stitch": True, "apart": []},
    )
    on = Stretch(
        2,
        (72.0, 30.0, 272.0, 90.0),
        Geometry(COLUMNS, (30.0, 50.0, 70.0, 90.0)),
        (Span(2, 0, 1, 2),),
        row0=1,
        seam=SEAM,
    )
    batches = [
        Batch([("Port", "Ships"), ("Ada", "1")]),
        Batch([("Ben", "2")]),
        Batch([("Cy", "3"), ("Total", None)], stretch=on),
    ]
    return ExtractedTable(Source.of(file, "application/pdf"), head, iter(batches))


def damaged(store: Store) -> list[str]:
    found = examine(store, lambda _done, _total: None)
    return [
        finding.what for finding in found if finding.state == "damaged" and finding.what != "schema"
    ]


@pytest.fixture
def ports(store: Store, file: Path) -> Dataset:
    return store.add(stitched(file), file, "ada", "ports")


def test_each_cell_has_its_box_on_its_own_page(ports: Dataset) -> None:
    (above,) = ports.origins(3, "Port")
    (below,) = ports.origins(4, "Ships")

    assert (above.page, above.box, above.row) == (1, (72.0, 100.0, 172.0, 120.0), 2)
    assert (below.page, below.box, below.row) == (2, (172.0, 50.0, 272.0, 70.0), 1)
    assert (above.stretch, below.stretch) == ((1, 3), (4, 5))
    assert below.table_box == (72.0, 30.0, 272.0, 90.0)


def test_a_merged_cell_is_whole_on_its_page_alone(ports: Dataset) -> None:
    (total,) = ports.origins(5, "Port")

    assert total.box == (72.0, 70.0, 272.0, 90.0)


def test_the_seam_is_kept_with_all_that_was_taken_out(ports: Dataset) -> None:
    first, second = ports.pages()

    assert (first.first, first.last, first.page, first.seam) == (1, 3, 1, None)
    assert (second.first, second.last, second.page, second.seam) == (4, 5, 2, SEAM)


def test_rows_know_their_pages_and_made_ones_have_none(ports: Dataset) -> None:
    ports.apply(InsertRows(below=(2,)), "ada")
    pages = ports.pages()

    assert [page_of(pages, row) for row in (1, 3, 4, 5, 6, 1 << 41)] == [1, 1, 2, 2, None, None]


def test_flags_of_the_dataset_say_what_was_joined(ports: Dataset) -> None:
    flags = ports.export_facts(1)["flags"]

    assert flags == [
        "hidden sheet",
        "joined over 2 pages, 1 to 2",
        "1 repeated header row was taken out",
        "1 running total was taken out",
        "1 row that a page break had cut was made whole",
        "joined in doubt before page 2",
    ]


def test_the_library_and_the_manifest_name_all_pages(store: Store, ports: Dataset) -> None:
    (summary,), (kept,) = store.datasets(), store.sources()

    assert summary.place == "pages 1–2"
    assert (kept.tables, kept.places()) == (1, "pages 1–2")
    (told,) = ports.export_facts(1)["sources"]
    assert (told["page"], told["pages"]) == (1, [1, 2])


def test_the_first_revision_vouches_for_the_seam(store: Store, ports: Dataset) -> None:
    assert not damaged(store)

    with store.connections.writing() as connection:
        connection.execute("DROP TRIGGER span_no_update")
        ((geometry,),) = connection.execute("SELECT geometry FROM span WHERE rid_lo = 4").fetchall()
        changed = json.loads(geometry)
        changed["seam"]["taken"] = []
        connection.execute("UPDATE span SET geometry = ? WHERE rid_lo = 4", (json.dumps(changed),))

    assert damaged(store) == ["ports"]
