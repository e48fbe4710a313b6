"""Tables that go on over page breaks, by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.curator.cli.test_cli import run, told
from tests.extractors.documents import ruled, write_pdf

HEADER = ["Port", "Remarks", "Ships"]


def rows(first: int, count: int) -> list[list[str]]:
    return [[f"Port {n}", f"remark {n}", str(n)] for n in range(first, first + count)]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    pages = [
        ruled([HEADER, *rows(0, 22), ["Carried forward", "", "231"]], "Table 1. Ports"),
        ruled([HEADER, ["Brought forward", "", "231"], *rows(22, 23)], "Table 1 (continued)"),
        ruled([HEADER, ["", "goes on", ""], *rows(45, 3)], "Table 1 (continued)"),
    ]
    return write_pdf(tmp_path / "ports.pdf", pages)


def test_one_table_comes_of_many_pages_and_each_row_tells_its_page(pdf: Path) -> None:
    (table,) = json.loads(run("extract", pdf).stdout)

    assert [row[2] for row in table["rows"]] == ["Ships", *map(str, range(48))]
    assert table["rows"][45][1] == "remark 44 goes on"
    assert (table["page"], table["pages"]) == (1, [1, 2, 3])
    assert table["row_pages"] == [1] * 23 + [2] * 23 + [3] * 3
    assert [seam["page"] for seam in table["seams"]] == [2, 3]
    assert [row["page"] for row in table["seams"][0]["taken"]] == [1, 2, 2]
    assert "2 running totals were taken out" in table["flags"]


def test_no_stitch_gives_one_table_a_page(pdf: Path) -> None:
    tables = json.loads(run("extract", pdf, "--no-stitch").stdout)

    assert [table["pages"] for table in tables] == [[1], [2], [3]]
    assert tables[1]["rows"][1][0] == "Brought forward"


def test_one_seam_is_undone_by_its_page(pdf: Path) -> None:
    tables = json.loads(run("extract", pdf, "--no-stitch-at", "2").stdout)

    assert [table["pages"] for table in tables] == [[1], [2, 3]]


def test_what_was_joined_is_told_and_kept(pdf: Path) -> None:
    result = run("add", pdf, "--as", "ada", "--no-stitch-at", "3", "--all")

    assert "Table 1, pages 1–2" in result.stderr
    assert "2 running totals were taken out" in result.stderr
    shown = told("show", "ports", "--json")
    assert shown["pages"] == [1, 2]
    assert [row["page"] for row in shown["rows"]] == [1] * 22 + [2] * 23
    assert [seam["evidence"] for seam in shown["seams"]] == [
        ["columns", "header", "caption", "running-total", "edge"]
    ]


def test_a_page_before_which_nothing_goes_on_must_be_one(pdf: Path) -> None:
    result = run("extract", pdf, "--no-stitch-at", "two", code=2)

    assert "'two' names no pages" in result.stderr
