from __future__ import annotations

from pathlib import Path

from curator.recent import recent_files, remember_files
from tests.curator.cli.running import run, told


def test_recent_files_are_listed_and_forgotten() -> None:
    remember_files([Path("/x/a.pdf"), Path("/x/b.pdf")])

    assert told("recent", "--json") == ["/x/b.pdf", "/x/a.pdf"]
    assert run("recent").stdout == "/x/b.pdf\n/x/a.pdf\n"
    run("recent", "--clear")
    assert told("recent", "--json") == []


def test_a_source_that_is_removed_for_good_is_forgotten(tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_text("city\nRasht\n", encoding="utf-8")
    run("add", towns)
    remember_files([towns, tmp_path / "other.csv"])

    run("remove", "towns", "--yes")
    assert len(recent_files()) == 2
    run("remove", "--source", "towns.csv", "--yes")

    assert recent_files() == [tmp_path / "other.csv"]
