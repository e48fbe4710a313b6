from __future__ import annotations

from pathlib import Path

from tests.curator.cli.running import run, told

CSV = "province,city\nGilan,Rasht\nFars,Shiraz\n"


def test_a_text_is_found_in_every_dataset(tmp_path: Path) -> None:
    for name in ("towns", "places"):
        (tmp_path / f"{name}.csv").write_text(CSV, encoding="utf-8")
        run("add", tmp_path / f"{name}.csv")
    run("annotate", "towns", "is it Rasht?", "--row", 1, "--column", "city")

    assert told("search", "RASHT", "--json") == [
        {
            "dataset": "towns",
            "what": "note",
            "row": 1,
            "column": "city",
            "text": "is it Rasht?",
            "annotation": 1,
        },
        {
            "dataset": "places",
            "what": "cell",
            "row": 1,
            "column": "city",
            "text": "Rasht",
            "annotation": None,
        },
        {
            "dataset": "towns",
            "what": "cell",
            "row": 1,
            "column": "city",
            "text": "Rasht",
            "annotation": None,
        },
    ]
    assert run("search", "shiraz").stdout.splitlines()[1] == "places\tcell\t2\tcity\tShiraz"


def test_more_than_the_limit_is_told(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    run("add", tmp_path / "towns.csv")

    assert "There is more" in run("search", "a", "--limit", 1).stderr
    assert "There is more" not in run("search", "Rasht", "--limit", 1).stderr


def test_where_there_is_no_store_nothing_is_found() -> None:
    assert told("search", "x", "--json") == []
