"""What a real terminal makes of the grid: tmux counts the cells itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.store import Store
from tests.conftest import Found

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing")

HOME = Path(__file__).resolve().parents[2]
PATIENCE = 20
SCRIPTS = [
    ["نام استان", "city", "mixed", "emoji", "end"],
    ["سیستان و بلوچستان", "زاهدان", "نفت (NIOC) ۱۲", "👨\u200d👩\u200d👧 family", "x"],
    ["می\u200cشود", "काठमाडौँ", "e\u0301a\u0300\u0301 x", "🇳🇵 नेपाल", "x"],
    ["مُحَمَّد", "表表表表", "COVID-19 در 2020", "👍🏽 ❤️", "x"],
    ["Tehran", "Pokhara", "plain", "☺", "x"],
]


_UNSIZED = {name: kept for name, kept in os.environ.items() if name not in ("LINES", "COLUMNS")}
"""Whoever runs the tests may have told the size of another terminal, which would come first."""


class Tmux:
    """One window of a tmux server of its own."""

    def __init__(
        self, socket: Path, size: tuple[int, int], store: Path, dataset: str = "scripts"
    ) -> None:
        self._socket = socket
        command = f"{sys.executable} -m curator --store {store} open {dataset} --as ada"
        width, height = map(str, size)
        self("-f", os.devnull, "new-session", "-d", "-x", width, "-y", height, command)

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-S", str(self._socket), *words],
            env={**_UNSIZED, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
            cwd=HOME,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def await_text(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        end = time.monotonic() + PATIENCE
        while text not in self("capture-pane", "-p"):
            assert time.monotonic() < end, self("capture-pane", "-p")
            time.sleep(0.05)

    def await_still(self, times: int = 5) -> None:
        """Wait until nothing was drawn for a while."""
        before, same = "", 0
        while same < times:
            time.sleep(0.2)
            now = self("capture-pane", "-p")
            before, same = now, same + 1 if now == before else 0

    def columns(self, sign: str, lines: int) -> dict[int, list[int]]:
        """Return the cells at which a sign stands in each of the first lines."""
        found: dict[int, list[int]] = {}
        self("copy-mode")
        self("send-keys", "-X", "history-top")
        self("send-keys", "-X", "start-of-line")
        before = (-1, -1)
        while True:
            self("send-keys", "-X", "search-forward", sign)
            at = self("display-message", "-p", "#{copy_cursor_y} #{copy_cursor_x}").split()
            line, cell = map(int, at)
            if line >= lines or (line, cell) <= before:
                self("send-keys", "-X", "cancel")
                return found
            found.setdefault(line, []).append(cell)
            before = (line, cell)


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
def tmux(
    request: pytest.FixtureRequest, store: Store, found: Found, file: Path, tmp_path: Path
) -> Iterator[Tmux]:
    store.add(found(SCRIPTS), file, "ada", "scripts")
    store.close()
    window = Tmux(tmp_path / "tmux", request.param, store.path)
    try:
        window.await_text("Pokhara")
        yield window
    finally:
        window("kill-server")


def test_separators_stand_below_each_other(tmux: Tmux) -> None:
    for keys, text in (((), "Pokhara"), (("Down", "Right"), "field 2"), (("m",), "end │emoji")):
        tmux("send-keys", *keys)
        tmux.await_text(text)

        columns = tmux.columns("│", 6)

        assert sorted(columns) == [1, 2, 3, 4, 5]
        assert len(columns[1]) >= 5
        for line in range(2, 6):
            assert columns[line][:5] == columns[1][:5], tmux("capture-pane", "-p")


def test_what_lies_beneath_a_dialog_stays_as_it_was(tmux: Tmux) -> None:
    before = tmux("capture-pane", "-p").splitlines()[:3]
    for key, text in (("F8", "What do you want"), ("Escape", "F8 Palette"), ("F4", "Annotate")):
        tmux("send-keys", key)
        tmux.await_text(text)

        assert tmux("capture-pane", "-p").splitlines()[:3] == before


def test_a_persian_line_in_the_cell_editor_moves_nothing(tmux: Tmux) -> None:
    tmux("send-keys", "Enter")
    tmux.await_text("Cancel")
    before = tmux.columns("│", 6)
    tmux("send-keys", "C-u", "سلام")
    tmux.await_text("ﻡﺎﻠﺳ")

    assert tmux.columns("│", 6) == before


def test_the_library_s_list_and_what_is_beside_it_keep_their_columns(
    store: Store, found: Found, file: Path, tmp_path: Path
) -> None:
    for name in ("स्वास्थ्य-चौकी", "शिक्षा", "plain"):
        store.add(found(SCRIPTS), file, "ada", name)
    store.close()
    window = Tmux(tmp_path / "tmux", (130, 24), store.path, "")
    try:
        window.await_text("size  4 rows")
        window("send-keys", "Down", "Down")
        window.await_text("from  cities.csv")
        window.await_still()
        rules = window.columns("│", 12)
        days = window.columns("2026", 8)
    finally:
        window("kill-server")

    assert len({tuple(cells) for line, cells in rules.items() if line}) == 1
    assert len({cells[0] for line, cells in days.items() if 3 < line < 7}) == 1
