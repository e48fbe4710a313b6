"""The verbs together: from a file to an export, forms, exit codes and help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from curator.cli import VERBS
from tests.curator.cli.running import run, told, towns

HEAVY = ("pandas", "pdfplumber", "openpyxl", "sqlite_utils", "numpy", "textual")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return towns(tmp_path)


def test_from_a_file_to_a_verified_csv(data: Path, tmp_path: Path) -> None:
    assert run("add", data, "--as", "ada").stdout == "towns\n"
    run("apply", "towns", "fill-down", "--columns", "province", "--why", "printed once")
    run("set", "towns", 2, "count", "-7", "--why", "the total says so")
    stick = tmp_path / "stick"
    run("export", "towns", stick, "--bom", "--delimiter", ";")

    text = (stick / "towns" / "towns.csv").read_bytes()
    assert text == (
        b"\xef\xbb\xbfprovince;city;count\r\nGilan;Rasht;001\r\nGilan;Anzali;-7\r\nFars;Shiraz;\r\n"
    )
    assert "whole, 3 rows" in run("verify", stick).stdout
    assert "whole, 3 rows" in run("verify", stick / "towns").stdout


def test_show_json_has_the_form_that_is_relied_on(data: Path) -> None:
    run("add", data)
    run("set", "towns", 1, "city", "Raşt")

    assert told("show", "towns", "--json", "--at", 1, "--rows", "1:1") == {
        "dataset": "towns",
        "revision": 1,
        "columns": [
            {"name": name, "title": name, "type": "string", "hidden": False}
            for name in ("province", "city", "count")
        ],
        "rows": [{"row": 1, "cells": ["Gilan", "Rasht", "001"]}],
    }
    assert told("show", "towns", "--json")["rows"][0]["cells"][1] == "Raşt"


def test_rows_are_shown_sorted_and_filtered_with_their_own_numbers(data: Path) -> None:
    run("add", data)

    sort = told("show", "towns", "--sort", "city:desc", "--json")["rows"]
    assert [(row["row"], row["cells"][1]) for row in sort] == [
        (3, "Shiraz"),
        (1, "Rasht"),
        (2, "Anzali"),
    ]
    where = run("show", "towns", "--where", "province blank", "--where", "city has ANZ").stdout
    assert where.splitlines()[1:] == ["2\t\tAnzali\t=1+1"]
    best = run("show", "towns", "--sort", "count:numeric", "--rows", "1:1").stdout
    assert best.splitlines()[1:] == ["1\tGilan\tRasht\t001"]
    assert "names no column" in run("show", "towns", "--sort", "town", code=2).stderr
    assert "no condition" in run("show", "towns", "--where", "city ~ x", code=2).stderr


def test_deleted_rows_are_shown_by_their_ids_and_restored(data: Path) -> None:
    run("add", data)
    run("apply", "towns", "delete-rows", "--rows", "2:3", "--why", "notes", "--as", "ada")

    shown = told("show", "towns", "--deleted", "--json")
    assert [(row["id"], row["below"], row["who"], row["why"]) for row in shown["deleted"]] == [
        (3, 1, "ada", "notes"),
        (4, 1, "ada", "notes"),
    ]
    assert shown["deleted"][1]["cells"] == ["Fars", "Shiraz", None]
    assert run("show", "towns", "--deleted").stdout.splitlines()[1].startswith("3\t1\t2\tada\t")
    run("apply", "towns", "restore-rows", "--rows", 4)
    assert [row["cells"][1] for row in told("show", "towns", "--json")["rows"]] == [
        "Rasht",
        "Shiraz",
    ]
    run("apply", "towns", "restore-rows", "--rows", 2, code=2)
    run("apply", "towns", "restore-rows", "--rows", "2:3", code=2)
    run("show", "towns", "--deleted", "--at", 1, code=2)


def test_columns_are_arranged_and_numbers_parsed(data: Path) -> None:
    run("add", data)
    run("apply", "towns", "move-columns", "--columns", "count", "--place", "before",
        "--beside", "city")  # fmt: skip
    run("apply", "towns", "hide-columns", "--columns", "province")
    run("apply", "towns", "add-column", "--to", "note", "--value", "seen")
    result = run("apply", "towns", "parse-number", "--column", "count", "--leading-zeros", code=1)

    assert "row 2 left as it is: count has no number as the others are written" in result.stderr
    shown = told("show", "towns", "--json")
    assert [(c["name"], c["type"], c["hidden"]) for c in shown["columns"]] == [
        ("province", "string", True),
        ("count", "integer", False),
        ("city", "string", False),
        ("note", "string", False),
    ]
    assert shown["rows"][0]["cells"] == ["Gilan", 1, "Rasht", "seen"]
    run("set", "towns", 1, "count", "12")
    run("apply", "towns", "unhide-columns")
    again = told("show", "towns", "--json")
    assert again["rows"][0]["cells"][1] == 12
    assert not any(column["hidden"] for column in again["columns"])


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["show", "nowhere"], 2, "There is no dataset 'nowhere'"),
        (["set", "towns", "9", "city", "x"], 2, "no row 9"),
        (["set", "towns", "1", "town", "x"], 2, "no column 'town'"),
        (["apply", "towns", "polish"], 2, "polish"),
        (["undo", "towns"], 1, "nothing to undo"),
        (["extract", "missing.pdf"], 4, "missing.pdf"),
        (["verify", "missing"], 5, "missing"),
        (["answer", "77", "yes"], 2, "no annotation 77"),
    ],
)
def test_an_error_is_one_sentence_and_its_exit_code(
    data: Path, words: list[str], code: int, sentence: str
) -> None:
    run("add", data)

    result = run(*words, code=code)

    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_store_that_is_open_elsewhere_exits_3(data: Path, tmp_path: Path) -> None:
    from curator.store import Store

    run("add", data)
    with Store.open(tmp_path / "own" / "curator.store", "the screens"):
        result = run("set", "towns", 1, "city", "x", code=3)
        assert "the screens (process" in result.stderr
        run("show", "towns")


def test_an_unwritable_destination_exits_5(data: Path, tmp_path: Path) -> None:
    run("add", data)
    (tmp_path / "stick").write_text("no folder")

    run("export", "towns", tmp_path / "stick", code=5)


def test_a_damaged_export_exits_1(data: Path, tmp_path: Path) -> None:
    run("add", data)
    run("export", "towns", tmp_path)
    with (tmp_path / "towns" / "towns.csv").open("ab") as file:
        file.write(b"x")

    assert "bytes" in run("verify", tmp_path / "towns", code=1).stderr


def test_formulas_are_made_harmless_and_come_back(data: Path, tmp_path: Path) -> None:
    run("add", data)
    run("export", "towns", tmp_path / "out")
    path = tmp_path / "out" / "towns" / "towns.csv"
    assert b"'=1+1" in path.read_bytes()

    run("add", path, "--name", "again")

    assert told("show", "again", "--json")["rows"][1]["cells"][2] == "=1+1"
    run("export", "towns", tmp_path / "raw", "--no-escape")
    assert b",=1+1" in (tmp_path / "raw" / "towns" / "towns.csv").read_bytes()


def test_the_store_option_works_before_and_after_the_verb(data: Path, tmp_path: Path) -> None:
    run("--store", tmp_path / "a.store", "add", data)
    run("add", data, "--store", tmp_path / "b.store", "--name", "bees")

    assert told("list", "--json", "--store", tmp_path / "a.store")[0]["name"] == "towns"
    assert told("--store", tmp_path / "b.store", "list", "--json")[0]["name"] == "bees"


def test_operations_are_listed_with_their_options() -> None:
    names = {operation["name"] for operation in told("operations", "--json")}

    assert {"set-cells", "fill-down", "find-replace", "set-header-rows", "delete-rows"} <= names


def test_doctor_is_green(data: Path) -> None:
    run("add", data)

    assert "towns: history, hashes, order and rows agree" in run("doctor").stdout


def test_every_verb_has_help() -> None:
    for verb in VERBS:
        assert "Usage: curator" in run(verb, "--help").stdout.replace(
            "Usage: cli", "Usage: curator"
        )


def test_python_m_curator_works_from_anywhere() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "curator", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("curator ")


@pytest.mark.parametrize("words", [["--help"], ["list"], ["--version"]])
def test_cheap_verbs_import_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys\nfrom curator.cli import cli\n"
        f"try: cli({words!r})\nexcept SystemExit: pass\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip().endswith("[]")


def test_an_option_that_an_operation_needs_is_named(data: Path) -> None:
    run("add", data)

    assert "rename-column needs column" in run("apply", "towns", "rename-column", code=2).stderr
