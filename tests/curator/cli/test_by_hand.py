import json
from pathlib import Path

import pytest

from tests.curator.cli.running import run, told
from tests.extractors.documents import ruled, write_pdf

ROWS = [["code", "place", "people"], ["001", "Tehran", "10"], ["002", "Lyon", "11"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "ports.pdf", [ruled(ROWS), ruled(ROWS[:2])])


def test_a_region_with_columns_and_header_rows_is_extracted(path: Path) -> None:
    words = ["--region", "1:72,92,432,164", "--columns", "312", "--header-rows", "2"]

    (table,) = told("extract", path, *words)

    assert table["rows"] == [["code place", "people"], ["001 Tehran", "10"], ["002 Lyon", "11"]]
    assert table["header_count"] == 2
    assert table["flags"] == ["region by hand"]


def test_each_region_may_have_columns_of_its_own(path: Path) -> None:
    regions = ["--region", "1:72,92,432,164", "--region", "2:72,92,432,164"]

    tables = told("extract", path, *regions, "--columns", "312", "--columns", "-")

    assert [len(table["rows"][0]) for table in tables] == [2, 1]


def test_what_was_drawn_is_remembered_with_the_dataset(path: Path, tmp_path: Path) -> None:
    store = ["--store", tmp_path / "s.curator"]

    run("add", path, "--region", "1:72,92,312,164", "--as", "ada", *store)

    (added,) = told("history", "ports", "--json", *store)
    assert added["options"]["extractor"]["regions"] == ["1:72,92,312,164"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--region", "here"], "'here' is no region; write it like 3:72,100,540,700"),
        (["--columns", "120"], "Columns and rows by hand need a region"),
        (["--region", "1:72,92,900,164"], "lies off page 1, which is 612 × 792 points."),
        (["--region", "9:72,92,432,164"], "ports.pdf has no page 9"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(path: Path, words: list[str], said: str) -> None:
    result = run("extract", path, *words, code=2)

    assert said in result.stderr
    assert json.loads(result.stdout or "[]") == []
