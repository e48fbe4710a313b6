from dataclasses import replace
from pathlib import Path

import pytest

from curator.errors import ExtractionError, UnknownNameError
from curator.sources import ExtractedTable, Source, Span
from extractors.pdf.page import page_text
from extractors.pdf.pdfplumber_finder import Pdfplumber
from tests.extractors.documents import HEIGHT, LEFT, TOP, WIDTH, ruled, text, write_pdf

PLAIN = Pdfplumber()
ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]


def tables(path: Path, extractor: Pdfplumber = PLAIN) -> list[ExtractedTable]:
    source = Source.of(path, "application/pdf")
    found = extractor.extract(path, source, lambda done, total: None)
    return [replace(table, batches=iter(list(table.batches))) for table in found]


def rows(table: ExtractedTable) -> list[list[str | None]]:
    return [list(row) for batch in table.batches for row in batch.rows]


def test_a_ruled_table_is_found_with_its_place(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["", ruled(ROWS, "Table 1. Places")])

    (found,) = tables(path)

    assert rows(found) == ROWS
    assert (found.head.page, found.head.header_count) == (2, 1)
    assert found.head.title == "Table 1. Places"
    top = 792 - TOP
    assert found.head.box == (LEFT, top, LEFT + 3 * WIDTH, top + 3 * HEIGHT)
    assert found.head.geometry.box(1, 2) == (
        LEFT + 2 * WIDTH, top + HEIGHT, LEFT + 3 * WIDTH, top + 2 * HEIGHT,
    )  # fmt: skip


def test_a_merged_cell_keeps_its_text_at_the_top_left(tmp_path: Path) -> None:
    merged = "\n".join(
        [
            f"{LEFT} {TOP - HEIGHT} {2 * WIDTH} {HEIGHT} re S",
            text(LEFT + 4, TOP - HEIGHT + 8, "people"),
            f"{LEFT} {TOP - 2 * HEIGHT} {WIDTH} {HEIGHT} re S",
            text(LEFT + 4, TOP - 2 * HEIGHT + 8, "men"),
            f"{LEFT + WIDTH} {TOP - 2 * HEIGHT} {WIDTH} {HEIGHT} re S",
            text(LEFT + WIDTH + 4, TOP - 2 * HEIGHT + 8, "women"),
        ]
    )

    (found,) = tables(write_pdf(tmp_path / "a.pdf", [merged]))

    assert rows(found) == [["people", None], ["men", "women"]]
    assert found.head.spans == (Span(0, 0, 1, 2),)


def test_the_crop_box_moves_the_corner(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)], "/CropBox[50 100 562 742]")

    (found,) = tables(path)
    words = page_text(path, 1)

    assert found.head.box is not None
    assert found.head.box[:2] == (LEFT - 50, 742 - TOP)
    assert (words.width, words.height) == (512, 642)
    code = next(word for word in words.words if word.text == "code")
    cell = found.head.geometry.box(0, 0)
    assert cell is not None
    assert cell[0] <= code.box[0] <= code.box[2] <= cell[2]
    assert cell[1] <= code.box[1] <= code.box[3] <= cell[3]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_and_tables_share_one_page_however_it_is_turned(
    tmp_path: Path, rotation: int
) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)], f"/Rotate {rotation}")

    (found,) = tables(path)
    words = page_text(path, 1)

    assert found.head.box is not None
    x0, top, x1, bottom = found.head.box
    assert (words.width, words.height) == ((612, 792) if rotation % 180 == 0 else (792, 612))
    assert len(words.words) >= 9
    for word in words.words:
        assert x0 <= word.box[0] <= word.box[2] <= x1
        assert top <= word.box[1] <= word.box[3] <= bottom


def test_one_lonely_cell_is_no_table(tmp_path: Path) -> None:
    assert tables(write_pdf(tmp_path / "a.pdf", [ruled([["note"]])])) == []


def test_pages_are_chosen_and_missing_ones_said(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)] * 3)

    assert [table.head.page for table in tables(path, Pdfplumber(pages=(2, 3), stitch=False))] == [
        2,
        3,
    ]
    with pytest.raises(UnknownNameError, match=r"a\.pdf has no page 7; its pages are 1 to 3\."):
        tables(path, Pdfplumber(pages=(1, 7)))
    with pytest.raises(UnknownNameError, match=r"a\.pdf has no page 4; its pages are 1 to 3\."):
        page_text(path, 4)


def test_the_header_may_be_said(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [ruled(ROWS)])

    assert tables(path, Pdfplumber(header_rows=2))[0].head.header_count == 2


def test_a_damaged_pdf_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")

    with pytest.raises(ExtractionError, match=r"a\.pdf is damaged and cannot be read as a PDF\."):
        tables(path)
    with pytest.raises(ExtractionError, match=r"a\.pdf is damaged and cannot be read as a PDF\."):
        page_text(path, 1)


LETTERS = {"n": "ن", "a": "ا", "j": "ج", "y": "ی", "h": "ه", "L": "لا", "m": "م", "T": "جدول"}


def test_text_from_right_to_left_is_read_so_and_kept_as_shown(tmp_path: Path) -> None:
    shown = [["12", "najyhL"], [r"\)7\(", r"\)naj\( m"], ["1.5-", "COVID m"]]
    path = write_pdf(tmp_path / "a.pdf", [ruled(shown, "1 T")], names=LETTERS)

    (found,) = tables(path)
    (batch,) = found.batches

    assert [list(row) for row in batch.rows] == [
        ["12", "لاهیجان"],
        ["(7)", "م (جان)"],
        ["-1.5", "م COVID"],
    ]
    raw = {(mark.row, mark.column): mark.raw for mark in batch.marks}
    assert raw[(1, 0)] == ")7("
    assert raw[(2, 0)] == "1.5-"
    assert (0, 0) not in raw
    assert found.head.title == "جدول 1"


@pytest.mark.parametrize("matrix", ["0 1 -1 0", "0 -1 1 0"])
def test_turned_headers_are_read_the_way_they_run(tmp_path: Path, matrix: str) -> None:
    x, y = (LEFT + 60, TOP - 22) if matrix.startswith("0 1") else (LEFT + 60, TOP - 2)
    header = f"BT /F1 6 Tf {matrix} {x} {y} Tm (Births) Tj ET"
    path = write_pdf(tmp_path / "a.pdf", [ruled([["", "b"], ["1", "2"]]) + "\n" + header])

    (found,) = tables(path)
    (batch,) = found.batches

    assert batch.rows[0] == ["Births", "b"]


def test_a_ligature_in_the_words_of_a_page_is_read_in_order(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [text(100, 700, "najyhL")], names=LETTERS)

    assert [word.text for word in page_text(path, 1).words] == ["لاهیجان"]
