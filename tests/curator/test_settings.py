import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator import settings
from curator.cli import cli
from curator.errors import UnknownNameError
from curator.settings import BIDI, THEME


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in settings.SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)


def config(*words: str) -> Result:
    return CliRunner().invoke(cli, ["config", *words])


def test_what_nobody_chose_is_the_usual() -> None:
    assert (BIDI.value(), BIDI.given()) == ("auto", None)


def test_a_choice_is_kept_for_the_next_time(tmp_path: Path) -> None:
    BIDI.keep("terminal")

    assert BIDI.given() == ("terminal", "kept")
    assert (tmp_path / "config" / "curator" / "bidi").stat().st_mode & 0o777 == 0o600


def test_the_environment_comes_before_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    BIDI.keep("terminal")
    monkeypatch.setenv("CURATOR_BIDI", "app")

    assert BIDI.given() == ("app", "environment")


def test_what_is_no_choice_is_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURATOR_THEME", "pink")

    assert THEME.value() == "auto"
    with pytest.raises(UnknownNameError, match="high-contrast"):
        THEME.keep("pink")


def test_the_handle_is_a_setting_like_the_others() -> None:
    settings.remember_handle("parvin")

    assert settings.handle() == "parvin"
    assert config("handle").output == "parvin\n"


def test_a_setting_is_kept_and_told_on_the_command_line() -> None:
    kept = config("bidi", "words")

    assert kept.exit_code == 0
    assert kept.stderr == "bidi is words from now on.\n"
    assert config("bidi").stdout == "words\n"
    told = {each["name"]: each for each in json.loads(config("--json").stdout)}
    assert (told["bidi"]["value"], told["bidi"]["from"]) == ("words", "kept")
    assert told["theme"]["from"] == "usual"


def test_a_choice_that_the_environment_overrides_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CURATOR_BIDI", "app")

    assert "CURATOR_BIDI comes before it" in config("bidi", "terminal").stderr


@pytest.mark.parametrize("words", [("colour",), ("bidi", "upwards"), ("handle", " ")])
def test_what_cannot_be_set_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    refused = config(*words)

    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: ")
