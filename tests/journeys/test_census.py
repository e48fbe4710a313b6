"""A workbook as a census publishes it becomes one tidy dataset."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from curator.cli import cli
from curator.store import Store
from extractors import Options, read

COUNTIES = {"شيراز": 1, "كازرون": 2, "کازرون شمالی": 3}
AGES = ("0-4 ساله", "5-9 ساله", "10-14 ساله", "نامشخص")


def county(sheet: Worksheet, name: str, factor: int, ya: str, kaf: str) -> None:
    """Write a sheet: a title, a merged header of two rows with a spacer column, a total, ages."""
    sheet["B2"] = f"جدول 1- جمع{ya}ت برحسب سن ( {name} )"
    sheet.merge_cells("B2:F2")
    for place, words in (("B4", "سن"), ("C4", f"نقاط شهر{ya}"), ("G4", f"غ{ya}رسا{kaf}ن")):
        sheet[place] = words
    for place, words in zip("CDFGH", ("مرد و زن", "مرد", "زن", "مرد", "زن"), strict=True):
        sheet[f"{place}5"] = words
    for cells in ("B4:B5", "C4:F4", "G4:H4", "D5:E5"):
        sheet.merge_cells(cells)
    figures = [(men, men + 1, men % 3, men % 2) for men in range(factor, factor + len(AGES))]
    total = [sum(column) for column in zip(*figures, strict=True)]
    rows = [(f"تمام{ya} سن{ya}ن", total), *zip(AGES, figures, strict=True)]
    for number, (age, (men, women, others, other_women)) in enumerate(rows, 6):
        cells = (age, men + women, men, None, women, others, other_women)
        for place, cell in zip("BCDEFGH", cells, strict=True):
            sheet[f"{place}{number}"] = cell
        sheet.merge_cells(f"D{number}:E{number}")


@pytest.fixture
def census(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for number, (name, factor) in enumerate(COUNTIES.items()):
        letters = ("ي", "ك") if number % 2 else ("ی", "ک")
        county(book.create_sheet(name), name, factor, *letters)
    book.save(tmp_path / "census.xlsx")
    return tmp_path / "census.xlsx"


def run(*words: object) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_sheets_of_one_header_become_one_dataset_whose_sums_are_those_printed(
    census: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURATOR_STORE", str(tmp_path / "s.store"))
    assert run("add", census, "--stack", "--as", "ada") == "census\n"
    shown: dict[str, Any] = json.loads(run("show", "census", "--json", "--rows", "1:100"))

    names = [column["name"] for column in shown["columns"]]
    assert names == [
        "sheet", "سن", "نقاط شهری / مرد و زن", "نقاط شهری / مرد", "نقاط شهری / زن",
        "غیرساکن / مرد", "غیرساکن / زن",
    ]  # fmt: skip
    rows = [row["cells"] for row in shown["rows"]]
    assert list(dict.fromkeys(row[0] for row in rows)) == list(COUNTIES)
    for name in COUNTIES:
        total, *ages = [row[2:] for row in rows if row[0] == name]
        assert len(ages) == len(AGES)
        sums = [sum(map(int, column)) for column in zip(*ages, strict=True)]
        assert sums == list(map(int, total))


def test_each_row_of_one_dataset_knows_its_own_sheet_and_cell(census: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.store", "a test") as store:
        for table in read(census, Options(stack=True)):
            dataset = store.add(table, census, "ada")
        view = dataset.view()
        (origin,) = dataset.origins(view.row_id(7), "نقاط شهری / زن")

    assert (origin.sheet, origin.reference) == ("كازرون", "F7")
