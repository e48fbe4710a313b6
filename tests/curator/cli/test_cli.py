from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curator.cli import VERBS, cli
from curator.demo import documents

CSV = "province,city,count\nGilan,Rasht,001\n,Anzali,=1+1\nFars,Shiraz,\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def told(*words: object) -> Any:
    return json.loads(run(*words).stdout)


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


def test_the_history_of_a_merged_cell_tells_every_place_of_its_ink(data: Path) -> None:
    run("add", data)
    run("apply", "towns", "merge-rows", "--rows", "1:2", "--separator", "; ")

    found = told("history", "towns", "--cell", "1:city", "--json")
    ink = [(entry["what"], entry["after"]) for entry in found if entry["number"] == 1]
    assert ink == [
        ("added from towns.csv, record 2, field 2", "Rasht"),
        ("added from towns.csv, record 3, field 2", "Anzali"),
    ]


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


def test_annotations_go_through_their_states(data: Path) -> None:
    run("add", data)
    number = run(
        "annotate", "towns", "--row", 2, "--column", "count", "--kind", "harm", "a formula?",
        "--as", "ada",
    ).stdout.strip()  # fmt: skip
    run("answer", number, "as printed", "--as", "bob")
    run("resolve", number, "settled")
    run("reopen", number)

    (note,) = told("annotations", "towns", "--json")
    assert (note["state"], note["row"], note["column"], note["kind"]) == (
        "open",
        2,
        "count",
        "harm",
    )
    assert [event["event"] for event in note["events"]] == [
        "written",
        "answered",
        "resolved",
        "reopened",
    ]
    run("undo", "towns")
    assert told("annotations", "towns", "--json")[0]["state"] == "resolved"


def test_annotations_hang_on_every_place_and_are_filtered(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("annotate", "towns", "--revision", 1, "which file?", "--as", "ada")
    run("annotate", "towns", "--column", "city", "--kind", "source", "the atlas", "--as", "bob")

    run("annotate", "towns", "--revision", 1, "--row", 1, "?", "--as", "ada", code=2)
    run("annotate", "towns", "--page", 1, "?", "--as", "ada", code=2)

    assert [note["revision"] for note in told("annotations", "--json")] == [1, None]
    assert [note["annotation"] for note in told("annotations", "--person", "bob", "--json")] == [2]
    assert told("annotations", "towns", "--kind", "harm", "--json") == []
    assert len(told("annotations", "towns", "--text", "ATLAS", "--json")) == 1


def test_an_annotation_on_a_source_without_pages_hangs_on_the_whole_file(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("annotate", "towns", "--source", "towns.csv", "sent by post", "--as", "ada")
    run("annotate", "towns", "--source", "other.csv", "?", "--as", "ada", code=2)
    run("annotate", "towns", "--source", "towns.csv", "--row", 1, "?", "--as", "ada", code=2)

    (note,) = told("annotations", "towns", "--json")
    assert (note["source"], note["page"], note["sheet"]) == ("towns.csv", None, None)


def test_annotations_of_all_datasets_tell_where_each_stands_and_what_happened(
    data: Path,
) -> None:
    run("add", data, "--as", "ada")
    run("add", data, "--name", "places", "--as", "ada")
    run("annotate", "towns", "--row", 2, "--column", "city", "sure?", "--as", "ada")
    run("annotate", "places", "--row", 1, "whose?", "--kind", "question", "--as", "bob")
    run("undo", "places", "--as", "ada")

    second, first = told("annotations", "--json")
    assert (first["dataset"], first["row"], first["row_id"], first["column"]) == (
        "towns",
        2,
        3,
        "city",
    )
    assert (second["dataset"], second["state"]) == ("places", "withdrawn")
    events = [(event["number"], event["event"], event["undoes"]) for event in second["events"]]
    assert events == [(1, "written", None), (2, "undone", 1)]
    every = ("--kind", "doubt", "--state", "unsettled", "--column", "city", "--person", "ada")
    days = ("--since", "۲۰۲۰", "--until", "2999-01-01", "--text", "SURE")
    assert [note["annotation"] for note in told("annotations", *every, *days, "--json")] == [1]


def test_filters_of_the_history_are_combined(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("set", "towns", 1, "city", "x", "--as", "bob")
    run("annotate", "towns", "--row", 1, "--column", "city", "sure?", "--as", "bob")
    run("annotate", "towns", "--column", "city", "which?", "--as", "bob")
    run("resolve", 2, "--as", "ada")

    def steps(*filters: str) -> list[tuple[str, int]]:
        found = told("history", "towns", *filters, "--json")
        return [(entry["sort"], entry["number"]) for entry in found]

    assert steps("--state", "open") == [("annotation", 1)]
    assert steps("--state", "resolved", "--person", "ada") == [("annotation", 3)]
    assert steps("--cell", "1:city", "--kind", "annotation", "--text", "sure") == [
        ("annotation", 1)
    ]
    assert steps("--cell", "1:city", "--person", "bob", "--since", "2020") == [
        ("annotation", 1),
        ("revision", 2),
    ]
    run("history", "towns", "--cell", "1:city", "--row", 1, code=2)


def test_a_diff_tells_what_changed(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("set", "towns", 1, "city", "x", "--as", "bob")
    run("apply", "towns", "delete-rows", "--rows", "2", "--as", "ada")

    found = told("diff", "towns", 1, "--json")

    assert [(each["what"], each["row"], each["after"]) for each in found] == [
        ("cell", 1, "x"),
        ("row removed", 2, None),
    ]
    assert run("diff", "towns", 1).stderr == (
        "Revision 3 differs from revision 1: 1 row removed, 1 cell changed.\n"
    )
    assert "In nothing" in run("diff", "towns", 3, 3).stderr


def test_history_is_filtered_by_cell_kind_and_person(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("set", "towns", 1, "city", "x", "--as", "bob", "--why", "a test")
    run("apply", "towns", "fill-down", "--as", "ada")
    run("annotate", "towns", "--row", 1, "--column", "city", "sure?", "--as", "bob")

    assert [entry["kind"] for entry in told("history", "towns", "--json")] == [
        "doubt",
        "fill-down",
        "set-cells",
        "add",
    ]
    cell = told("history", "towns", "--cell", "1:city", "--json")
    assert [(entry["kind"], entry["after"]) for entry in cell] == [
        ("doubt", None),
        ("set-cells", "x"),
        ("add", "Rasht"),
    ]
    assert cell[-1]["what"] == "added from towns.csv, record 2, field 2"
    assert len(told("history", "towns", "--row", 1, "--json")) == 3
    assert len(told("history", "towns", "--column", "city", "--json")) == 3
    assert told("history", "towns", "--until", "2001", "--json") == []
    assert len(told("history", "towns", "--text", "A TEST", "--json")) == 1
    assert len(told("history", "towns", "--person", "bob", "--json")) == 2
    assert len(told("history", "towns", "--kind", "fill-down", "--json")) == 1


def test_undo_and_redo(data: Path) -> None:
    run("add", data)
    run("set", "towns", 1, "city", "x")
    run("undo", "towns")
    assert told("show", "towns", "--json")["rows"][0]["cells"][1] == "Rasht"
    run("redo", "towns")
    assert told("show", "towns", "--json")["rows"][0]["cells"][1] == "x"
    run("redo", "towns", code=1)


def test_undo_that_leaves_cells_exits_1(data: Path) -> None:
    run("add", data)
    run("apply", "towns", "find-replace", "--find", "a", "--replace", "A")
    run("set", "towns", 1, "city", "x")

    result = run("undo", "towns", 2, code=1)

    assert "row 1, city" in result.stderr


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


HEAVY = ("pandas", "pdfplumber", "openpyxl", "sqlite_utils", "numpy", "textual")


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
