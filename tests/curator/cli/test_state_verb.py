from __future__ import annotations

from pathlib import Path

from tests.curator.cli.running import run, told

CSV = "province,city\nGilan,Rasht\nFars,Shiraz\n"


def test_a_state_is_said_told_listed_and_taken_back(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    run("add", tmp_path / "towns.csv")
    assert run("state", "towns").stdout == "draft\n"

    run("state", "towns", "approved", "--as", "ada", "--why", "read against the print")

    assert told("list", "--json")[0]["state"] == "approved"
    step = told("history", "towns", "--json")[0]
    assert (step["kind"], step["what"]) == ("set-state", "marked as approved")
    assert step["why"] == "read against the print"
    run("undo", "towns")
    assert run("state", "towns").stdout == "draft\n"


def test_a_state_that_no_longer_holds_is_told(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    run("add", tmp_path / "towns.csv")
    run("state", "towns", "checked", "--as", "ada")
    run("set", "towns", 1, "city", "Anzali")

    result = run("state", "towns")

    assert result.stdout == "draft\n"
    assert "changed since ada marked it as checked" in result.stderr
    told_state = told("state", "towns", "--json")
    assert (told_state["state"], told_state["said"], told_state["changed"]) == (
        "draft",
        "checked",
        True,
    )


def test_a_state_is_exported_with_the_revision(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    run("add", tmp_path / "towns.csv")
    run("state", "towns", "approved")

    run("export", "towns", tmp_path / "stick")

    assert '"state": "approved"' in (tmp_path / "stick" / "towns" / "manifest.json").read_text()
    run("verify", tmp_path / "stick")


def test_sources_tell_what_was_kept_of_them(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    run("add", tmp_path / "towns.csv")

    (line,) = told("sources", "--json")

    assert (line["tables"], line["pages"], line["sheets"], line["datasets"]) == (1, [], [], 1)
