"""Presets, a person's choice, and keyboard layouts."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import KeysError, UnknownNameError
from curator.keymaps import LAYOUTS, PRESETS, KeyChoice, latin, preset


def test_nobody_who_chose_has_the_usual_keys() -> None:
    assert KeyChoice.kept() == KeyChoice(preset("curator"))


def test_a_choice_outlives_the_program(tmp_path: Path) -> None:
    chosen = KeyChoice(preset("visidata"), layout="ru").giving("editor.undo", ["ctrl+z"])

    chosen.keep()

    assert KeyChoice.kept() == chosen
    assert stat.S_IMODE((tmp_path / "config" / "curator" / "keys.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"preset": "emacs", "layout": "auto", "keys": {}}', "\x00"]
)
def test_a_damaged_choice_is_told_of(tmp_path: Path, kept: str) -> None:
    folder = tmp_path / "config" / "curator"
    folder.mkdir(parents=True)
    (folder / "keys.json").write_text(kept)

    with pytest.raises(KeysError, match=r"tells no keys.*--reset"):
        KeyChoice.kept()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir(mode=0o500)

    with pytest.raises(KeysError, match="could not be kept"):
        KeyChoice().keep()


def test_an_unknown_preset_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownNameError, match="curator, spreadsheet, visidata"):
        preset("emacs")


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.name)
def test_a_preset_is_read_from_its_file(each: object) -> None:
    assert isinstance(preset(getattr(each, "name", "")).keys, dict)


@pytest.mark.parametrize(
    ("layout", "written", "key"),
    [("fa", "ث", "e"), ("fa", "آ", "H"), ("ru", "у", "e"), ("el", "λ", "l"), ("he", "ק", "e")],
)
def test_a_letter_of_another_script_stands_on_a_latin_key(
    layout: str, written: str, key: str
) -> None:
    assert latin(layout)[written] == key


def test_the_preferred_layout_decides_where_two_disagree() -> None:
    assert latin("fa")["ي"] == "D"
    assert latin("ar")["ي"] == "d"


@given(st.sampled_from(sorted(LAYOUTS)))
def test_a_layout_writes_nothing_that_latin_keys_write(name: str) -> None:
    for keys, written in LAYOUTS[name]:
        assert len(keys) == len(written) == len(set(keys))
        assert not any(character.isascii() for character in written)
        assert keys.isascii()


def test_the_layout_goes_by_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_CTYPE", raising=False)
    monkeypatch.delenv("CURATOR_LANGUAGE", raising=False)
    monkeypatch.setenv("LANG", "ar_EG.UTF-8")

    assert KeyChoice().preferred_layout() == "ar"
    assert KeyChoice(layout="he").preferred_layout() == "he"
