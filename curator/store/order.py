"""Display order as a list of runs: any position is found by bisection, whatever the row count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from curator.errors import UnknownNameError
from curator.language import _

ROOM = 1 << 20
"""How far apart the ordinals of two rows of a fresh run are."""


class State(IntEnum):
    """What a row is; the number stands in column 0 of the change log."""

    DELETED = 0
    DATA = 1
    HEADER = 2


class Run(NamedTuple):
    """Rows with following ids that stand one below the other and are of one state."""

    ord: int
    """Runs stand in the order of their ordinals."""
    lo: int
    hi: int
    """The last row id, itself included."""
    state: int

    @property
    def size(self) -> int:
        """How many rows."""
        return self.hi - self.lo + 1


@dataclass(frozen=True)
class Order:
    """All rows that a dataset ever had, deleted ones too, in the order in which they stand.

    A deleted row keeps its place, so that undo puts it back where it was and an older revision is
    this order with other states.
    """

    runs: Sequence[Run]

    @classmethod
    def fresh(cls, header: int, data: int) -> Order:
        """Return the order of a dataset as added: ids from 1, header rows first."""
        runs = []
        if header:
            runs.append(Run(0, 1, header, State.HEADER))
        if data:
            runs.append(Run(header * ROOM, header + 1, header + data, State.DATA))
        return cls(runs)

    @cached_property
    def row_count(self) -> int:
        """How many rows of data there are."""
        return self._starts[-1] if self._starts else 0

    @cached_property
    def _data(self) -> Sequence[Run]:
        return [run for run in self.runs if run.state == State.DATA]

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The position of each data run's first row, and at the end the number of rows."""
        return list(accumulate((run.size for run in self._data), initial=0))

    @cached_property
    def _by_id(self) -> tuple[Sequence[int], Sequence[int]]:
        """The lowest ids of all runs, sorted, and the place of each run in `runs`."""
        places = sorted(range(len(self.runs)), key=lambda place: self.runs[place].lo)
        return [self.runs[place].lo for place in places], places

    @cached_property
    def _data_place(self) -> dict[int, int]:
        return {run.ord: place for place, run in enumerate(self._data)}

    def header(self) -> list[int]:
        """Return the ids of the header rows, topmost first."""
        return [
            row_id
            for run in self.runs
            if run.state == State.HEADER
            for row_id in range(run.lo, run.hi + 1)
        ]

    def ranges(self, first: int, count: int) -> Iterator[tuple[int, int]]:
        """Yield the rows at `count` positions from `first` as (lowest id, highest id)."""
        first = max(first, 0)
        end = min(first + count, self.row_count)
        place = bisect_right(self._starts, first) - 1
        while first < end:
            run = self._data[place]
            lo = run.lo + first - self._starts[place]
            hi = min(run.hi, lo + end - first - 1)
            yield lo, hi
            first += hi - lo + 1
            place += 1

    def data_ranges(self) -> list[tuple[int, int]]:
        """Return the rows of data as (lowest id, highest id), sorted by id."""
        return sorted((run.lo, run.hi) for run in self._data)

    def position(self, row_id: int) -> int | None:
        """Return where a data row stands from 0; None if it is deleted, a header, or unknown."""
        place = self._place(row_id)
        if place is None or self.runs[place].state != State.DATA:
            return None
        run = self.runs[place]
        return self._starts[self._data_place[run.ord]] + row_id - run.lo

    def state(self, row_id: int) -> int | None:
        """Return a row's state; None if it never was."""
        place = self._place(row_id)
        return None if place is None else self.runs[place].state

    def _place(self, row_id: int) -> int | None:
        lows, places = self._by_id
        found = bisect_right(lows, row_id) - 1
        if found < 0 or row_id > self.runs[places[found]].hi:
            return None
        return places[found]

    def with_states(self, states: Iterable[tuple[int, int]]) -> Order:
        """Return this order with other states for some rows: (row id, state)."""
        wanted: dict[int, dict[int, int]] = {}
        for row_id, state in states:
            place = self._place(row_id)
            if place is None:
                raise UnknownNameError(
                    _("There is no row with the id {row_id}.").format(row_id=row_id)
                )
            wanted.setdefault(place, {})[row_id] = state
        if len(wanted) == 1:
            ((place, rows),) = wanted.items()
            before, after = max(place - 1, 0), min(place + 2, len(self.runs))
            pieces = [*self.runs[before:place], *self._split(place, rows)]
            merged = self._merged([*pieces, *self.runs[place + 1 : after]])
            return Order([*self.runs[:before], *merged, *self.runs[after:]])
        runs: list[Run] = []
        for place, run in enumerate(self.runs):
            runs.extend(self._split(place, wanted[place]) if place in wanted else (run,))
        return Order(self._merged(runs))

    def showing_also(self, other: Order) -> Order:
        """Return this order with whatever is a row of data in `other` as one here too."""
        runs: list[Run] = []
        for place, run in enumerate(self.runs):
            whole = run.state == State.DATA
            runs.extend((run,) if whole else self._uncovered(place, other._data_in(run)))
        return Order(self._merged(runs))

    def _data_in(self, span: Run) -> Iterator[tuple[int, int]]:
        """Yield the rows of data among a run's row ids as (lowest id, highest id), lowest first."""
        lows, places = self._by_id
        for found in range(max(bisect_right(lows, span.lo) - 1, 0), bisect_right(lows, span.hi)):
            run = self.runs[places[found]]
            if run.state == State.DATA and run.hi >= span.lo:
                yield max(run.lo, span.lo), min(run.hi, span.hi)

    def _uncovered(self, place: int, data: Iterable[tuple[int, int]]) -> Iterator[Run]:
        """Split a run so that these of its rows are data."""
        run = self.runs[place]
        stride = (self._end(place) - run.ord) // run.size
        lo = run.lo
        for first, last in data:
            if first > lo:
                yield Run(run.ord + (lo - run.lo) * stride, lo, first - 1, run.state)
            yield Run(run.ord + (first - run.lo) * stride, first, last, State.DATA)
            lo = last + 1
        if lo <= run.hi:
            yield Run(run.ord + (lo - run.lo) * stride, lo, run.hi, run.state)

    def _end(self, place: int) -> int:
        """The first ordinal that a run does not own."""
        if place + 1 < len(self.runs):
            return self.runs[place + 1].ord
        return self.runs[place].ord + self.runs[place].size * ROOM

    def _split(self, place: int, states: dict[int, int]) -> Iterator[Run]:
        run = self.runs[place]
        stride = (self._end(place) - run.ord) // run.size
        lo, state = run.lo, run.state
        for row_id in sorted(states):
            if row_id > lo:
                yield Run(run.ord + (lo - run.lo) * stride, lo, row_id - 1, state)
            yield Run(run.ord + (row_id - run.lo) * stride, row_id, row_id, states[row_id])
            lo = row_id + 1
        if lo <= run.hi:
            yield Run(run.ord + (lo - run.lo) * stride, lo, run.hi, state)

    @staticmethod
    def _merged(runs: Iterable[Run]) -> list[Run]:
        merged: list[Run] = []
        for run in runs:
            last = merged[-1] if merged else None
            if last is not None and last.state == run.state and last.hi + 1 == run.lo:
                merged[-1] = Run(last.ord, last.lo, run.hi, run.state)
            else:
                merged.append(run)
        return merged

    def with_inserted(self, blocks: Sequence[tuple[int | None, int, int]]) -> Order:
        """Return this order with new rows of data.

        Args:
            blocks: (the row id below which they come, None for the top, below a header that
                stands there; lowest new id; highest). Of two blocks below one row the later one stands higher.
        """
        below: dict[int, dict[int, list[Run]]] = {}
        top: list[Run] = []
        head = self._last_of_header()
        for below_row, lo, hi in blocks:
            after = head if below_row is None else below_row
            block = Run(0, lo, hi, State.DATA)
            if after is None:
                top.insert(0, block)
                continue
            place = self._place(after)
            if place is None:
                raise UnknownNameError(
                    _("There is no row with the id {after}.").format(after=after)
                )
            below.setdefault(place, {}).setdefault(after, []).insert(0, block)
        runs: list[Run] = []
        if top:
            runs.extend(self._before_all(top))
        for place, run in enumerate(self.runs):
            runs.extend(self._parted(place, below[place]) if place in below else (run,))
        return Order(runs if _ordered(runs) else _renumbered(runs))

    def _last_of_header(self) -> int | None:
        """The last row of the header at the top, None if data comes first."""
        last = None
        for run in self.runs:
            if run.state == State.DATA:
                break
            if run.state == State.HEADER:
                last = run.hi
        return last

    def _before_all(self, blocks: Sequence[Run]) -> list[Run]:
        size = sum(block.size for block in blocks)
        first = (self.runs[0].ord if self.runs else 0) - size * ROOM
        return [
            block._replace(ord=first + before * ROOM)
            for block, before in zip(
                blocks, accumulate((block.size for block in blocks), initial=0), strict=False
            )
        ]

    def _parted(self, place: int, below: dict[int, list[Run]]) -> Iterator[Run]:
        """Split a run below the rows that get new ones; they take the room of half a row."""
        run = self.runs[place]
        stride = (self._end(place) - run.ord) // run.size
        lo = run.lo
        for after in sorted(below):
            yield Run(run.ord + (lo - run.lo) * stride, lo, after, run.state)
            ordinal = run.ord + (after - run.lo + 1) * stride
            room = max(stride // 2 // sum(block.size for block in below[after]), 0)
            ordinal -= stride // 2
            for block in below[after]:
                yield block._replace(ord=ordinal)
                ordinal += room * block.size
            lo = after + 1
        if lo <= run.hi:
            yield Run(run.ord + (lo - run.lo) * stride, lo, run.hi, run.state)


def _ordered(runs: Sequence[Run]) -> bool:
    """Whether every run has room for its rows before the next one begins."""
    return all(run.ord + run.size <= after.ord for run, after in pairwise(runs))


def _renumbered(runs: Sequence[Run]) -> list[Run]:
    ordinals = accumulate((run.size * ROOM for run in runs), initial=0)
    return [run._replace(ord=ordinal) for run, ordinal in zip(runs, ordinals, strict=False)]
