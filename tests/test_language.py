"""What people read goes through the catalogue; a language of marks shows what does not."""

from __future__ import annotations

import importlib.util
import json
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
        elif message.id and not message.id.startswith("0123456789"):  # how numbers are written
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


def test_what_click_says_is_translated(marked: dict[str, str]) -> None:
    text = said(marked, "-m", "curator", "undo", "--help")

    assert "‹Usage:›" in text
    assert "‹Show this message and exit.›" in text


def test_every_screen_is_translated(marked: dict[str, str], tmp_path: Path) -> None:
    script = Path(__file__).with_name("walk_the_screens.py")

    untranslated = said(marked, str(script), str(tmp_path))

    assert untranslated == ""


def test_an_unknown_language_is_english(tmp_path: Path) -> None:
    environment = {**os.environ, "CURATOR_LANGUAGE": "tlh"}

    assert "List the datasets." in said(environment, "-m", "curator", "--help")


SAYS = """
from curator.language import _, joined, ngettext, number
several = ngettext("{count:,} cell", "{count:,} cells", 12345).format(count=12345)
told = _("There is no column {name!r}.").format(name="1,234.5")
print(number(1234567), number(0.5, ".1f"), several, told, joined(["1,5", "2"]), sep="|")
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("C", "1,234,567|0.5|12,345 cells|There is no column '1,234.5'.|1,5, 2"),
        ("es", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567|0,5|12\N{NO-BREAK SPACE}345 celdas"
               "|No existe la columna '1,234.5'.|1,5, 2"),
        ("fa", "۱٬۲۳۴٬۵۶۷|۰٫۵|\N{RIGHT-TO-LEFT MARK}۱۲٬۳۴۵ خانه|ستون '1,234.5' وجود ندارد.|1,5، 2"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_language_does_and_names_are_left(
    language: str, words: str
) -> None:
    environment = {**os.environ, "CURATOR_LANGUAGE": language}

    assert said(environment, "-c", SAYS).strip() == words


def test_what_machines_read_is_the_same_in_every_language(tmp_path: Path) -> None:
    file = tmp_path / "towns.csv"
    file.write_text("town,count\nA,1234.5\n" + "B,2\n" * 1200, encoding="utf-8")
    printed = []

    for language in ("C", "es", "fa"):
        store = str(tmp_path / f"{language}.store")
        environment = {**os.environ, "CURATOR_LANGUAGE": language, "CURATOR_STORE": store}
        said(environment, "-m", "curator", "add", str(file), "--as", "ada")
        shown = said(environment, "-m", "curator", "show", "towns", "--json")
        sources = said(environment, "-m", "curator", "sources", "--json")
        printed.append((shown, [json.loads(sources)[0][key] for key in ("sha256", "size")]))

    assert printed[0] == printed[1] == printed[2]


def test_a_kept_step_runs_as_its_words_do_whatever_name_it_begins_with() -> None:
    environment = {**os.environ, "CURATOR_LANGUAGE": "fa"}
    says = "from screens.entries_view import sentence as s; print(ascii(s(%r)[0]))"

    persian = said(environment, "-c", says % "city حذف شد")
    english = said(environment, "-c", says % "شهر renamed to another name")

    assert (persian.strip(), english.strip()) == (r"'\u200f'", r"'\u200e'")
