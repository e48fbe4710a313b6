from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.sources import Box
from extractors import Found, Options, Spool, read, read_twice
from extractors.comparing import count_words
from extractors.limits import Limits
from extractors.pdf import second_count
from extractors.pdf.reader import page_of
from extractors.pdf.second_reading import ReadCell, ReadPage, differing, second_reading
from tests.extractors.documents import HEIGHT, LEFT, TOP, WIDTH, ruled, text, write_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as opened:
        yield opened


def found_in(path: Path, spool: Spool) -> list[Found]:
    return [spool.keep(table) for table in read(path)]


def flags(found: Found) -> list[tuple[int, int, str | None]]:
    batches = list(found.table().batches)
    return [(m.row, m.column, m.flag) for batch in batches for m in batch.marks if m.flag]


def test_agreement_is_silent(tmp_path: Path, spool: Spool) -> None:
    found = found_in(write_pdf(tmp_path / "a.pdf", [ruled(ROWS), ruled(ROWS)]), spool)

    assert read_twice(tmp_path / "a.pdf", found) == 0
    assert [flags(one) for one in found] == [[]] * len(found)
    assert all(one.checked for one in found)


def test_a_cell_that_another_reader_reads_otherwise_says_what_it_has(
    tmp_path: Path, spool: Spool
) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])
    (found,) = found_in(path, spool)
    changed = write_pdf(
        tmp_path / "b.pdf", [ruled([ROWS[0], ["001", "Tehran", "18"], ["002", "Lyon", ""]])]
    )

    assert read_twice(changed, [found]) == 2
    assert flags(found) == [
        (1, 2, "a second reading finds “18”"),
        (2, 2, "a second reading finds nothing here"),
    ]


def test_doubts_stand_beside_what_was_doubtful_before(tmp_path: Path, spool: Spool) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])
    (found,) = found_in(path, spool)
    changed = write_pdf(tmp_path / "b.pdf", [ruled([ROWS[0], ["007", "Tehran", "10"], ROWS[2]])])
    read_twice(changed, [found])
    read_twice(write_pdf(tmp_path / "c.pdf", [ruled([ROWS[0], ["008"], ROWS[2]])]), [found])

    (here,) = [mark.flag for mark in found.marks(1) if mark.column == 0]
    assert here == "a second reading finds “007”; a second reading finds “008”"


def test_a_file_that_the_second_reader_cannot_read_is_flagged(tmp_path: Path, spool: Spool) -> None:
    (found,) = found_in(write_pdf(tmp_path / "a.pdf", [ruled(ROWS)]), spool)
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")

    assert read_twice(broken, [found], limits=Limits(silence=20)) is None
    assert found.head.flags == ("not read a second time",)
    assert not found.checked


def test_the_cells_of_a_merged_heading_are_compared_whole(tmp_path: Path, spool: Spool) -> None:
    x, y = LEFT, TOP - HEIGHT
    wide = f"{x} {y} {2 * WIDTH} {HEIGHT} re S\n" + text(x + 4, y + 8, "people by place")
    below = ruled(ROWS).replace(f"{x} {y} {WIDTH} {HEIGHT} re S", "", 1)
    path = write_pdf(tmp_path / "a.pdf", [wide + "\n" + "\n".join(below.splitlines()[4:])])
    found = found_in(path, spool)

    assert read_twice(path, found) == 0


def test_white_space_hyphens_and_leads_are_no_difference() -> None:
    letters = [
        {
            "text": letter,
            "x0": 10.0 + 5 * place,
            "x1": 14.0 + 5 * place,
            "top": 10.0,
            "bottom": 20.0,
            "size": 10.0,
            "matrix": (1, 0, 0, 1, 0, 0),
        }
        for place, letter in enumerate("A\u2010B.....")
    ]

    assert not list(differing([ReadCell(0, 0, 0, (0, 0, 90, 30), "A - B")], letters))


def test_the_options_of_reading_do_not_matter_to_it(tmp_path: Path, spool: Spool) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS), ruled(ROWS)])
    apart = [spool.keep(table) for table in read(path, Options(stitch=False))]

    assert read_twice(path, apart) == 0


def test_rulings_that_the_second_reader_counts_otherwise_are_told(
    tmp_path: Path, spool: Spool
) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])
    (found,) = found_in(path, spool)
    box = (72.0, 92.0, 432.0, 164.0)
    (counted,) = second_count.counted([(0, box)], page_of(path, 1), Unruled())
    same = list(read_again(path, box))

    assert counted.first == (4, 4)
    assert counted.second == (0, 0)
    assert "counts 0 rulings across and 0 down, the first 4 and 4" in count_words(counted)
    assert not same
    assert read_twice(path, [found]) == 0
    assert found.head.flags == ()


class Unruled:
    """A page of which the second reader sees no drawing."""

    cropbox = (0.0, 0.0, 612.0, 792.0)
    lines: tuple[object, ...] = ()
    rects: tuple[object, ...] = ()


def read_again(path: Path, box: Box) -> Iterator[object]:
    return second_reading(path, [ReadPage(1, [], [(0, box)])], lambda done, total: None)
