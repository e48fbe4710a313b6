import json
from pathlib import Path

from click.testing import CliRunner, Result

from curator.cli import cli


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_a_report_of_each_file_and_nothing_is_stored(tmp_path: Path) -> None:
    good = tmp_path / "towns.csv"
    good.write_text("town,n\nRasht,1\n", encoding="utf-8")

    found = run("intake", good, tmp_path / "gone.csv", "--json")

    told, missing = json.loads(found.stdout)
    assert (told["source"], told["media_type"]) == ("towns.csv", "text/csv")
    assert (missing["media_type"], missing["sheets"]) == (None, [])
    assert "gone.csv" in missing["warnings"][0]
    assert found.exit_code == 1


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    found = run("intake", tmp_path / "gone.csv", "--json")

    assert (found.exit_code, found.stdout) == (4, "")
    assert "gone.csv" in found.stderr


def test_a_text_is_shown_in_the_likeliest_encodings(tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_bytes("شهر;n\nكرمان;1\nشيراز;2\n".encode("cp1256"))

    told = json.loads(run("intake", towns, "--json").stdout)[0]
    lines = run("intake", towns).stdout.splitlines()

    assert told["encoding"] == told["encodings"][0]["encoding"] == "cp1256"
    assert [len(one["lines"]) for one in told["encodings"]] == [3, 3, 3]
    assert told["dialect"]["delimiter"] == ";"
    assert any("cp1256" in line and "كرمان;1" in line for line in lines)


def test_troubles_of_a_text_are_warned_of_by_line(tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_bytes(b'town,n,day\nRasht,1,2\n"Ahvaz,2,3\nQom,3\nYazd,\x004,5\nBam,5,6\n')

    warnings = json.loads(run("intake", towns, "--json").stdout)[0]["warnings"]

    assert [any(f"line {number}" in one for one in warnings) for number in (3, 4, 5)] == [True] * 3


def test_what_is_chosen_holds_for_the_report(tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_bytes("Report\ntown|n\nMálaga|1\nend\n".encode("cp850"))
    chosen = ["--encoding", "cp850", "--delimiter", "pipe", "--skip", 1, "--footer", 1]

    told = json.loads(run("intake", towns, *chosen, "--json").stdout)[0]

    (table,) = told["sheets"][0]["tables"]
    assert told["encoding"] == "cp850"
    assert [column["name"] for column in table["columns"]] == ["town", "n"]
    assert (table["title_rows"], table["header_rows"], table["data_end"]) == ([0], [1], 2)
