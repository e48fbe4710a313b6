"""How large the suites are, and the figures that they print at the end.

`CURATOR_SLOW=0.1` makes each suite a tenth as long, `CURATOR_SLOW=4` four times.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

_FIGURES = pytest.StashKey[list[str]]()
Size = Callable[[int], int]
Figures = Callable[[str], None]


def sized(count: int) -> int:
    """Return how many of `count` kills, images or examples are made this time."""
    return max(1, round(count * float(os.environ.get("CURATOR_SLOW", "1"))))


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Keep a line for the summary."""
    return request.config.stash.setdefault(_FIGURES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    lines = config.stash.get(_FIGURES, [])
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.line(line)
