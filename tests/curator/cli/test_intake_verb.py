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
