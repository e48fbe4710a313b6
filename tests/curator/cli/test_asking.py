"""Questions of yes and no on a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import cli

pty = pytest.importorskip("pty")

QUESTION = b"[y/N]"


def heard(terminal: int, wanted: bytes) -> bytes:
    """Read the terminal until something is written there."""
    text, start = b"", time.monotonic()
    while wanted not in text:
        assert time.monotonic() - start < 30, text
        if select.select([terminal], [], [], 0.2)[0]:
            text += os.read(terminal, 4096)
    return text


def test_what_was_typed_before_a_question_does_not_answer_it(tmp_path: Path) -> None:
    data = tmp_path / "towns.csv"
    data.write_text("city\nRasht\n", encoding="utf-8")
    assert CliRunner().invoke(cli, ["add", str(data), "--as", "ada"]).exit_code == 0
    terminal, side = pty.openpty()
    os.write(terminal, b"y\n")
    command = [sys.executable, "-m", "curator", "remove", "towns"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment) as asked:
        heard(terminal, QUESTION)
        os.write(terminal, b"n\n")
        heard(terminal, b"Nothing was removed")
        asked.wait(30)
    os.close(side)
    os.close(terminal)

    assert "towns" in CliRunner().invoke(cli, ["list"]).stdout
