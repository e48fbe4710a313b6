import json

from click.testing import CliRunner

from curator.cli import cli
from curator.operations import SetCells
from curator.store import Dataset, Store


def test_a_cell_is_told_beside_what_was_found(store: Store, cities: Dataset) -> None:
    cities.apply(SetCells((2,), ("city",), (("ی\u200c۱2",),)), "ada")
    store.close()

    done = CliRunner().invoke(cli, ["inspect", "cities", "1", "city", "--json"])

    told = json.loads(done.stdout)
    assert [each["code"] for each in told["today"]["characters"]] == [
        "U+06CC", "U+200C", "U+06F1", "U+0032",
    ]  # fmt: skip
    assert told["found"]["value"] == " Tehran "
    assert told["title"]["value"] == "city"
    assert any("mixed" in words for words in told["today"]["suspicions"])


def test_without_json_it_is_a_table_and_what_is_suspicious_is_talk(
    store: Store, cities: Dataset
) -> None:
    store.close()

    done = CliRunner().invoke(cli, ["inspect", "cities", "1", "city"])

    assert done.stdout.splitlines()[1].split("\t")[:4] == ["today", "1", "␣", "U+0020"]
    assert "as found: It begins or ends with white space." in done.stderr


def test_a_row_that_is_not_there_is_told(store: Store, cities: Dataset) -> None:
    store.close()

    assert CliRunner().invoke(cli, ["inspect", "cities", "9", "city"]).exit_code == 2
