"""Records of a text that not every line keeps to the rules of: nothing is swallowed or dropped."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.dialect import Dialect

END = "\x00end of the file"
"""A line that is read after the last one: within quotation marks, if they were never closed."""
MANY = 1000
"""A field over so many lines is one whose quotation mark was never closed."""
FEW = 3
"""So many lines of a record that are records by themselves were swallowed."""


class Noted(NamedTuple):
    """A record with what is to be said of it."""

    fields: list[str]
    line: int
    """The number of its first line, from 1."""
    unclosed: bool = False
    """Whether a quotation mark in it is never closed; it was then cut at the end of its line."""


@dataclass
class Suspicion:
    """Tells records that may have swallowed others, from their fields alone."""

    width: int
    delimiter: str

    def falls_on(self, record: Sequence[str], lines: int) -> bool:
        """Tell whether a record over several `lines` is worth a careful look."""
        if len(record) != self.width or lines > MANY or END in record[-1]:
            return True
        inner = [part for field in record if "\n" in field for part in field.split("\n")[1:-1]]
        return any(part.count(self.delimiter) == self.width - 1 for part in inner)


def careful_records(lines: Iterable[str], dialect: Dialect, width: int) -> Iterator[Noted]:
    """Yield the records of `lines`; a mark that is never closed ends with its line.

    Args:
        lines: with their line ends.
        dialect: what parts and quotes the fields.
        width: how many fields most records have.
    """
    if not dialect.is_by_character or not dialect.quote:
        for number, record in enumerate(dialect.records(lines), 1):
            yield Noted(record, number)
        return
    feed = _Feed(lines)
    while not feed.ended:
        yield from _until_unclosed(feed, dialect, width)


def _until_unclosed(feed: _Feed, dialect: Dialect, width: int) -> Iterator[Noted]:
    """Yield records up to one that is never closed, which is the last."""
    feed.taken.clear()
    for record in csv.reader(feed, **dialect.options()):
        taken, first = feed.taken, feed.line - len(feed.taken) + 1
        if taken[0] == END:
            feed.ended = True
            return
        if (len(taken) > 1 or not feed.has_more) and _is_swallowed(record, taken, dialect, width):
            feed.push_back(taken[1:])
            yield Noted(_alone(taken[0], dialect, width), first, unclosed=True)
            return
        yield Noted(record, first)
        feed.taken = []


class _Feed:
    """Hands lines to csv.reader, remembers which it took, and takes some back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 0
        self.has_more = True
        self.ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.taken) > MANY:
            raise StopIteration
        line = self._waiting.popleft() if self._waiting else next(self._lines, END)
        if line == END:
            if not self.has_more and self.taken and self.taken[-1] == END:
                raise StopIteration
            self.has_more = False
        self.taken.append(line)
        self.line += 1
        return line

    def push_back(self, lines: Sequence[str]) -> None:
        """Hand out `lines` once more, before all others."""
        self._waiting.extendleft(reversed(lines))
        self.line -= len(lines)
        self.taken = []


def _is_swallowed(
    record: Sequence[str], taken: Sequence[str], dialect: Dialect, width: int
) -> bool:
    """Tell whether a record holds lines that are records by themselves."""
    if END in taken or len(taken) > MANY:
        return True
    fitting = sum(_fits(line, dialect, width) for line in taken[1:])
    if len(record) != width:
        return width > 1 and fitting * 2 >= len(taken) - 1 and fitting > 0
    return width > 2 and fitting >= max(FEW, 0.8 * (len(taken) - 1))


def _fits(line: str, dialect: Dialect, width: int) -> bool:
    """Tell whether a line is a whole record by itself."""
    fields = next(csv.reader([line], **dialect.options()), [])
    return len(fields) == width and not fields[-1].endswith(("\n", "\r"))


def _alone(line: str, dialect: Dialect, width: int) -> list[str]:
    """Return the fields of a line in which a quotation mark is never closed.

    The mark is kept as text, and what follows it is cut if that fits the table better.
    """
    text = line.rstrip("\r\n")
    fields = next(csv.reader([text], **dialect.options()), [])
    if not fields or not text.endswith(fields[-1]):
        return fields
    last = dialect.quote + fields[-1]
    whole = [*fields[:-1], last]
    cut = [*fields[:-1], *last.split(dialect.delimiter)]
    return cut if abs(len(cut) - width) < abs(len(whole) - width) else whole
