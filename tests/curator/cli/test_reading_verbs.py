"""`curator extract` and `add`: files that hold several tables, and what is told of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from curator.demo import documents
from tests.curator.cli.running import run, told, towns


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return towns(tmp_path)


def test_extract_json_has_the_form_that_is_relied_on(data: Path) -> None:
    (table,) = told("extract", data)

    assert table["rows"][:2] == [["province", "city", "count"], ["Gilan", "Rasht", "001"]]
    assert table["rows"][3] == ["Fars", "Shiraz", None]
    assert set(table) == {
        "source", "page", "sheet", "bbox", "rows", "spans", "header_count", "title", "notes", "flags"
    }  # fmt: skip
    assert (table["source"], table["header_count"], table["page"]) == ("towns.csv", 1, None)


def test_extract_csv_of_several_tables_needs_a_folder(tmp_path: Path) -> None:
    pdf, _ = documents()

    assert "--out" in run("extract", pdf, "--format", "csv", code=2).stderr
    paths = run("extract", pdf, "--format", "csv", "--out", tmp_path / "out").stdout.split()
    assert len(paths) == 3
    with Path(paths[1]).open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream))[0] == "Code"


def test_several_tables_and_no_choice_are_listed(tmp_path: Path) -> None:
    pdf, _ = documents()

    result = run("add", pdf, code=2)

    assert "Table 2, page 2" in result.stderr
    assert run("list", "--json").stdout.strip() == "[]"
    assert run("add", pdf, "--table", 2, "--name", "english").stdout == "english\n"
    assert len(run("add", pdf, "--all").stdout.split()) == 3


def test_a_hidden_sheet_is_told_of_and_left() -> None:
    _, workbook = documents()

    result = run("add", workbook)

    assert result.stdout == "clinics\n"
    assert "registro interno, hidden" in result.stderr
    assert len(told("list", "--json")) == 1


def test_add_tells_as_json_what_it_added() -> None:
    pdf, _ = documents()

    added = told("add", pdf, "--all", "--name", "ports", "--json")

    assert [(line["dataset"], line["page"], line["rows"]) for line in added] == [
        ("ports", 1, 25),
        ("ports-2", 2, 25),
        ("ports-3", 3, 5),
    ]
