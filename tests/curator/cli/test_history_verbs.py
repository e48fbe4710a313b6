"""`curator history`, `diff`, `undo` and `redo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.curator.cli.running import run, told, towns


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return towns(tmp_path)


def test_the_history_of_a_merged_cell_tells_every_place_of_its_ink(data: Path) -> None:
    run("add", data)
    run("apply", "towns", "merge-rows", "--rows", "1:2", "--separator", "; ")

    found = told("history", "towns", "--cell", "1:city", "--json")
    ink = [(entry["what"], entry["after"]) for entry in found if entry["number"] == 1]
    assert ink == [
        ("added from towns.csv, record 2, field 2", "Rasht"),
        ("added from towns.csv, record 3, field 2", "Anzali"),
    ]


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
