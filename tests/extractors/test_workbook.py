import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from curator.errors import ExtractionError, UnknownNameError
from curator.sources import Mark, Source, Span, TableHead
from extractors import sniff
from extractors.workbook import Workbook
from tests.extractors.documents import replace_in_zip, write_ods

PLAIN = Workbook()
Rows = list[list[str | None]]


def tables(path: Path, extractor: Workbook = PLAIN) -> list[tuple[TableHead, Rows, list[Mark]]]:
    """Every table of the workbook."""
    source = Source.of(path, sniff.media_type(path))
    found = []
    for table in extractor.extract(path, source, lambda done, total: None):
        batches = list(table.batches)
        rows = [list(row) for batch in batches for row in batch.rows]
        found.append((table.head, rows, [mark for batch in batches for mark in batch.marks]))
    return found


@pytest.fixture
def sheet() -> Worksheet:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    return book.active


def saved(sheet: Worksheet, folder: Path) -> Path:
    assert sheet.parent is not None
    sheet.parent.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_values_become_text_as_they_are(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["code", "n", "share", "ok", "day", "time", "length"])
    moment = dt.datetime(2020, 1, 2, 10, 30)  # noqa: DTZ001 - a workbook knows no time zones
    sheet.append(["0012345678", 3.0, 0.1, True, dt.date(2020, 1, 2), moment, dt.timedelta(1.25)])
    sheet.append(["001", 12345678901, -2.5, False, None, dt.time(9, 5), None])

    ((_, rows, _),) = tables(saved(sheet, tmp_path))

    assert rows[1] == [
        "0012345678",
        "3",
        "0.1",
        "TRUE",
        "2020-01-02",
        "2020-01-02T10:30:00",
        "30:00:00",
    ]
    assert rows[2] == ["001", "12345678901", "-2.5", "FALSE", None, "09:05:00", None]


def test_titles_leave_the_rows_and_references_stay_right(sheet: Worksheet, tmp_path: Path) -> None:
    sheet["B2"] = "Table 4. Schools"
    sheet.merge_cells("B2:D2")
    sheet["B3"] = "in thousands"
    for row in (["name", "n", "m"], ["a", 1, 2], [None, None, None], ["b", 3, 4]):
        sheet.append([None, *row])

    ((head, rows, _),) = tables(saved(sheet, tmp_path))

    assert head.title == "Table 4. Schools\nin thousands"
    assert rows == [["name", "n", "m"], ["a", "1", "2"], [None] * 3, ["b", "3", "4"]]
    assert head.geometry.reference(1, 1) == "C5"
    assert head.header_count == 1


def test_a_merged_header_of_two_rows_is_known_as_one(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["city", "people", None, "schools"])
    sheet.append([None, "men", "women", None])
    sheet.append(["Tehran", 10, 11, 3])
    sheet.append(["Lyon", 5, 6, 2])
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(cells)

    ((head, _, _),) = tables(saved(sheet, tmp_path))

    assert head.header_count == 2
    assert head.spans == (Span(0, 0, 2, 1), Span(0, 1, 1, 2), Span(0, 3, 2, 1))


def test_a_wide_header_above_some_columns_is_no_title(sheet: Worksheet, tmp_path: Path) -> None:
    sheet["C1"] = "people"
    sheet.merge_cells("C1:D1")
    sheet.append(["city", "year", "men", "women", "rate"])
    sheet.append(["Tehran", 2016, 10, 11, 2])

    ((head, rows, _),) = tables(saved(sheet, tmp_path))

    assert head.title is None
    assert rows[0] == [None, None, "people", None, None]
    assert head.header_count == 2


def test_hidden_sheets_say_so_and_blank_ones_are_none(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["a", "b"])
    assert sheet.parent is not None
    secret = sheet.parent.create_sheet("secret")
    secret.append(["id", "name"])
    secret.sheet_state = "veryHidden"
    sheet.parent.create_sheet("blank")

    shown, hidden = tables(saved(sheet, tmp_path))

    assert (shown[0].hidden, shown[0].flags) == (False, ())
    assert (hidden[0].sheet, hidden[0].hidden, hidden[0].flags) == (
        "secret",
        True,
        ("hidden sheet",),
    )


def test_formulas_that_failed_or_were_never_calculated_are_marked(
    sheet: Worksheet, tmp_path: Path
) -> None:
    sheet.append(["a", "b"])
    sheet.append([1, "=1/0"])
    sheet.append([2, "=A2*2"])
    path = saved(sheet, tmp_path)
    replace_in_zip(
        path, "xl/worksheets/sheet1.xml", '<c r="B2"><f>1/0</f><v /></c>',
        '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    )  # fmt: skip

    ((_, rows, marks),) = tables(path)

    assert rows == [["a", "b"], ["1", "#DIV/0!"], ["2", None]]
    assert marks == [
        Mark(1, 1, flag="formula error"),
        Mark(2, 1, flag="formula without a stored value"),
    ]


def test_sheets_are_chosen_by_name(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["a", "b"])
    assert sheet.parent is not None
    sheet.parent.create_sheet("جدول").append(["c", "d"])
    path = saved(sheet, tmp_path)

    ((head, _, _),) = tables(path, Workbook(sheets=("جدول",)))

    assert head.sheet == "جدول"
    with pytest.raises(UnknownNameError, match="no sheet 'Nope'; its sheets are: Sheet, جدول"):
        tables(path, Workbook(sheets=("Nope",)))


def test_a_far_row_is_read_and_a_stray_corner_is_left_out_and_told(
    sheet: Worksheet, tmp_path: Path
) -> None:
    sheet.append(["a", "b"])
    sheet["A70000"] = "far"
    ((_, rows, _),) = tables(saved(sheet, tmp_path))
    assert rows[-1] == ["far", None]
    assert len(rows) == 70_000

    sheet["XFD1048576"] = "lost?"
    ((head, rows, _),) = tables(saved(sheet, tmp_path))
    assert len(rows) == 70_000
    assert head.flags == ("XFD1048576, far from all others, left out: lost?",)


def test_a_sheet_whose_cells_lie_far_apart_is_refused(sheet: Worksheet, tmp_path: Path) -> None:
    for place in range(40):
        sheet.cell(1 + 25_000 * place, 1 + 400 * place, place)

    with pytest.raises(ExtractionError, match=r"Sheet 'Sheet' of book\.xlsx reaches as far as"):
        tables(saved(sheet, tmp_path))


def test_merged_cells_of_ods_are_known(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    covered = "<table:covered-table-cell/>"
    wide = cell.format(' table:number-columns-spanned="2" table:number-rows-spanned="1"', "people")
    rows = [[cell.format("", "city"), wide, covered], [cell.format("", x) for x in "abc"]]
    xml = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)

    ((head, found, _),) = tables(write_ods(tmp_path / "a.ods", {"s": xml}))

    assert head.spans == (Span(0, 1, 1, 2),)
    assert found == [["city", "people", None], ["a", "b", "c"]]


def test_repeated_cells_of_ods_do_not_fill_the_memory(tmp_path: Path) -> None:
    xml = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )

    with pytest.raises(ExtractionError, match=r"Sheet 's' of a\.ods reaches as far as XFD1048576"):
        tables(write_ods(tmp_path / "a.ods", {"s": xml}))


def test_a_damaged_workbook_is_said(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["a", "b"])
    path = saved(sheet, tmp_path)
    replace_in_zip(path, "xl/worksheets/sheet1.xml", "</c>", "<")

    with pytest.raises(ExtractionError, match=r"^book\.xlsx is damaged, .* in sheet 'Sheet'"):
        tables(path)
