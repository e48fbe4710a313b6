from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import ExtractionError
from curator.seams import Seam
from curator.sources import Batch, Mark
from extractors.stitching import FoundPage, stitched
from tests.extractors.stitching.pages import HEADER, data, pages, rows_of, table, whole


def seams(batches: list[Batch]) -> list[Seam]:
    return [each.stretch.seam for each in batches if each.stretch and each.stretch.seam]


def test_a_repeated_header_makes_one_table_and_is_remembered() -> None:
    ((head, batches),) = whole(
        pages(table(1, [HEADER, *data(0, 8)]), table(2, [HEADER, *data(8, 8)]))
    )

    assert rows_of(batches) == [list(row) for row in [HEADER, *data(0, 16)]]
    assert head.page == 1
    (seam,) = seams(batches)
    assert (seam.before, seam.page) == (1, 2)
    assert seam.evidence == ("columns", "header", "edge")
    assert seam.doubts == ()
    assert [(row.page, row.why, row.cells) for row in seam.taken] == [(2, "header", HEADER)]


def test_each_row_keeps_its_page_and_its_place_there() -> None:
    ((_head, batches),) = whole(
        pages(table(1, [HEADER, *data(0, 8)]), table(2, [HEADER, *data(8, 3)], bottom=200.0))
    )

    stretch = next(each.stretch for each in batches if each.stretch)
    assert (stretch.page, stretch.row0) == (2, 1)
    assert stretch.box == (72.0, 80.0, 432.0, 200.0)
    assert stretch.box_of(0, 0) == (72.0, 110.0, 192.0, 140.0)


def test_running_totals_are_taken_out_on_both_sides() -> None:
    ((_head, batches),) = whole(
        pages(
            table(1, [HEADER, *data(0, 8), ("Suma y sigue", None, "28")]),
            table(2, [HEADER, ("Suma anterior", None, "28"), *data(8, 8)]),
        )
    )

    assert rows_of(batches)[1:] == [list(row) for row in data(0, 16)]
    (seam,) = seams(batches)
    assert [(row.page, row.why, row.cells[0]) for row in seam.taken] == [
        (1, "running-total", "Suma y sigue"),
        (2, "header", "Port"),
        (2, "running-total", "Suma anterior"),
    ]


def test_persian_words_carry_totals_and_captions_too() -> None:
    header = ("مبلغ", "شرح", "ردیف")

    def rows(first: int, count: int) -> list[tuple[str, str, str]]:
        return [(str(n), f"شرح {n}", str(n)) for n in range(first, first + count)]

    ((_head, batches),) = whole(
        pages(
            table(
                1, [header, *rows(0, 5), ("10", "نقل به صفحهٔ بعد", "")], title="جدول ۳ - هزینه‌ها"
            ),
            table(
                2,
                [header, ("10", "نقل از صفحه قبل", ""), *rows(5, 5)],
                title="ادامه جدول 3 - هزينه ها",
            ),
        )
    )

    assert rows_of(batches)[1:] == [list(row) for row in rows(0, 10)]
    assert "caption" in seams(batches)[0].evidence


def test_a_row_that_the_break_cut_is_whole_and_says_so() -> None:
    ((_head, batches),) = whole(
        pages(
            table(1, [HEADER, *data(0, 8), ("Port 8", "a long remark", "8")]),
            table(2, [HEADER, (None, "that goes on", None), *data(9, 8)]),
        )
    )

    assert rows_of(batches)[9] == ["Port 8", "a long remark that goes on", "8"]
    assert rows_of(batches)[10][0] == "Port 9"
    marks = [mark for batch in batches for mark in batch.marks]
    assert marks == [Mark(9, 1, flag="joined over the break between pages 1 and 2")]
    assert seams(batches)[0].rejoined
    assert next(each.stretch for each in batches if each.stretch).row0 == 2


def test_figures_of_a_cut_row_may_stand_after_the_break() -> None:
    ((_head, batches),) = whole(
        pages(
            table(1, [HEADER, *data(0, 8), ("Port 8", "a long remark", None)]),
            table(2, [HEADER, (None, "that goes on", "8"), *data(9, 8)]),
        )
    )

    assert rows_of(batches)[9] == ["Port 8", "a long remark that goes on", "8"]
    flags = {mark.column: mark.flag for batch in batches for mark in batch.marks}
    assert flags[2] == "found on page 2, to which its row on page 1 goes on"


def test_a_heading_within_a_table_is_no_rest_of_a_row() -> None:
    ((_head, batches),) = whole(
        pages(
            table(1, [HEADER, *data(0, 9)]),
            table(2, [HEADER, ("Northern coast", None, None), *data(9, 8)]),
        )
    )

    assert rows_of(batches)[10] == ["Northern coast", None, None]


def test_captions_with_other_numbers_are_of_two_tables() -> None:
    found = whole(
        pages(
            table(1, [HEADER, *data(0, 8)], title="Table 3. Ships"),
            table(2, [HEADER, *data(8, 8)], title="Table 4. Ships"),
        )
    )

    assert [head.title for head, _batches in found] == ["Table 3. Ships", "Table 4. Ships"]
    assert [head.flags for head, _batches in found] == [(), ()]


def test_forms_of_other_names_are_two_tables() -> None:
    found = whole(
        pages(
            table(1, [HEADER, *data(0, 8)], title="Region of Lyon"),
            table(2, [HEADER, *data(8, 8)], title="Region of Nice"),
        )
    )

    assert len(found) == 2


def test_a_running_title_is_no_caption() -> None:
    def numbered() -> Iterator[FoundPage]:
        one = table(1, [HEADER, *data(0, 8)], title="Table 1. Ships")
        other = table(2, [HEADER, *data(8, 8)], title="Yearbook of ports, page 2")
        yield FoundPage(1, 612, 792, [one], ["Yearbook of ports, page 1"])
        yield FoundPage(2, 612, 792, [other], ["Yearbook of ports, page 2"])

    assert len(whole(numbered())) == 1


def test_thin_evidence_leaves_two_tables_and_says_so() -> None:
    first, second = whole(
        pages(
            table(1, [HEADER, *data(0, 8)], bottom=300.0),
            table(2, [HEADER, *data(8, 8)], bottom=300.0),
        )
    )

    assert first[0].flags == ()
    assert second[0].flags == (
        "may go on from page 1: too little speaks for it, so it was left a table apart",
    )


def test_a_missing_header_and_shifted_columns_are_doubts() -> None:
    ((_head, without),) = whole(
        pages(table(1, [HEADER, *data(0, 8)]), table(2, data(8, 8), header=0))
    )
    edges = (72.0, 186.0, 318.0, 432.0)
    ((_head, shifted),) = whole(
        pages(table(1, [HEADER, *data(0, 8)]), table(2, [HEADER, *data(8, 8)], edges=edges))
    )

    assert seams(without)[0].doubts == ("no-header",)
    assert seams(shifted)[0].doubts == ("shifted",)


@pytest.mark.parametrize(
    "after",
    [
        table(3, [HEADER, *data(8, 8)]),
        table(2, [(*HEADER, "x"), ("a", "b", "c", "d")]),
        table(2, [("Year", "Men", "Women"), *data(8, 8)], title=None),
        table(2, [HEADER, *data(8, 8)], edges=(72.0, 272.0, 372.0, 432.0)),
    ],
    ids=["page between", "other columns", "other header", "other widths"],
)
def test_what_does_not_fit_is_another_table(after: object) -> None:
    one = table(1, [("Port", "Tonnes", "Ships"), *[("a", "1", "2")] * 8])
    assert len(whole(pages(one, after))) == 2  # type: ignore[arg-type] # made above


def test_a_seam_is_undone_by_its_page() -> None:
    def three() -> Iterator[FoundPage]:
        return pages(*(table(n, [HEADER, *data(8 * n, 8)]) for n in (1, 2, 3)))

    first, second = whole(three(), apart=(3,))

    assert len(rows_of(first[1])) == 17
    assert second[0].page == 3
    assert rows_of(second[1])[0] == list(HEADER)


def test_only_the_last_and_the_first_table_of_two_pages_are_one() -> None:
    def two() -> Iterator[FoundPage]:
        above = table(1, [("a", "b"), ("1", "2")], bottom=200.0)
        below = table(1, [HEADER, *data(0, 8)], top=300.0)
        on = table(2, [HEADER, *data(8, 2)], bottom=200.0)
        last = table(2, [("c", "d"), ("3", "4")], top=300.0)
        yield FoundPage(1, 612, 792, [above, below])
        yield FoundPage(2, 612, 792, [on, last])

    found = whole(two())

    assert [rows_of(batches)[0][0] for _head, batches in found] == ["a", "Port", "c"]
    assert len(rows_of(found[1][1])) == 11


def test_rows_come_before_the_next_page_is_read() -> None:
    read: list[int] = []

    def slow() -> Iterator[FoundPage]:
        for page in pages(*(table(n, [HEADER, *data(8 * n, 8)]) for n in range(1, 5))):
            read.append(page.number)
            yield page

    first = next(stitched(slow()))
    rows = next(first.batches).rows

    assert read == [1]
    assert len(rows) == 6


def test_what_was_read_before_damage_is_whole() -> None:
    def damaged() -> Iterator[FoundPage]:
        yield from pages(*(table(n, [HEADER, *data(8 * n, 8)]) for n in (1, 2)))
        raise ExtractionError("a.pdf is damaged and cannot be read on page 3.")

    tables = stitched(damaged())

    batches = list(next(tables).batches)
    assert len(rows_of(batches)) == 17
    assert [mark for batch in batches for mark in batch.marks] == [
        Mark(16, 0, flag="the page after this row could not be read; the table may go on there")
    ]
    with pytest.raises(ExtractionError, match="page 3"):
        next(tables)


@given(st.lists(st.integers(4, 12), min_size=1, max_size=6), st.booleans(), st.booleans())
def test_no_row_is_lost_or_told_twice(sizes: list[int], repeated: bool, carried: bool) -> None:
    made, count = [], 0
    for number, size in enumerate(sizes, 1):
        rows = [HEADER] if repeated or number == 1 else []
        rows += [("Brought forward", None, str(count))] if carried and number > 1 else []
        rows += data(count, size)
        rows += [("Carried forward", None, "7")] if carried and number < len(sizes) else []
        made.append(table(number, rows, header=1 if rows[0] is HEADER else 0))
        count += size

    ((_head, batches),) = whole(pages(*made))

    assert rows_of(batches) == [list(row) for row in [HEADER, *data(0, count)]]
    assert sum(len(batch.rows) for batch in batches) == count + 1
    starts = [each.stretch.page for each in batches if each.stretch]
    assert starts == list(range(2, len(sizes) + 1))
    taken = [row for seam in seams(batches) for row in seam.taken]
    assert len(taken) == (len(sizes) - 1) * (repeated + 2 * carried)


def test_the_rest_of_a_row_is_parted_from_the_header_above_it() -> None:
    glued = ("Port", "Remarks that goes on", "Ships")
    ((_head, batches),) = whole(
        pages(
            table(1, [HEADER, *data(0, 8), ("Port 8", "a long remark", "8")]),
            table(2, [glued, *data(9, 8)], marks=[Mark(1, 0, flag="doubtful")]),
        )
    )

    assert rows_of(batches)[9] == ["Port 8", "a long remark that goes on", "8"]
    assert rows_of(batches)[10] == ["Port 9", "remark 9", "9"]
    assert seams(batches)[0].taken[0].cells == HEADER
    flags = {(mark.row, mark.column): mark.flag for batch in batches for mark in batch.marks}
    assert flags[10, 0] == "doubtful"
    stretch = next(each.stretch for each in batches if each.stretch)
    row = 740.0 - 80.0
    assert stretch.box_of(0, 0) == pytest.approx((72, 80 + row / 9, 192, 80 + 2 * row / 9))


@pytest.mark.parametrize(("title", "count"), [("Table 1 (continued)", 1), (None, 2)])
def test_a_header_may_differ_in_part_only_under_a_caption_that_goes_on(
    title: str | None, count: int
) -> None:
    other = ("Harbour", "Remarks", "Ships")
    found = whole(
        pages(
            table(1, [HEADER, *data(0, 8)], title="Table 1. Ports"),
            table(2, [other, *data(8, 8)], title=title),
        )
    )

    assert len(found) == count
    if count == 1:
        (seam,) = seams(found[0][1])
        assert seam.doubts == ("other-header",)
        assert seam.taken[0].cells == other


def test_a_caption_that_goes_on_from_nowhere_is_told() -> None:
    ((head, _batches),) = whole(pages(table(5, [HEADER, *data(0, 8)], title="Table 2 (continued)")))

    assert head.flags == (
        "its caption says that it goes on from an earlier page, to which nothing joins it",
    )


def test_columns_from_right_to_left_are_compared_as_they_stand() -> None:
    edges = (432.0, 312.0, 192.0, 72.0)
    shifted = (428.0, 330.0, 180.0, 76.0)
    ((_head, batches),) = whole(
        pages(
            table(1, [HEADER, *data(0, 8)], edges=edges),
            table(2, [HEADER, *data(8, 8)], edges=shifted),
        )
    )

    assert seams(batches)[0].doubts == ("shifted",)
