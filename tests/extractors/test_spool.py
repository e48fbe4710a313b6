import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from curator.seams import Seam
from curator.sources import Batch, ExtractedTable, Geometry, Mark, Source, Stretch, TableHead
from extractors.spool import Spool

SOURCE = Source("0" * 64, "a.csv", "text/csv", 1)


def numbered(count: int) -> ExtractedTable:
    """A table of `count` rows, in uneven batches, with a mark every hundredth."""
    batches = []
    for first in range(0, count, 700):
        last = min(first + 700, count)
        marks = [Mark(row, 0, flag="x") for row in range(first, last) if row % 100 == 0]
        batches.append(Batch([(str(row), None) for row in range(first, last)], marks))
    return ExtractedTable(SOURCE, TableHead(2), iter(batches))


def test_any_window_is_read() -> None:
    with Spool() as spool:
        spool.keep(numbered(10))
        found = spool.keep(numbered(5000))

        assert found.row_count == 5000
        for first, count in ((0, 3), (254, 5), (699, 3), (4998, 10), (5000, 1), (0, 5000)):
            expected = [(str(row), None) for row in range(first, min(first + count, 5000))]
            assert found.window(first, count) == expected


def test_a_kept_table_is_read_again_with_another_head() -> None:
    with Spool() as spool:
        found = spool.keep(numbered(1500))
        table = found.table(replace(found.head, header_count=2))
        batches = list(table.batches)

    assert table.head.header_count == 2
    assert [row[0] for batch in batches for row in batch.rows] == [str(row) for row in range(1500)]
    assert [m.row for batch in batches for m in batch.marks] == list(range(0, 1500, 100))


def test_each_row_keeps_the_place_of_its_page() -> None:
    seam = Seam(7, 8, ("columns", "header"))
    on = Stretch(8, (0, 0, 9, 9), Geometry((0, 9), (0, 3, 6, 9)), row0=1, seam=seam)
    batches = [Batch([("a",)] * 300), Batch([("b",)] * 300, stretch=on), Batch([("c",)])]
    table = ExtractedTable(SOURCE, TableHead(1, page=7), iter(batches))

    with Spool() as spool:
        found = spool.keep(table)

        assert found.pages() == [7, 8]
        assert [found.page_of(row) for row in (0, 299, 300, 600)] == [7, 7, 8, 8]
        assert found.stretch(299) == (0, found.head.stretch())
        assert found.stretch(599) == (300, on)
        assert list(found.seams()) == [seam]
        assert [batch.stretch for batch in found.table().batches if batch.stretch] == [on]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_reads_the_file_and_it_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Spool() as spool:
        spool.keep(numbered(10))
        (folder,) = tmp_path.iterdir()
        (file,) = folder.iterdir()

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    assert list(tmp_path.iterdir()) == []
