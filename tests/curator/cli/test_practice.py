from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curator.annotations import Place
from curator.cli import cli
from curator.demo.practice import HEADER, MISTAKES, page, practice_page
from curator.operations import DeleteRows, FillDown, FindReplace, RenameColumn, SetCells
from curator.store import Dataset, Store
from extractors import Options, read

ALL = {mistake.name for mistake in MISTAKES}


def run(*words: str, said: str = "", code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["practice", *words], input=said)
    assert result.exit_code == code, result.output
    return result


def checked(code: int = 1) -> Any:
    return json.loads(run("--check", "--json", code=code).stdout)


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Dataset]:
    run("--headless")
    with Store.open(tmp_path / "own" / "practice.store") as store:
        yield store.dataset("practice")


def put(table: Dataset, row: int, column: str, value: str | None) -> None:
    row_id = table.view().row_id(row)
    assert table.apply(SetCells((row_id,), (column,), ((value,),)), "ada") is not None


def solve(table: Dataset) -> None:
    """Put every mistake right."""
    put(table, 11, "Nurses", "61")
    put(table, 8, "سال", "۱۳۷۴")
    table.apply(FindReplace("ي", "ی", columns=("نام",)), "ada")
    table.apply(FindReplace("ك", "ک", columns=("نام",)), "ada")
    put(table, 6, "District", "Talesh")
    put(table, 13, "District", "Bandar Lengeh")
    table.apply(DeleteRows((table.view().row_id(14),)), "ada")
    table.apply(FillDown(("Province",)), "ada")
    put(table, 20, "Staff", "1,376")
    put(table, 16, "District", "Shiraz")
    put(table, 16, "نام", "شیراز")


def test_the_page_says_what_the_answers_come_from() -> None:
    rows = [
        tuple(cell or "" for cell in row)
        for table in read(practice_page(), Options())
        for batch in table.batches
        for row in batch.rows
    ]

    assert rows == [HEADER, *page()]


def test_at_first_nothing_is_found_and_nothing_is_broken(practice: Dataset) -> None:
    assert practice.view().row_count == 21
    assert checked() == {"found": [], "missed": [m.name for m in MISTAKES], "broken": []}


def test_whoever_puts_all_right_is_told_so(practice: Dataset) -> None:
    solve(practice)

    assert set(checked(code=0)["found"]) == ALL
    assert "nothing is broken" in run("--check").stderr


@pytest.mark.parametrize("step", range(11))
def test_no_mistake_counts_as_found_before_it_is(practice: Dataset, step: int) -> None:
    solve(practice)

    practice.undo("ada", step + 2)

    judgement = checked()
    assert len(judgement["missed"]) == 1
    assert judgement["broken"] == []


def test_a_note_is_an_answer_to_a_total_that_is_wrong_on_the_page(practice: Dataset) -> None:
    row_id = practice.view().row_id(21)

    practice.annotate(Place(row_id, "Staff"), "doubt", "10 more than the sum", "ada")

    assert checked()["found"] == ["wrong-total"]
    practice.undo("ada")
    assert checked()["found"] == []


def test_what_was_right_and_is_not_any_more_is_named(practice: Dataset) -> None:
    put(practice, 1, "Doctors", "14")
    practice.apply(DeleteRows((practice.view().row_id(2),)), "ada")

    assert checked()["broken"] == ["Row 002 is gone.", "Row 001, Doctors: 41 is 14 now."]


def test_columns_may_be_called_otherwise(practice: Dataset) -> None:
    practice.apply(RenameColumn("Staff", "Personnel"), "ada")
    total = practice.view().row_id(21)

    practice.annotate(Place(total, "Personnel"), "doubt", "10 too many", "ada")

    judgement = checked()
    assert (judgement["found"], judgement["broken"]) == (["wrong-total"], [])


def test_the_table_stays_as_it_was_left_until_it_is_thrown_away(tmp_path: Path) -> None:
    run("--plain", said='row 6\nset District "Talesh"\n')
    run("--headless")
    assert checked()["found"] == ["trailing-blanks"]

    run("--headless", "--again")

    assert checked()["found"] == []


def test_only_a_practice_store_is_thrown_away(store: Store, cities: Dataset) -> None:
    store.close()

    refusal = run("--again", "--headless", "--store", str(store.path), code=1).stderr

    assert "holds more than the practice table" in refusal
    with Store.read(store.path) as kept:
        assert [line.name for line in kept.datasets()] == ["cities"]


def test_a_check_before_the_first_practice_says_how_to_begin() -> None:
    assert "curator practice makes it" in run("--check", code=1).stderr


def test_the_tasks_do_not_tell_where() -> None:
    lines = run("--headless").stdout.splitlines()

    assert len(lines) == len(MISTAKES) == 8
    assert not [line for line in lines if any(row[2] in line for row in page()[:-1])]
