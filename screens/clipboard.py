"""The clipboard: curator's own, and the terminal's where it takes what is copied (OSC 52)."""

from __future__ import annotations

from base64 import b64encode

LONGEST = 100_000 - 8
"""Characters of base64 that terminals take at most.

The limit of OSC 52 in xterm-like terminals differs; 100,000 bytes for the whole sequence is what
the clipboard scripts of tmux and Vim count on, and longer ones are dropped in part or in whole.
"""


def reaches_terminal(text: str) -> bool:
    """Return whether terminals take so long a text."""
    return len(b64encode(text.encode())) <= LONGEST
