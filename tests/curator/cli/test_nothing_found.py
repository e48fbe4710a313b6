import json
from pathlib import Path

from click.testing import CliRunner

from curator.cli import cli
from tests.extractors.documents import write_pdf

IMAGE = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
SAID = "There are no tables in scan.pdf. Page 1: scanned: no characters, 1 image. Page 2: blank."


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def test_extracting_nothing_says_of_what_kind_the_pages_are(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "scan.pdf", [IMAGE, ""])

    for format_, printed in (("json", "[]\n"), ("csv", "")):
        code, told, said = run("extract", path, "--format", format_)
        assert (code, told, said.strip()) == (0, printed, SAID)


def test_adding_nothing_says_it_too(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "scan.pdf", [IMAGE, ""])

    code, told, said = run("add", path, "--store", tmp_path / "s.db", "--as", "ada")

    assert (code, told) == (1, "")
    assert SAID in said


def test_intake_tells_of_pages(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "scan.pdf", [IMAGE, ""])

    _code, told, _said = run("intake", path, "--json")

    assert json.loads(told)[0]["pages"] == [
        {"first": 1, "last": 1, "kind": "scanned: no characters, 1 image"},
        {"first": 2, "last": 2, "kind": "blank"},
    ]
    assert "  Page 2: blank\n" in run("intake", path)[1]
