"""`curator keys`."""

from __future__ import annotations

import json

from click.testing import CliRunner

from curator.cli import cli
from curator.keymaps import KeyChoice


def test_every_action_is_listed_with_its_keys() -> None:
    done = CliRunner().invoke(cli, ["keys"])

    assert "The editor\tUndo\tCtrl+Z  u\teditor.undo\n" in done.stdout
    assert done.exit_code == 0


def test_a_preset_and_own_keys_are_kept() -> None:
    done = CliRunner().invoke(
        cli, ["keys", "--preset", "visidata", "--set", "editor.pane=f3,w", "--layout", "ru"]
    )

    kept = KeyChoice.kept()
    assert done.exit_code == 0
    assert done.stdout == ""
    assert (kept.preset.name, kept.layout) == ("visidata", "ru")
    assert kept.own == {"editor.pane": ("f3", "w")}


def test_a_key_that_does_something_else_is_refused_and_nothing_is_kept() -> None:
    done = CliRunner().invoke(cli, ["keys", "--set", "editor.pane=u"])

    assert done.exit_code == 2
    assert "u already does “Undo” (The editor). Give editor.undo another key first." in done.stderr
    assert KeyChoice.kept() == KeyChoice()


def test_a_reset_forgets_what_was_chosen() -> None:
    CliRunner().invoke(cli, ["keys", "--preset", "visidata"])

    CliRunner().invoke(cli, ["keys", "--reset"])

    assert KeyChoice.kept() == KeyChoice()


def test_json_tells_each_action() -> None:
    done = CliRunner().invoke(cli, ["keys", "--json"])

    told = json.loads(done.stdout)
    assert told["preset"] == "curator"
    assert {
        "id": "app.menu",
        "place": "Everywhere",
        "does": "Menu",
        "keys": ["f10"],
        "own": False,
    } in told["actions"]


def test_what_sets_nothing_is_refused() -> None:
    done = CliRunner().invoke(cli, ["keys", "--set", "editor.undo"])

    assert done.exit_code == 2
    assert "sets nothing" in done.stderr
