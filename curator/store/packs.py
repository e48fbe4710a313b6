"""Packs: the changes of a large revision, compressed by column and block of rows.

A pack holds what one revision changed in one column within one block of row ids: zlib over the
JSON list `[offsets, olds, news]`, where the offsets are row ids less the block's first, in rising
order. A cell's older values are found by its block, so nothing is read that lies elsewhere.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from curator.store.hashing import canonical, read_json
from curator.tables import Value

FROM = 1_000
"""Revisions of at least so many changes are packed."""
SHIFT = 10
"""A block is 2 ** SHIFT row ids."""
_LEVEL = 4
_KEPT = 64
"""How many packs are kept unpacked: a window of many columns is read again while one scrolls."""


Lot = tuple[Sequence[int], Sequence[Value], Sequence[Value]]
"""Changes of one column: row ids in rising order, old values, new values."""


class CellChange(NamedTuple):
    """One cell, or with column 0 one row's state, before and after a revision."""

    column: int
    row_id: int
    old: Value
    new: Value


class Pack(NamedTuple):
    """The changes of one column within one block."""

    column: int
    block: int
    size: int
    """How many changes."""
    data: bytes
    """The JSON, compressed."""


def packed(column: int, block: int, lot: Lot) -> Pack:
    """Return the pack of what was changed in one block of a column."""
    row_ids, olds, news = lot
    first = block << SHIFT
    offsets = [row_id - first for row_id in row_ids]
    text = canonical([offsets, olds, news]).encode()
    return Pack(column, block, len(offsets), zlib.compress(text, _LEVEL))


def unpacked(block: int, data: bytes) -> Lot:
    """Return the changes in a pack: row ids, old values, new values."""
    first = block << SHIFT
    offsets, olds, news = _columns(data)
    return [first + offset for offset in offsets], olds, news


def found_in(data: bytes, block: int, lo: int, hi: int) -> Iterator[tuple[int, Value, Value]]:
    """Yield (row id, old, new) of the changes in a pack whose row ids lie in lo…hi."""
    offsets, olds, news = _columns(data)
    first = block << SHIFT
    begin, end = bisect_left(offsets, lo - first), bisect_right(offsets, hi - first)
    for place in range(begin, end):
        yield first + offsets[place], olds[place], news[place]


def text_of(data: bytes) -> bytes:
    """Return a stored pack's text, as it is hashed; raises sqlite3.DatabaseError on damage."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise sqlite3.DatabaseError(f"a pack of changes cannot be unpacked: {error}") from error


@lru_cache(_KEPT)
def _columns(data: bytes) -> tuple[Sequence[int], Sequence[Value], Sequence[Value]]:
    offsets, olds, news = read_json(text_of(data))
    return offsets, olds, news


class PacksDigest:
    """SHA-256 over what a packed revision changed: its columns' fields, then its packs in order."""

    def __init__(self, fields: Sequence[Sequence[Value]]) -> None:
        """`fields` are the changes of columns: (column id, field, old, new)."""
        self._digest = hashlib.sha256(canonical(fields).encode())

    def add(self, pack: Pack) -> None:
        """Take in a pack; they come sorted by column and block."""
        self._digest.update(canonical([pack.column, pack.block, pack.size]).encode())
        self._digest.update(text_of(pack.data))

    def add_parents(self, parents: Sequence[Sequence[Value]]) -> None:
        """Take in the parents of new rows, after all packs; a revision without any adds nothing."""
        if parents:
            self._digest.update(canonical(parents).encode())

    def digest(self) -> bytes:
        """Return the SHA-256 so far."""
        return self._digest.digest()
