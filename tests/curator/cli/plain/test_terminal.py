"""Line mode on a real pseudo-terminal: what a person types, hears, and loses when it is gone."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import cli
from curator.store import Store

pty = pytest.importorskip("pty")

CSV = "province,city\nGilan,Rasht\n,Anzali\n"
CONTROL = re.compile(rb"[\x00-\x07\x0b-\x0c\x0e-\x1f\x7f]")


class Person:
    """Somebody at a terminal on which line mode runs."""

    def __init__(self, term: str) -> None:
        self.heard = b""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:  # the program
            os.environ["TERM"] = term
            os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
            command = [sys.executable, "-m", "curator", "edit", "towns", "--plain", "--as", "ada"]
            os.execv(command[0], command)

    def hears(self, text: str, patience: float = 30) -> None:
        """Wait until something is said that was not said before."""
        start = time.monotonic()
        wanted = text.encode()
        while wanted not in self.heard[self._at :]:
            assert time.monotonic() - start < patience, self.heard
            if select.select([self._terminal], [], [], 0.2)[0]:
                self.heard += os.read(self._terminal, 4096)
        self._at = self.heard.index(wanted, self._at) + len(wanted)

    _at = 0

    def interrupts_until(self, text: str) -> None:
        """Press Ctrl+C; again where it came in the moment before the program reads."""
        for _ in range(10):
            self.types("\x03")
            try:
                self.hears(text, patience=3)
            except AssertionError:
                continue
            return
        raise AssertionError(self.heard)

    def types(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def hangs_up(self) -> None:
        """Take the terminal away."""
        os.close(self._terminal)
        self._terminal = -1

    def leaves(self, signalled: int = 0) -> int:
        """Wait for the program's end and return its exit code.

        A signal is sent again where it came in the moment before the program reads.
        """
        start = time.monotonic()
        while time.monotonic() - start < 30:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            if signalled:
                os.kill(self.pid, signalled)
                time.sleep(0.2)
            if self._terminal >= 0 and select.select([self._terminal], [], [], 0.05)[0]:
                try:
                    self.heard += os.read(self._terminal, 4096)
                except OSError:  # the program has closed it
                    time.sleep(0.01)
        raise AssertionError(self.heard)

    def end(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._terminal >= 0:
            os.close(self._terminal)


@contextmanager
def person(term: str = "dumb") -> Iterator[Person]:
    sitting = Person(term)
    try:
        sitting.hears("Type help for the commands.")
        yield sitting
    finally:
        sitting.end()


@pytest.fixture(autouse=True)
def towns(tmp_path: Path) -> None:
    data = tmp_path / "towns.csv"
    data.write_text(CSV, encoding="utf-8")
    assert CliRunner().invoke(cli, ["add", str(data), "--as", "ada"]).exit_code == 0


def cells(tmp_path: Path) -> list[str | None]:
    with Store.read(tmp_path / "own" / "curator.store") as store:
        return [row.cells[1] for row in store.dataset("towns").view().rows()]


def whys(tmp_path: Path) -> list[str | None]:
    with Store.read(tmp_path / "own" / "curator.store") as store:
        return [entry.why for entry in store.dataset("towns").history()]


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_change_is_asked_for_its_reason_and_nothing_is_drawn(tmp_path: Path, term: str) -> None:
    with person(term) as ada:
        ada.types("set city Raşt\n")
        ada.hears("Why?")
        ada.types("printed so\n")
        ada.hears("row 1, city: Rasht became Raşt. Revision 2.")
        ada.types("set town x\n")
        ada.hears("has no column 'town'")
        ada.types("quit\n")
        code = ada.leaves()

    assert code == 0
    assert not CONTROL.search(ada.heard), ada.heard
    assert whys(tmp_path)[0] == "printed so"


def test_an_operation_tells_its_size_before_the_reason(tmp_path: Path) -> None:
    with person() as ada:
        ada.types("apply fill-down columns=province\n")
        ada.hears("1 cell, 0 rows would change.")
        ada.hears("Why?")
        ada.types("\n")
        ada.hears("towns, revision 2: 1 cell changed.")
        ada.types("\x04")
        assert ada.leaves() == 0

    assert whys(tmp_path) == [None, None]


def test_ctrl_c_at_the_reason_takes_the_change_back(tmp_path: Path) -> None:
    with person() as ada:
        ada.types("set city Raşt\n")
        ada.hears("Why?")
        ada.interrupts_until("Stopped.")
        ada.types("where\n")
        ada.hears("revision 1;")
        ada.types("quit\n")
        assert ada.leaves() == 0

    assert cells(tmp_path) == ["Rasht", "Anzali"]


def test_a_terminal_that_is_gone_loses_nothing(tmp_path: Path) -> None:
    with person() as ada:
        ada.types("set city Raşt why printed so\n")
        ada.hears("Revision 2.")
        ada.types("row 2\n")
        ada.hears("row 2:")
        ada.types("set city Enzeli\n")
        ada.hears("Why?")
        ada.hangs_up()
        ada.leaves()

    assert cells(tmp_path) == ["Raşt", "Enzeli"]
    assert whys(tmp_path) == [None, "printed so", None]


def test_a_hang_up_without_a_lost_terminal_ends_it(tmp_path: Path) -> None:
    with person() as ada:
        ada.types("set city Raşt why printed so\n")
        ada.hears("Revision 2.")
        assert ada.leaves(signal.SIGHUP) == 0

    assert cells(tmp_path) == ["Raşt", "Anzali"]


def test_tab_completes_commands_and_columns(tmp_path: Path) -> None:
    pytest.importorskip("readline")
    with person("xterm") as ada:
        ada.types("bla\tci\twhy no town\n")
        ada.hears("Rasht became blank")
        ada.types("quit\n")
        assert ada.leaves() == 0

    assert cells(tmp_path) == [None, "Anzali"]
