"""Folders and archives from the command line: a result for each file."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from benchmarks import make_form_pages
from curator.store import Store
from extractors import read
from tests.curator.cli.running import run, told


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    make_form_pages.make(tmp_path / "register", 4)
    (tmp_path / "register" / "other.html").write_text("<p>Nothing here.")
    return tmp_path / "register"


def opened() -> Store:
    return Store.read(Path(os.environ["CURATOR_STORE"]))


def test_pages_of_one_form_become_one_dataset_whose_rows_name_their_files(pages: Path) -> None:
    result = run("add", pages, "--json", "--as", "ada", code=1)

    outcomes = json.loads(result.stdout)
    assert [one["file"] for one in outcomes][:2] == ["district-1.mht", "district-2.html"]
    assert [line["rows"] for line in outcomes[0]["added"]] == [1, make_form_pages.SCHOOLS]
    assert outcomes[4]["problem"] == "There are no tables in other.html."
    assert [line["rows"] for line in told("list", "--json")] == [20, 4]
    with opened() as store:
        dataset = store.dataset("register Schools")
        row = dataset.view().window(7, 1)[0]
        (ink,) = dataset.origins(row.id, "Code")
        assert row.cells[:3] == ("district-2.html", "3", "00023")
        assert ink.place() == "district-2.html, table Schools, cell B5"
        forms = store.dataset("register table 1")
        (form,) = forms.origins(forms.view().row_id(4), "Year")
        assert form.place() == "district-4.html, table 1, cell B2"
    assert run("doctor").exit_code == 0


def test_an_archive_gives_a_result_for_each_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "stats.zip", "w") as archive:
        archive.writestr("2019/a.csv", "a,b\n1,2\n")
        archive.writestr("b.png", b"\x89PNG\r\n\x1a\n")
        archive.writestr("c.csv", "")

    result = run("add", tmp_path / "stats.zip", "--json", code=1)

    outcomes = json.loads(result.stdout)
    assert [one["file"] for one in outcomes] == [
        "stats.zip/2019/a.csv",
        "stats.zip/b.png",
        "stats.zip/c.csv",
    ]
    assert [one["problem"] for one in outcomes] == [
        None,
        "b.png is a picture; pictures are not read.",
        "c.csv is empty.",
    ]
    assert [line["name"] for line in told("sources", "--json")] == ["stats.zip/2019/a.csv"]


def test_extract_gives_the_pages_of_one_form_as_one_table(pages: Path) -> None:
    result = run("extract", pages, code=1)

    form, schools = json.loads(result.stdout)
    assert [row[0] for row in form["rows"]] == ["file"] + [
        f"district-{page}.{'mht' if page % 2 else 'html'}" for page in range(1, 5)
    ]
    assert len(schools["rows"]) == schools["header_count"] + 20
    assert "There are no tables in other.html." in result.stderr


def test_intake_reports_each_member(pages: Path) -> None:
    reports = told("intake", pages, "--json")

    assert [report["source"] for report in reports][-1] == "other.html"
    assert [sheet["name"] for sheet in reports[0]["sheets"]] == ["table 1", "Schools"]
    assert reports[0]["encoding"] == "utf-8"


def test_a_table_number_is_for_one_file(pages: Path) -> None:
    result = run("add", pages, "--table", 1, code=2)

    assert "--table is for one file; register holds several." in result.stderr


def test_a_kept_member_can_be_read_again(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "stats.zip", "w") as archive:
        archive.writestr("2019/a.csv", "a,b\n1,2\n")
    run("add", tmp_path / "stats.zip")

    with opened() as store:
        path = store.write_source(store.sources()[0].source.sha256, tmp_path)

    assert path == tmp_path / "a.csv"
    (found,) = read(path)
    assert found.head.column_count == 2
