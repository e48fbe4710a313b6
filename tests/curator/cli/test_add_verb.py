from __future__ import annotations

import json
from pathlib import Path

from curator.demo import documents
from tests.curator.cli.running import run, told


def test_several_files_are_added_each_with_its_outcome(tmp_path: Path) -> None:
    towns, missing = tmp_path / "towns.csv", tmp_path / "missing.csv"
    towns.write_text("province,city\nGilan,Rasht\n", encoding="utf-8")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")

    result = run("add", towns, missing, broken, "--json", "--as", "ada", code=1)

    outcomes = json.loads(result.stdout)
    assert [outcome["file"] for outcome in outcomes] == list(map(str, (towns, missing, broken)))
    assert [line["dataset"] for line in outcomes[0]["added"]] == ["towns"]
    assert outcomes[0]["problem"] is None
    assert outcomes[1]["problem"] == f"There is no file {missing}."
    assert "broken.pdf" in outcomes[2]["problem"]
    assert "2 of 3 files could not be added whole." in result.stderr
    assert [line["name"] for line in told("list", "--json")] == ["towns"]


def test_files_with_several_tables_need_a_choice_that_holds_for_all(tmp_path: Path) -> None:
    workbook = next(path for path in documents() if path.suffix == ".xlsx")
    pdf = next(path for path in documents() if path.suffix == ".pdf")

    result = run("add", workbook, pdf, code=1)
    assert "give --table N or --all" in result.stderr
    assert len(run("add", pdf, workbook, "--all").stdout.split()) == 4


def test_one_name_cannot_be_given_to_several_files(tmp_path: Path) -> None:
    run("add", tmp_path / "a.csv", tmp_path / "b.csv", "--name", "x", code=2)


def test_a_text_is_added_and_extracted_as_chosen(tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_bytes("town|n\nMálaga|001\n".encode("cp850"))
    chosen = ("--encoding", "cp850", "--delimiter", "|", "--quote", "none", "--header-rows", "1")

    extracted = json.loads(run("extract", towns, *chosen).stdout)
    run("add", towns, *chosen, "--as", "ada")

    assert extracted[0]["rows"] == [["town", "n"], ["Málaga", "001"]]
    assert "Málaga" in run("show", "towns").stdout
