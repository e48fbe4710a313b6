"""How wide the records of a text are, and which lines of it are to be told of."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

TOLD = 10
"""So many lines are told of by number, of each kind and of each width."""
MOST = 200
"""So many lines are remembered before those of titles and notes are left out."""
TAIL = 80
"""So many last records are kept."""
KINDS = 100
"""The lines of so many different widths are remembered."""


@dataclass
class Lines:
    """Some lines that have something in common: how many, and the numbers of the first."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, number: int) -> None:
        """Take in the line with that number, from 1."""
        self.count += 1
        if len(self.first) < TOLD:
            self.first.append(number)

    def without(self, above: int, below: int) -> Lines:
        """Return them without so many of the first, and so many of the last."""
        count = self.count - above - below
        return Lines(count, self.first[above : above + max(count, 0)])

    def words(self) -> str:
        """Name the lines, such as "line 7" or "lines 7, 9 and 12 more"."""
        if self.count == 1:
            return f"line {self.first[0]:,}"
        numbers = ", ".join(f"{number:,}" for number in self.first[:TOLD])
        more = self.count - len(self.first[:TOLD])
        return f"lines {numbers}" + (f" and {more:,} more" if more else "")


class Widths:
    """Counts records by their number of fields; blank ones are not counted."""

    def __init__(self) -> None:
        """Begin with no record."""
        self.counts: Counter[int] = Counter()
        self.height = 0
        """The last record that is not blank, from 1."""
        self.last: deque[Sequence[str]] = deque(maxlen=TAIL)
        """The last records, the blank ones at the end left out."""
        self._lines: dict[int, list[int]] = {}

    def add(self, record: Sequence[str], number: int, line: int) -> None:
        """Take in one record that is not blank, by its number and that of its first line."""
        blanks = number - self.height - 1
        if blanks and self.counts:
            self.last.extend([()] * min(blanks, TAIL))
        self.last.append(record)
        self.height = number
        self.counts[len(record)] += 1
        self._remember(len(record), line)

    def take(self, counts: Sequence[int], filled: Sequence[bool], before: int) -> None:
        """Take in many records of a line each, after `before` others.

        Args:
            counts: the widths of those that are not blank.
            filled: for every record whether it is not blank.
        """
        self.counts.update(counts)
        if counts:
            self.height = before + len(filled) - filled[::-1].index(True)
        if any(len(self._lines.get(width, ())) < MOST for width in set(counts)):
            numbers = compress(range(before + 1, before + len(filled) + 1), filled)
            for width, number in zip(counts, numbers, strict=True):
                self._remember(width, number)

    def usual(self) -> int:
        """Return how many fields most records have, of equals the greater number; 0 for none."""
        return max(self.counts, key=lambda width: (self.counts[width], width), default=0)

    def others(self) -> Lines:
        """Return the lines of the records that are not as wide as most."""
        usual = self.usual()
        numbers = [line for width, found in self._lines.items() if width != usual for line in found]
        count = sum(self.counts.values()) - self.counts[usual]
        return Lines(count, sorted(numbers)[:MOST])

    def _remember(self, width: int, line: int) -> None:
        found = self._lines.get(width)
        if found is None:
            if len(self._lines) < KINDS:
                self._lines[width] = [line]
        elif len(found) < MOST:
            found.append(line)


def without_blank_end(records: list[list[str]]) -> list[list[str]]:
    """Return `records` without the blank ones at the end."""
    while records and not any(records[-1]):
        records.pop()
    return records
