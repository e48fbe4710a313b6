"""The hash chain: what each revision and annotation event is bound to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from curator.tables import Value
from curator.values import stored

LOT = 4096
"""Changes are hashed as JSON lists of so many: a part of the hash's format, never to be changed."""


def canonical(data: Any) -> str:
    """Return `data` as JSON, always with the same characters."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def clean_json(data: Any) -> Any:
    """Return JSON-ready data with every text as a store keeps it; blanks stay what they are."""
    if isinstance(data, str):
        return stored(data) or ""
    if isinstance(data, dict):
        return {key: clean_json(value) for key, value in data.items()}
    return [clean_json(item) for item in data] if isinstance(data, list | tuple) else data


def chained(previous: bytes, body: Sequence[Any], content: bytes) -> bytes:
    """Return SHA-256 over the person's previous hash, what is told of the step, and its content."""
    digest = hashlib.sha256(previous)
    digest.update(canonical(body).encode())
    digest.update(content)
    return digest.digest()


def changes_digest(changes: Iterable[tuple[Value, ...]]) -> bytes:
    """Return SHA-256 over changes, each a tuple of JSON values, in the order given."""
    digest = hashlib.sha256()
    changes = iter(changes)
    while lot := list(islice(changes, LOT)):
        digest.update(canonical(lot).encode())
    return digest.digest()


class RowsDigest:
    """SHA-256 over rows of text as they are loaded: the content of revision 1.

    Text holds neither NUL nor "", so NUL ends each cell and a blank is the empty text.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, row: Sequence[str | None]) -> Sequence[str | None]:
        """Take in a row, and return it as the store keeps it."""
        try:
            text = "\0".join([cell or "" for cell in row])
            if text.count("\0") == len(row) - 1 or not row:
                self._digest.update(text.encode() + b"\0")
                return row if "" not in row else [cell or None for cell in row]
        except UnicodeEncodeError:
            pass
        return self.add([stored(cell) for cell in row])

    def add_encoded(self, rows: bytes) -> None:
        """Take in rows that came encoded as they are hashed; see `EncodedBatch`."""
        self._digest.update(rows)

    def digest(self) -> bytes:
        """Return the SHA-256 of all rows so far."""
        return self._digest.digest()
