"""What people read goes through the catalogue; a language of marks shows what does not."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.mofile import write_mo

HOME = Path(__file__).resolve().parent.parent


def maker() -> ModuleType:
    """The script that collects the texts."""
    path = HOME / "docs" / "make_catalogue.py"
    spec = importlib.util.spec_from_file_location("make_catalogue", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a language in which each text stands between marks."""
    catalogue = maker().collected()
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(f"‹{text}›" for text in message.id)
        elif message.id:
            message.string = f"‹{message.id}›"
    folder = tmp_path_factory.mktemp("catalogues")
    path = folder / "es" / "LC_MESSAGES" / "curator.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return {**os.environ, "CURATOR_LANGUAGE": "es", "CURATOR_CATALOGUES": str(folder)}


def said(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        env={**environment, "PYTHONPATH": str(HOME)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout + done.stderr


def test_the_catalogue_holds_every_text() -> None:
    script = "docs/make_catalogue.py"
    made = maker()

    current = made.as_text(made.collected())

    kept = (HOME / "curator" / "locale" / "curator.pot").read_bytes()
    assert kept == current, f"run python {script}"


def test_help_is_translated(marked: dict[str, str]) -> None:
    text = said(marked, "-m", "curator", "apply", "d", "trim-whitespace", "--help")

    assert "‹Take white space off" in text
    assert "‹List the datasets.›" in said(marked, "-m", "curator", "--help")


def test_every_screen_is_translated(marked: dict[str, str], tmp_path: Path) -> None:
    script = Path(__file__).with_name("walk_the_screens.py")

    untranslated = said(marked, str(script), str(tmp_path))

    assert untranslated == ""


def test_an_unknown_language_is_english(tmp_path: Path) -> None:
    environment = {**os.environ, "CURATOR_LANGUAGE": "tlh"}

    assert "List the datasets." in said(environment, "-m", "curator", "--help")
