"""Tell how a text file is encoded, by all of its bytes."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _

CHUNK = 1 << 20
VOTERS = 1 << 18
"""How many bytes beyond ASCII vote between windows-1256 and windows-1252."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC = frozenset(
    byte for byte in range(128, 256) if "\u0600" <= bytes([byte]).decode("cp1256") <= "\u06ff"
)


def detect(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return Python's name for the encoding of `path`, and what a person should know of it."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, ()
    unsaid = unmarked_utf16(head)
    if unsaid is not None:
        return unsaid, (f"read as {unsaid.upper()}, which it does not say",)
    if _is_utf8(path):
        return "utf-8", ()
    name = _vote(path)
    return name, (f"read as windows-{name[2:]}",)


def unmarked_utf16(head: bytes) -> str | None:
    """Return the UTF-16 in which `head` is written without saying so, None if it is not.

    Every second byte is then one of very few: 0 for ASCII, and that of the script.
    """
    for name, high, low in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if 0 in high and len(set(high)) < len(set(low)):
            common = sum(count for _, count in Counter(high).most_common(2))
            if common >= 0.9 * len(high):
                return name
    return None


def known(name: str) -> str:
    """Return `name` if Python knows that text encoding; raises ExtractionError."""
    try:
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError
    except LookupError as error:
        raise ExtractionError(_("There is no text encoding {name!r}.").format(name=name)) from error
    return name


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _vote(path: Path) -> str:
    """Arabic script comes in runs of its letters; Latin script has accents one by one."""
    runs = singles = seen = 0
    last_was_letter = False
    for chunk in _chunks(path):
        for byte in chunk:
            beyond = byte >= 128
            letter = beyond and byte in _ARABIC
            if beyond:
                seen += 1
                if letter and last_was_letter:
                    runs += 1
                elif not last_was_letter:
                    singles += 1
            last_was_letter = beyond
        if seen > VOTERS:
            break
    return "cp1256" if runs > singles else "cp1252"
