from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import cli
from curator.errors import ExportError
from curator.export.history_list import write_history
from curator.operations import SetCells
from curator.store import Dataset, Store


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    row = cities.view().row_id(3)
    cities.apply(SetCells((row,), ("code",), (("=1+1",),)), "نرگس", "صفحه ۳")
    return cities


def test_a_csv_has_a_line_for_each_step_and_no_formula(edited: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "made" / "history.csv"

    write_history(path, edited.history(), edited.view())

    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["step"] for line in lines] == ["r2", "r1"]
    assert (lines[0]["who"], lines[0]["after"], lines[0]["why"]) == ("نرگس", "'=1+1", "صفحه ۳")


def test_json_tells_row_and_options(edited: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "history.json"

    write_history(path, edited.history(), edited.view())

    newest = json.loads(path.read_bytes())[0]
    assert (newest["row"], newest["after"], newest["columns"]) == (3, "=1+1", ["code"])


def test_a_file_that_is_there_is_left_alone(edited: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(ExportError, match="is there already and was left alone"):
        write_history(path, edited.history(), edited.view())

    assert path.read_text(encoding="utf-8") == "mine"


def test_other_endings_are_refused_before_anything_is_made(edited: Dataset, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"neither \.csv nor \.json"):
        write_history(tmp_path / "new" / "history.pdf", edited.history(), edited.view())

    assert not (tmp_path / "new").exists()


def test_the_verb_writes_what_it_would_print(store: Store, edited: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    words = ["history", "cities", "--kind", "set-cells", "--store", str(store.path)]

    printed = CliRunner().invoke(cli, [*words, "--json"])
    written = CliRunner().invoke(cli, [*words, "--out", str(path)])

    assert written.exit_code == 0, written.output
    assert json.loads(path.read_bytes()) == json.loads(printed.stdout)
    assert "holds 1 steps" not in written.stderr
