"""The hash chain: what each revision and annotation event is bound to."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

from curator.tables import Value
from curator.values import stored

LOT = 4096
"""Changes are hashed as JSON lists of so many: a part of the hash's format, never to be changed."""

_AHEAD = 8
"""How many pieces may wait to be hashed."""
_LARGE = 1 << 18
"""Bytes that are hashed at once."""


def canonical(data: Any) -> str:
    """Return `data` as JSON, always with the same characters."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_json(text: str | bytes) -> Any:
    """Return what JSON in the store holds; raises sqlite3.DatabaseError on damage."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise sqlite3.DatabaseError(f"what should be JSON is none: {error}") from error


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


class SideDigest:
    """SHA-256 that is computed in a thread of its own: hashing lets other threads run."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._thread = ThreadPoolExecutor(1, "sha256")
        self._pending: deque[Future[None]] = deque()

    def update(self, data: bytes) -> None:
        """Take in bytes, and wait only if many wait already."""
        if len(self._pending) >= _AHEAD:
            self._pending.popleft().result()
        self._pending.append(self._thread.submit(self._digest.update, data))

    def digest(self) -> bytes:
        """Return the SHA-256 of everything so far."""
        while self._pending:
            self._pending.popleft().result()
        return self._digest.digest()


class RowsDigest:
    """SHA-256 over rows of text as they are loaded: the content of revision 1.

    Text holds neither NUL nor "", so NUL ends each cell and a blank is the empty text.
    """

    def __init__(self) -> None:
        self._digest = SideDigest()
        self._rest = bytearray()

    def add(self, row: Sequence[str | None]) -> Sequence[str | None]:
        """Take in a row, and return it as the store keeps it."""
        try:
            text = "\0".join([cell or "" for cell in row])
            if text.count("\0") == len(row) - 1 or not row:
                self._rest += text.encode() + b"\0"
                if len(self._rest) > _LARGE:
                    self._flush()
                return row if "" not in row else [cell or None for cell in row]
        except UnicodeEncodeError:
            pass
        return self.add([stored(cell) for cell in row])

    def add_encoded(self, rows: bytes) -> None:
        """Take in rows that came encoded as they are hashed; see `EncodedBatch`."""
        self._flush()
        self._digest.update(rows)

    def digest(self) -> bytes:
        """Return the SHA-256 of all rows so far."""
        self._flush()
        return self._digest.digest()

    def _flush(self) -> None:
        self._digest.update(bytes(self._rest))
        self._rest.clear()
