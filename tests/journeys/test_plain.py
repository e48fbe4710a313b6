"""A correction in line mode and by the verbs: the same history, and an export of equal bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from curator.cli import cli
from curator.demo import documents

WHO = "parvaneh-k"

LINES = """\
apply fill-down columns=Province why printed once
row 17
ink Unloaded
set Unloaded 1,378.6 why the totals agree
doubt Unloaded 1,830.9 is printed
history Unloaded
answer 1 the totals say 1,378.6
blank Ships
undo
undo
redo
resolve 1 corrected
undo 3 why wrong after all
export {stick}
"""


def run(*words: object, said: str | None = None) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words], input=said)
    assert result.exit_code == 0, result.output
    return result.stdout


def by_verbs(store: Path, stick: Path) -> None:
    shared = ["--store", store, "--as", WHO]
    run("apply", "ports", "fill-down", "--columns", "Province", "--why", "printed once", *shared)
    run("set", "ports", 17, "Unloaded", "1,378.6", "--why", "the totals agree", *shared)
    run("annotate", "ports", "--row", 17, "--column", "Unloaded", "1,830.9 is printed", *shared)
    run("answer", 1, "the totals say 1,378.6", *shared)
    run("set", "ports", 17, "Ships", "", *shared)
    run("undo", "ports", *shared)
    run("undo", "ports", *shared)
    run("redo", "ports", *shared)
    run("resolve", 1, "corrected", *shared)
    run("undo", "ports", 3, "--why", "wrong after all", *shared)
    run("export", "ports", stick, "--store", store)


def told(store: Path) -> Any:
    history = json.loads(run("history", "ports", "--json", "--store", store))
    notes = json.loads(run("annotations", "ports", "--json", "--store", store))
    for entry in (*history, *(event for note in notes for event in note["events"])):
        entry.pop("at")
    return history, notes


def test_line_mode_and_verbs_do_the_same(tmp_path: Path) -> None:
    pdf, _ = documents()
    stores = [tmp_path / "lines" / "a.store", tmp_path / "verbs" / "a.store"]
    sticks = [tmp_path / "lines" / "stick", tmp_path / "verbs" / "stick"]
    for store in stores:
        run("--store", store, "add", pdf, "--table", 2, "--name", "ports", "--as", WHO)

    lines = LINES.format(stick=sticks[0])
    run("edit", "ports", "--plain", "--store", stores[0], "--as", WHO, said=lines)
    by_verbs(stores[1], sticks[1])

    assert told(stores[0]) == told(stores[1])
    csv, same = (stick / "ports" / "ports.csv" for stick in sticks)
    assert csv.read_bytes() == same.read_bytes()
    assert "whole" in run("verify", sticks[0])
