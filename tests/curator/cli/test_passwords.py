from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import cli
from extractors import Options, read
from tests.extractors.documents import ruled, write_pdf
from tests.extractors.locked import lock_pdf

ROWS = [["code", "place"], ["001", "Tehran"], ["002", "Lyon"]]


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    return lock_pdf(write_pdf(tmp_path / "ports.pdf", [ruled(ROWS)]), "s3same")


def run(*words: object, given: str | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, [str(word) for word in words], input=given)
    return done.exit_code, done.stdout, done.stderr


def test_a_locked_file_is_read_with_the_password_from_a_pipe(locked: Path) -> None:
    code, told, _ = run("extract", locked, "--password-file", "-", given="s3same\n")

    assert code == 0
    assert json.loads(told)[0]["rows"] == ROWS


def test_a_locked_file_is_read_with_the_password_from_a_file(locked: Path, tmp_path: Path) -> None:
    kept = tmp_path / "password"
    kept.write_text("s3same\nanything\n")

    assert json.loads(run("extract", locked, "--password-file", kept)[1])[0]["rows"] == ROWS


@pytest.mark.parametrize("password", [None, "open"])
def test_without_its_password_a_locked_file_says_how_it_is_given(
    locked: Path, tmp_path: Path, password: str | None
) -> None:
    kept = tmp_path / "password"
    kept.write_text(password or "")

    code, _, said = run("extract", locked, *(("--password-file", kept) if password else ()))

    assert code == 4
    assert "ports.pdf" in said
    assert "--password-file" in said


def test_a_file_without_a_first_line_is_no_password(locked: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()

    code, _, said = run("extract", locked, "--password-file", tmp_path / "empty")

    assert code == 2
    assert "is no password" in said


def test_the_password_is_kept_nowhere(locked: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.curator"
    code, name, _ = run(
        "add", locked, "--as", "ada", "--store", store, "--password-file", "-", given="s3same\n"
    )

    assert (code, name) == (0, "ports\n")
    for file in (file for file in tmp_path.iterdir() if file.name.startswith("s.curator")):
        assert b"s3same" not in (file.read_bytes() if file.is_file() else b"")


def test_the_head_of_a_table_does_not_tell_the_password(locked: Path) -> None:
    (table,) = [table.head for table in read(locked, Options(password="s3same"))]

    assert "s3same" not in repr(table)
    assert "s3same" not in repr(Options(password="s3same"))


def test_at_a_terminal_the_password_is_asked_for_and_not_shown(locked: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-m", "curator", "extract", str(locked)])
    seen = b""
    try:
        while b"Password:" not in seen:
            seen += os.read(terminal, 4096)
        os.write(terminal, b"s3same\n")
        while True:
            seen += os.read(terminal, 4096)
    except OSError:  # the program has ended
        os.waitpid(pid, 0)

    assert b"Tehran" in seen
    assert b"s3same" not in seen
