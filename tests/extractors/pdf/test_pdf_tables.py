from collections.abc import Sequence
from pathlib import Path

import pytest

from curator.errors import ExtractionError, LockedError, UnknownNameError
from curator.sources import Batch, ExtractedTable, Source, Span
from extractors.pdf.page import page_text
from extractors.pdf.pdf_tables import PdfTables
from tests.extractors.documents import HEIGHT, LEFT, TOP, WIDTH, ruled, text, write_pdf
from tests.extractors.locked import lock_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]
PLACES = [
    ["Province", "2011", "2016", "Change"],
    ["Azerbaijan", "3,724,620", "3,909,652", "0.98"],
    ["Bushehr", "1,032,949", "1,163,400", "2.41"],
    ["Fars", "4,596,658", "4,851,274", "1.08"],
    ["Gilan", "2,480,874", "2,530,696", "0.40"],
]
PROSE = [
    "The number of people who live in each of the provinces was counted twice, and what",
    "changed between the two counts is told in the last column as a share of the first for",
    "each year that lies between them, so that provinces of any size can be compared here.",
]


def tables(path: Path, extractor: PdfTables | None = None) -> list[ExtractedTable]:
    source = Source.of(path, "application/pdf")
    found = (extractor or PdfTables()).extract(path, source, lambda done, total: None)
    return [ExtractedTable(one.source, one.head, iter(list(one.batches))) for one in found]


def batch(table: ExtractedTable) -> Batch:
    (only,) = table.batches
    return only


def rows(table: ExtractedTable) -> list[list[str | None]]:
    return [list(row) for row in batch(table).rows]


def spaced(
    table: Sequence[Sequence[str]], top: float = TOP, wide: float = 110, leading: float = 14
) -> str:
    """Return the drawing of a table that is set by white space alone."""
    return "\n".join(
        text(LEFT + across * wide, top - down * leading, cell)
        for down, row in enumerate(table)
        for across, cell in enumerate(row)
        if cell
    )


def prose(top: float) -> str:
    return "\n".join(text(LEFT, top - 14 * number, line) for number, line in enumerate(PROSE))


def test_a_ruled_table_is_found_with_its_place(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["", ruled(ROWS, "Table 1. Places")])

    (found,) = tables(path)

    assert rows(found) == ROWS
    assert (found.head.page, found.head.header_count) == (2, 1)
    assert found.head.title == "Table 1. Places"
    assert found.head.flags == ()
    top = 792 - TOP
    assert found.head.box == (LEFT, top, LEFT + 3 * WIDTH, top + 3 * HEIGHT)
    assert found.head.geometry.box(1, 2) == (
        LEFT + 2 * WIDTH, top + HEIGHT, LEFT + 3 * WIDTH, top + 2 * HEIGHT,
    )  # fmt: skip


def test_a_small_ruled_table_on_an_empty_page_is_found(tmp_path: Path) -> None:
    (found,) = tables(write_pdf(tmp_path / "a.pdf", [ruled([["year", "ships"], ["2020", "7"]])]))

    assert rows(found) == [["year", "ships"], ["2020", "7"]]


def test_a_table_without_rulings_is_found_among_prose(tmp_path: Path) -> None:
    drawing = f"{prose(760)}\n{spaced(PLACES, 690)}\n{prose(600)}"

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [drawing]))

    assert rows(found) == PLACES
    assert found.head.header_count == 1


def test_prose_in_one_column_or_two_is_no_table(tmp_path: Path) -> None:
    halves = [
        text(LEFT + 250 * side, 700 - 14 * number, line[:44])
        for side in (0, 1)
        for number, line in enumerate(PROSE * 4)
    ]

    assert tables(write_pdf(tmp_path / "a.pdf", [prose(700), "\n".join(halves)])) == []


def test_the_scale_of_a_chart_is_no_table(tmp_path: Path) -> None:
    marks = [text(80, 700 - 20 * n, str(90 - 10 * n)) for n in range(9)]
    names = [text(150 + 90 * n, 705, name) for n, name in enumerate(["North", "South", "East"])]
    lines = [f"100 {703 - 20 * n} 400 0 re S" for n in range(9)]
    sides = [f"{100 + 100 * n} 540 0 165 re S" for n in range(5)]

    assert (
        tables(write_pdf(tmp_path / "a.pdf", ["\n".join([*marks, *names, *lines, *sides])])) == []
    )


def test_rows_that_are_numbered_downwards_are_a_table(tmp_path: Path) -> None:
    ranked = [["left", "ships", "boats"], *[[str(9 - n), str(40 + n), "7"] for n in range(6)]]

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [ruled(ranked)]))

    assert rows(found) == ranked


def test_tables_side_by_side_and_stacked_are_told_apart(tmp_path: Path) -> None:
    beside = ruled(ROWS[:3], "").replace(f"{LEFT} ", f"{LEFT} ")
    below = "\n".join(f"1 0 0 1 0 -200 cm\n{ruled(ROWS)}" for _ in range(1))

    found = tables(write_pdf(tmp_path / "a.pdf", [f"q {beside} Q q {below} Q"]))

    assert [rows(one) for one in found] == [ROWS, ROWS]
    assert found[0].head.box != found[1].head.box


def test_every_named_box_holds_the_text_of_its_cell(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [spaced(PLACES)], "/CropBox[50 100 562 742]")

    (found,) = tables(path)
    words = page_text(path, 1).words

    for number, row in enumerate(rows(found)):
        for column, cell in enumerate(row):
            box = found.head.geometry.box(number, column)
            assert box is not None
            inside = [
                word.text
                for word in words
                if box[0] <= (word.box[0] + word.box[2]) / 2 <= box[2]
                and box[1] <= (word.box[1] + word.box[3]) / 2 <= box[3]
            ]
            assert " ".join(inside) == cell


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_table_is_read_however_its_page_is_turned(tmp_path: Path, rotation: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)], f"/Rotate {rotation}")

    (found,) = tables(path)
    words = page_text(path, 1).words

    assert rotation == 180 or rows(found) == ROWS
    assert found.head.box is not None
    x0, top, x1, bottom = found.head.box
    for word in words:
        assert x0 <= word.box[0] <= word.box[2] <= x1
        assert top <= word.box[1] <= word.box[3] <= bottom


@pytest.mark.parametrize("matrix", ["0 1 -1 0 780 0", "0 -1 1 0 -100 792"])
def test_a_table_that_lies_on_its_side_is_read_the_way_its_text_runs(
    tmp_path: Path, matrix: str
) -> None:
    lying = f"q {matrix} cm {ruled(ROWS, 'Table 4. Places')} Q {text(72, 30, 'page 7')}"

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [lying]))

    assert rows(found) == ROWS
    assert found.head.title == "Table 4. Places"
    assert found.head.box is not None
    x0, top, x1, bottom = found.head.box
    assert (round(x1 - x0), round(bottom - top)) == (3 * HEIGHT, 3 * WIDTH)
    assert found.head.geometry.box(0, 0) is None


def test_turned_headings_are_read_the_way_they_run(tmp_path: Path) -> None:
    names = [
        text(0, 0, words).replace("1 0 0 1 0 0 Tm", f"{matrix} {x} {y} Tm")
        for matrix, x, y, words in (
            ("0 1 -1 0", LEFT + WIDTH + 30, TOP + 4, "of all voters"),
            ("0 1 -1 0", LEFT + WIDTH + 16, TOP + 4, "The number"),
            ("0 -1 1 0", LEFT + 2 * WIDTH + 16, TOP + 80, "Spoiled ballots"),
        )
    ]
    boxes = [f"{LEFT + WIDTH * column} {TOP} {WIDTH} 90 re S" for column in range(3)]
    town = text(LEFT + 4, TOP + 40, "Town")
    drawing = "\n".join(
        [*boxes, town, *names, ruled([["Alcona", "963", "4"], *[["Gustin", "611", "2"]] * 5])]
    )

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [drawing]))

    assert rows(found)[:2] == [
        ["Town", "The number of all voters", "Spoiled ballots"],
        ["Alcona", "963", "4"],
    ]


def test_a_merged_cell_keeps_its_text_at_the_top_left(tmp_path: Path) -> None:
    merged = "\n".join(
        [
            f"{LEFT} {TOP - HEIGHT} {2 * WIDTH} {HEIGHT} re S",
            text(LEFT + 4, TOP - HEIGHT + 8, "people"),
            f"1 0 0 1 0 {-HEIGHT} cm",
            ruled([["men", "women"], ["1", "2"]]),
        ]
    )

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [merged]))

    assert rows(found) == [["people", None], ["men", "women"], ["1", "2"]]
    assert found.head.spans == (Span(0, 0, 1, 2),)
    assert found.head.header_count == 2


def test_notes_below_a_table_are_kept_apart(tmp_path: Path) -> None:
    notes = text(LEFT, TOP - 3 * HEIGHT - 14, "Source: census of 2016.")

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [f"{ruled(ROWS)}\n{notes}"]))

    assert rows(found) == ROWS
    assert found.head.notes == "Source: census of 2016."


def test_a_caption_with_a_gap_in_it_is_the_title(tmp_path: Path) -> None:
    caption = text(LEFT, TOP + 14, "Table 5") + text(
        LEFT + 120, TOP + 14, "Provinces in 2011 and 2016"
    )

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [caption + spaced(PLACES)]))

    assert rows(found) == PLACES
    assert found.head.title == "Table 5 Provinces in 2011 and 2016"


def test_a_cell_that_was_put_together_by_its_spacing_says_so(tmp_path: Path) -> None:
    wrapped = [list(row) for row in PLACES]
    drawing = spaced(wrapped, leading=30) + text(LEFT, TOP - 30 - 11, "of the east")

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [drawing]))
    only = batch(found)

    assert only.rows[1][0] == "Azerbaijan of the east"
    (mark,) = only.marks
    assert (mark.row, mark.column) == (1, 0)
    assert mark.flag == "put together from 2 lines by the space between rows"


def test_a_table_that_may_be_a_list_says_so(tmp_path: Path) -> None:
    names = [["town", "river", "hill"], *[["Ash", "Bel", "Cor"]] * 6]

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [spaced(names)]))

    (flag,) = found.head.flags
    assert flag.startswith("confidence fair: it has neither rulings")


def test_pages_are_chosen_and_missing_ones_said(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)] * 3)

    assert [table.head.page for table in tables(path, PdfTables(pages=(2, 3)))] == [2, 3]
    with pytest.raises(UnknownNameError, match=r"a\.pdf has no page 7; its pages are 1 to 3\."):
        tables(path, PdfTables(pages=(1, 7)))


def test_the_header_may_be_said(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])

    assert tables(path, PdfTables(header_rows=2))[0].head.header_count == 2


def test_a_damaged_pdf_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")

    with pytest.raises(ExtractionError, match=r"a\.pdf is damaged and cannot be read as a PDF\."):
        tables(path)


def test_a_locked_pdf_is_read_with_its_password(tmp_path: Path) -> None:
    path = lock_pdf(write_pdf(tmp_path / "a.pdf", [ruled(ROWS)]), "s3same")

    with pytest.raises(LockedError):
        tables(path)
    assert rows(tables(path, PdfTables(password="s3same"))[0]) == ROWS
