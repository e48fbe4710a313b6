import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from screens.terminals import TERMINALS, terminal, who_orders
from screens.themes import suited
from screens.widgets.scripts import Rtl


@pytest.mark.parametrize(
    ("environment", "name", "rtl"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "VTE", "app"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "5202"}, "VTE before 0.58", "app"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, "Konsole", "terminal"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "mintty"}, "mintty", "app"),
        ({"TERM": "mlterm-256color"}, "mlterm", "terminal"),
        ({"TERM": "xterm-256color", "WT_SESSION": "1-2"}, "Windows Terminal", "app"),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, "kitty", "words"),
        ({"TERM": "nsterm", "TERM_PROGRAM": "Apple_Terminal"}, "Apple Terminal", "terminal"),
        ({"TERM": "linux"}, "Linux console", "app"),
        ({"TERM": "xterm"}, "a terminal that is not known", "app"),
        ({}, "a terminal that is not known", "app"),
    ],
)
def test_a_terminal_is_told_by_its_environment(
    environment: Mapping[str, str], name: str, rtl: Rtl
) -> None:
    assert (terminal(environment).name, who_orders(environment)) == (name, rtl)


@pytest.mark.parametrize(
    ("outer", "rtl"),
    [
        ({"VTE_VERSION": "7600"}, "terminal"),
        ({"KONSOLE_VERSION": "230804"}, "terminal"),
        ({"VTE_VERSION": "5202"}, "app"),
        ({}, "app"),
    ],
)
def test_a_terminal_behind_tmux_cannot_be_told_anything(outer: Mapping[str, str], rtl: Rtl) -> None:
    assert who_orders({"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", **outer}) == rtl


def test_each_decision_has_a_source() -> None:
    assert all(known.source for known in TERMINALS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminfo")
@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "linux"}, "high-contrast"),
        ({"TERM": "vt100"}, "monochrome"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "monochrome"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "dark"),
    ],
)
def test_the_theme_is_what_the_terminal_can_show(
    environment: Mapping[str, str], theme: str
) -> None:
    script = (
        "import os; from screens.terminals import colours; from screens.themes import suited;"
        "print(suited('auto', colours(os.environ)))"
    )
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLORTERM")}

    done = subprocess.run(
        [sys.executable, "-c", script], env={**kept, **environment}, capture_output=True, text=True
    )

    assert done.stdout.strip() == theme, done.stderr


def test_a_theme_that_was_chosen_needs_colours_too() -> None:
    assert suited("light", 256) == "light"
    assert suited("light", 0) == "monochrome"
