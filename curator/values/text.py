"""Text as it is stored, trimmed, collapsed and shown on one line."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_WHITE = re.compile(r"\s+")


def stored(text: str | None) -> str | None:
    r"""Return `text` as a store keeps it: None for "", and no NUL and no lone surrogate.

    SQLite ends a text at NUL and refuses lone surrogates, so both become visible escapes such
    as ``\x00`` and ``\ud800``.
    """
    if not text:
        return None
    if not _UNSTORABLE.search(text):
        return text
    return _UNSTORABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def trimmed(text: str) -> str | None:
    """Return `text` without white space at its ends, None if nothing is left.

    White space is Unicode's, no-break spaces included; zero-width joiners and non-joiners are
    letters' business and stay.
    """
    return text.strip() or None


def collapsed(text: str) -> str | None:
    """Return `text` trimmed, each run of white space inside it one space."""
    return _WHITE.sub(" ", text).strip() or None


def one_line(text: str, limit: int = 60) -> str:
    """Return `text` for a message or a list: on one line, at most `limit` characters."""
    line = _WHITE.sub(" ", text).strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"
