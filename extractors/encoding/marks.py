"""What the bytes say of an encoding beyond doubt: byte-order marks, UTF-16 and strict UTF-8."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 20

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked(head: bytes) -> str | None:
    """Return the encoding whose byte-order mark `head` begins with, None if there is none."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


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


def is_utf8(path: Path) -> bool:
    """Tell whether every byte of `path` is valid UTF-8 (RFC 3629)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
