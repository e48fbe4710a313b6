"""What is known of terminals: who orders right-to-left text, and how many colours there are.

No terminal can be asked who orders, so each is told by what it leaves in the environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screens.widgets.scripts import Rtl

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Terminal:
    """A kind of terminal, how it is told from others, and what it does with such text."""

    name: str
    variable: str
    value: str
    """What the variable holds, as a regular expression for all of it."""
    rtl: Rtl
    source: str
    """Who says so."""
    obeys: bool = False
    """Whether it orders text unless it is told not to, by ECMA-48's bidirectional mode."""


_SURVEY = "terminal-wg.pages.freedesktop.org/bidi/prior-work/terminals.html"
_STATES = "terminal-wg.pages.freedesktop.org/bidi/implementations.html"

TERMINALS: Sequence[Terminal] = (
    Terminal("Konsole", "KONSOLE_VERSION", ".+", "terminal", f"{_SURVEY}; KDE bug 198169"),
    Terminal("mlterm", "MLTERM", ".+", "terminal", _SURVEY),
    Terminal("mlterm", "TERM", "mlterm.*", "terminal", _SURVEY),
    Terminal("PuTTY", "TERM", "putty.*", "terminal", _SURVEY),
    Terminal("Apple Terminal", "TERM_PROGRAM", "Apple_Terminal", "terminal", _SURVEY),
    Terminal("mintty", "TERM_PROGRAM", "mintty", "app", f"{_STATES}; mintty wiki, CtrlSeqs", True),
    Terminal("kitty", "KITTY_WINDOW_ID", ".+", "words", "kitty.conf, force_ltr"),
    Terminal("kitty", "TERM", "xterm-kitty", "words", "kitty.conf, force_ltr"),
    Terminal("Windows Terminal", "WT_SESSION", ".+", "app", "microsoft/terminal 538, 17904, 18659"),
    Terminal("WezTerm", "TERM_PROGRAM", "WezTerm", "app", "wezterm/wezterm 784: off unless set"),
    Terminal("Ghostty", "TERM_PROGRAM", "ghostty", "app", "ghostty-org/ghostty 1442"),
    Terminal("iTerm2", "TERM_PROGRAM", "iTerm.app", "app", "its advanced setting is off at first"),
    Terminal("Alacritty", "TERM", "alacritty.*", "app", "alacritty/alacritty 663"),
    Terminal("foot", "TERM", "foot.*", "app", "no bidirectional text in its documentation"),
    Terminal("VTE", "VTE_VERSION", r"(5[89]|[6-9]\d)\d\d|\d{5,}", "app", f"{_STATES}: 0.58", True),
    Terminal("VTE before 0.58", "VTE_VERSION", ".+", "app", "GNOME vte 53: no such text before"),
    Terminal("xterm", "XTERM_VERSION", ".+", "app", "no bidirectional text in its control codes"),
    Terminal("Linux console", "TERM", "linux", "app", "the kernel's console does not order"),
)
"""The first that fits is meant; inner ones come before those that they run in."""

UNKNOWN = Terminal("a terminal that is not known", "TERM", ".*", "app", "most do not order")


def terminal(environment: Environment) -> Terminal:
    """Return which terminal this is, as far as the environment tells."""
    for known in TERMINALS:
        if re.fullmatch(known.value, environment.get(known.variable, "")):
            return known
    return UNKNOWN


def who_orders(environment: Environment) -> Rtl:
    """Return who shall order right-to-left text.

    A terminal that would obey is out of reach within tmux or screen, which pass on no such order
    (tmux 1936), so it is left to do what it does unasked.
    """
    known = terminal(environment)
    shared = "TMUX" in environment or "STY" in environment
    return "terminal" if known.obeys and shared else known.rtl


def colours(environment: Environment) -> int:
    """Return how many colours may be used; 0 where the person or the terminal wants none."""
    if environment.get("NO_COLOR"):  # no-color.org: present and not empty
        return 0
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return 1 << 24
    try:
        import curses
    except ImportError:  # Windows, whose terminals have colours
        return 1 << 24
    try:
        curses.setupterm(environment.get("TERM", "unknown"), 1)
        return max(curses.tigetnum("colors"), 0)
    except curses.error:  # a terminal that terminfo does not know
        return 256
