import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from python_calamine import CalamineWorkbook

from curator.demo import documents
from curator.demo.practice import practice_page

SCRIPT = Path(__file__).parents[2] / "docs" / "make_demo_documents.py"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents as the script makes them here and now."""
    pytest.importorskip("fpdf")
    pytest.importorskip("uharfbuzz")
    if not FONT.exists():
        pytest.skip("DejaVu Sans is not installed.")
    folder = tmp_path_factory.mktemp("made")
    make(folder)
    return folder


def make(folder: Path) -> None:
    command = [sys.executable, SCRIPT, "--font", FONT, "--out", folder]
    subprocess.run(command, check=True, capture_output=True)


def tables(path: Path) -> list[list[list[list[str]]]]:
    """The tables of each page, as text in the order in which it is drawn, left to right."""
    with pdfplumber.open(path) as pdf:
        return [page.extract_tables({"text_keep_blank_chars": True}) for page in pdf.pages]


def drawn(path: Path) -> list[object]:
    """Every character and ruling with its place; compression may differ between machines."""
    with pdfplumber.open(path) as pdf:
        return [
            (kind, thing.get("text"), round(thing["x0"]), round(thing["top"]))
            for page in pdf.pages
            for kind in ("char", "line", "rect")
            for thing in page.objects.get(kind, [])
        ]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or 0)


def test_two_documents_are_shipped() -> None:
    assert [path.name for path in documents()] == ["ports-statistics.pdf", "clinics.xlsx"]
    assert all(0 < path.stat().st_size < 150_000 for path in documents())


def test_the_shipped_pdf_is_what_the_script_makes(made: Path) -> None:
    shipped, _ = documents()

    assert drawn(shipped) == drawn(made / shipped.name)


def test_the_shipped_practice_page_is_what_the_script_makes(made: Path) -> None:
    assert drawn(practice_page()) == drawn(made / practice_page().name)


def test_the_shipped_workbook_is_what_the_script_makes(made: Path) -> None:
    _, shipped = documents()

    with zipfile.ZipFile(shipped) as old, zipfile.ZipFile(made / shipped.name) as new:
        for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
            assert old.read(part) == new.read(part)


def test_the_script_makes_the_same_bytes_again(made: Path, tmp_path: Path) -> None:
    make(tmp_path)

    for path in (*documents(), practice_page()):
        assert (tmp_path / path.name).read_bytes() == (made / path.name).read_bytes()


def test_the_pdf_has_exactly_the_three_ruled_tables() -> None:
    pages = tables(documents()[0])

    shapes = [[(len(table), len(table[0])) for table in page] for page in pages]
    assert shapes == [[(26, 9)], [(26, 9)], [(6, 6)]]


def test_the_persian_table_begins_at_the_right() -> None:
    ((table,), *_) = tables(documents()[0])

    assert [text[::-1] for text in table[0][-3:]] == ["بندر", "استان", "کد"]
    assert table[0][4] == "کشتی\u200cها"[::-1]
    assert table[1][0] == "۲٫۴"
    assert table[1][-1] == "۰۰۱"
    assert table[3][0] == "-۵٫۸"


def test_the_persian_table_has_the_yeh_and_kaf_of_ministries() -> None:
    ((table,), *_) = tables(documents()[0])

    marked = [text[::-1] for row in table for text in row if "ي" in text or "ك" in text]
    assert marked == ["كيش", "سيستان و بلوچستان"]


def test_stray_spaces_stand_where_they_were_printed() -> None:
    (persian,), (english,), _ = tables(documents()[0])

    assert english[2][2] == "Shahid  Rajaee "
    assert english[23][2] == "Amirabad  "
    assert persian[2][6] == "شهید  رجایی "[::-1]


def test_a_province_is_printed_once_in_english() -> None:
    _, (table,), _ = tables(documents()[0])

    provinces = [row[1] for row in table[1:-1]]
    assert [province for province in provinces if province] == [
        "Hormozgan",
        "Bushehr",
        "Khuzestan",
        "Sistan and Baluchestan",
        "Mazandaran",
    ]


def test_one_figure_is_wrong_and_its_row_and_column_tell_which() -> None:
    _, (table,), _ = tables(documents()[0])
    rows, sums = table[1:-1], table[-1]

    wrong_rows = [
        place
        for place, row in enumerate(rows, 1)
        if number(row[5]) + number(row[6]) != number(row[7])
    ]
    off = [
        number(sums[column]) - sum(number(row[column]) for row in rows) for column in (4, 5, 6, 7)
    ]
    assert wrong_rows == [17]
    assert table[17][5] == "1,318.6"
    assert off == [0, Decimal("60.0"), 0, 0]


def test_every_page_says_that_its_figures_are_invented() -> None:
    with pdfplumber.open(documents()[0]) as pdf:
        texts = [page.extract_text() for page in pdf.pages]

    assert all("Invented figures for practice" in text for text in texts)


def test_the_pdf_names_no_one() -> None:
    with pdfplumber.open(documents()[0]) as pdf:
        assert pdf.metadata == {
            "Title": "Port operations · practice document",
            "CreationDate": "D:20240101000000Z",
        }


def test_the_workbook_names_no_one() -> None:
    with zipfile.ZipFile(documents()[1]) as book:
        properties = book.read("docProps/core.xml").decode()
        times = {member.date_time for member in book.infolist()}

    assert "creator" not in properties
    assert "lastModifiedBy" not in properties
    assert properties.count("2024-01-01T00:00:00Z") == 2
    assert times == {(2024, 1, 1, 0, 0, 0)}


def test_the_workbook_has_a_title_row_and_a_header_of_two_rows() -> None:
    sheet = CalamineWorkbook.from_path(documents()[1]).get_sheet_by_name("Clínicas")
    rows = sheet.to_python()

    assert len(rows) == 3 + 42 + 1
    assert ((0, 0), (0, 9)) in sheet.merged_cell_ranges
    assert {((1, 4), (1, 5)), ((1, 6), (1, 7)), ((1, 0), (2, 0))} <= set(sheet.merged_cell_ranges)
    assert rows[1][:6] == ["Region", "Clinic", "Code", "Registry no.", "2022", ""]
    assert rows[2][4:8] == ["Women", "Men", "Women", "Men"]


def test_codes_in_the_workbook_are_text_with_their_zeros() -> None:
    rows = CalamineWorkbook.from_path(documents()[1]).get_sheet_by_index(0).to_python()

    assert rows[3][:4] == ["Andalucía", "Almería Puerto", "001", "0012345678"]
    assert rows[4][0] == ""


def test_the_inner_register_is_hidden() -> None:
    book = openpyxl.load_workbook(documents()[1])

    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Clínicas": "visible",
        "registro interno": "hidden",
    }
