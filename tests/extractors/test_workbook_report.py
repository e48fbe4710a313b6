import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from curator.intake import Report
from curator.sources import Remark, Source, TableHead
from extractors import sniff
from extractors.workbook import Workbook

Rows = list[list[str | None]]


@pytest.fixture
def sheet() -> Worksheet:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    return book.active


def saved(sheet: Worksheet, folder: Path) -> Path:
    assert sheet.parent is not None
    sheet.parent.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def source_of(path: Path) -> Source:
    return Source.of(path, sniff.media_type(path))


def reported(path: Path, extractor: Workbook | None = None) -> Report:
    asked = extractor or Workbook()
    return asked.report(path, source_of(path), lambda done, total: None)


def table(path: Path, extractor: Workbook | None = None) -> tuple[TableHead, Rows]:
    asked = extractor or Workbook()
    (only,) = asked.extract(path, source_of(path), lambda done, total: None)
    return only.head, [list(row) for batch in only.batches for row in batch.rows]


def test_rows_are_told_from_the_top_of_the_sheet(sheet: Worksheet, tmp_path: Path) -> None:
    sheet["B3"] = "Table 4"
    for row in (["place", "people", None], [None, "men", "women"], ["a", 1, 2], ["b", 3, 4]):
        sheet.append([None, *row])
    sheet["B9"] = "Source: the ministry"
    sheet.merge_cells("C4:D4")

    (told,) = reported(saved(sheet, tmp_path)).sheets

    (only,) = told.tables
    assert (told.name, told.hidden, told.range) == ("Sheet", False, "B3:D9")
    assert (only.title_rows, only.header_rows) == ((2,), (3, 4))
    assert (only.data_start, only.data_end, only.footer_start) == (5, 6, 8)
    assert [column.name for column in only.columns] == ["place", "people / men", "people / women"]
    assert only.columns[1].levels == ("people", "men")


def test_what_is_hidden_is_named_and_left_out_unless_asked_for(
    sheet: Worksheet, tmp_path: Path
) -> None:
    for row in (["place", "id", "n"], ["a", 7, 1], ["b", 8, 2], ["c", 9, 3]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    path = saved(sheet, tmp_path)

    head, rows = table(path)
    warnings = " ".join(reported(path).warnings)

    assert rows == [["place", "n"], ["a", "1"], ["c", "3"]]
    assert [head.geometry.reference(2, 0), head.geometry.reference(2, 1)] == ["A4", "C4"]
    assert "1 row is hidden, left out unless asked for: 3." in warnings
    assert "1 column is hidden, left out unless asked for: B." in warnings
    assert "1 hidden rows left out" in head.flags
    assert table(path, Workbook(hidden=True))[1][2] == ["b", "8", "2"]


def test_comments_become_remarks_whose_authors_are_named_only_if_asked_for(
    sheet: Worksheet, tmp_path: Path
) -> None:
    for row in (["place", "n"], ["a", 1]):
        sheet.append(row)
    sheet["B2"].comment = Comment("counted twice", "Ada Example")
    path = saved(sheet, tmp_path)

    assert table(path)[0].remarks == (Remark(1, 1, "counted twice"),)
    assert table(path, Workbook(authors=True))[0].remarks[0].text == "Ada Example: counted twice"
    warnings = " ".join(reported(path).warnings)
    assert "1 comment becomes a note; it may name people" in warnings
    assert "Ada" not in warnings


def test_colours_and_strokes_of_few_cells_are_flags(sheet: Worksheet, tmp_path: Path) -> None:
    for number in range(12):
        sheet.append(["place", "n"] if not number else [f"p{number}", number])
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["A4"].font = Font(strike=True)
    path = saved(sheet, tmp_path)

    (only,) = Workbook().extract(path, source_of(path), lambda done, total: None)
    marks = [mark for batch in only.batches for mark in batch.marks]

    assert [(mark.row, mark.column, mark.flag) for mark in marks] == [
        (2, 1, "coloured FFFF00"),
        (3, 0, "struck through"),
    ]
    assert any("1 cell is coloured FFFF00" in warning for warning in reported(path).warnings)


def test_people_macros_and_protection_are_said(sheet: Worksheet, tmp_path: Path) -> None:
    sheet.append(["a", "b"])
    sheet.protection.sheet = True
    assert sheet.parent is not None
    sheet.parent.properties.creator = "Ada Example"
    path = saved(sheet, tmp_path)

    warnings = " ".join(reported(path).warnings)

    assert "name people or organisations: creator" in warnings
    assert "Ada" not in warnings
    assert "it is protected" in warnings
    assert "Not told of this kind of file" in warnings


def test_formulas_without_a_stored_value_are_errors_in_the_report(
    sheet: Worksheet, tmp_path: Path
) -> None:
    for row in (["a", "b"], [1, "=A2*2"]):
        sheet.append(row)

    warnings = " ".join(reported(saved(sheet, tmp_path)).warnings)

    assert "1 formula has no stored value: its cell is blank and flagged as an error." in warnings


def test_merged_cells_are_filled_by_choice(sheet: Worksheet, tmp_path: Path) -> None:
    for row in (["place", "town", "n"], ["north", "a", 1], [None, "b", 2], ["south", "c", 3]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    path = saved(sheet, tmp_path)

    assert table(path)[1][2] == [None, "b", "2"]
    assert table(path, Workbook(fill_merged=True))[1][2] == ["north", "b", "2"]


def test_numbers_are_as_a_person_saw_them_and_the_values_stay(
    sheet: Worksheet, tmp_path: Path
) -> None:
    for row in (["id", "share", "pay"], [1, 0.456, 1234.5]):
        sheet.append(row)
    for place, code in (("A2", "000"), ("B2", "0%"), ("C2", '#,##0.00" €"')):
        sheet[place].number_format = code
    path = saved(sheet, tmp_path)

    (only,) = Workbook().extract(path, source_of(path), lambda done, total: None)
    (batch,) = only.batches

    assert batch.rows[1] == ["001", "46%", "1,234.50 €"]
    assert [mark.raw for mark in batch.marks] == ["1", "0.456", "1234.5"]
    assert table(path, Workbook(beneath=True))[1][1] == ["1", "0.456", "1234.5"]


def test_a_day_keeps_its_one_form_and_what_was_seen_stands_beside_it(
    sheet: Worksheet, tmp_path: Path
) -> None:
    for row in (["place", "day"], ["a", dt.date(2020, 1, 2)]):
        sheet.append(row)
    sheet["B2"].number_format = "d/m/yy"

    (only,) = Workbook().extract(
        saved(sheet, tmp_path), source_of(tmp_path / "book.xlsx"), lambda done, total: None
    )
    (batch,) = only.batches

    assert batch.rows[1] == ["a", "2020-01-02"]
    assert [(mark.raw, mark.shown) for mark in batch.marks] == [(None, "2/1/20")]


def test_days_that_count_from_1904_are_days(sheet: Worksheet, tmp_path: Path) -> None:
    assert sheet.parent is not None
    sheet.parent.epoch = CALENDAR_MAC_1904
    for row in (["place", "day"], ["a", dt.date(2020, 3, 1)]):
        sheet.append(row)

    assert table(saved(sheet, tmp_path))[1][1] == ["a", "2020-03-01"]


def test_jalali_days_stay_the_text_that_they_are(sheet: Worksheet, tmp_path: Path) -> None:
    for row in (["place", "روز", "n"], ["a", "۱۴۰۲/۰۵/۱۲", 1], ["b", "1402/05/13", 2]):
        sheet.append(row)

    assert [row[1] for row in table(saved(sheet, tmp_path))[1]] == [
        "روز", "۱۴۰۲/۰۵/۱۲", "1402/05/13"
    ]  # fmt: skip


def test_several_tables_of_a_sheet_are_tables_of_their_own(
    sheet: Worksheet, tmp_path: Path
) -> None:
    for row in (["place", "n"], ["a", 1], [], ["Table 2"], ["town", "m"], ["b", 2]):
        sheet.append(row)
    path = saved(sheet, tmp_path)

    upper, lower = Workbook().extract(path, source_of(path), lambda done, total: None)

    assert [[*row] for batch in upper.batches for row in batch.rows] == [["place", "n"], ["a", "1"]]
    assert (lower.head.title, lower.head.geometry.first_row) == ("Table 2", 5)
