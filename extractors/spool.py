"""Found tables on disk, until the curator has chosen: any window at once, memory flat."""

from __future__ import annotations

import tempfile
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import IO

from curator.seams import Seam, Stretch
from curator.sources import Batch, ExtractedTable, Mark, Source, TableHead
from extractors import protocol

BLOCK_ROWS = 256
"""No block of the file holds more rows."""


class Spool:
    """A private temporary file for found tables; closing it removes it.

    It may be used from several threads at once.
    """

    def __init__(self) -> None:
        """Make the file, readable by this user alone."""
        self._folder = tempfile.TemporaryDirectory(prefix="curator-", ignore_cleanup_errors=True)
        self._file: IO[bytes] = (Path(self._folder.name) / "tables").open("w+b")
        Path(self._file.name).chmod(0o600)
        self._lock = threading.Lock()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the file; what was found in it can no longer be read."""
        with self._lock:
            self._file.close()
        self._folder.cleanup()

    def keep(self, table: ExtractedTable) -> Found:
        """Read all batches of `table` and keep them; raises what reading them raises."""
        found = Found(table.source, table.head, self)
        for batch in table.batches:
            for block in _blocks(batch, found.row_count):
                with self._lock:
                    offset = self._file.seek(0, 2)
                    protocol.send_batch(self._file, block)
                found.take(offset, block)
        return found

    def block(self, offset: int) -> Batch:
        """Return the block of rows that was written at `offset`."""
        with self._lock:
            self._file.seek(offset)
            message = protocol.receive_one(self._file)
        return protocol.batch_of(message)


@dataclass
class Found:
    """A table that was found and is kept in a spool."""

    source: Source
    head: TableHead
    spool: Spool
    row_count: int = 0
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    """Where each block begins in the spool."""
    starts: array[int] = field(default_factory=lambda: array("Q"))
    """Each block's first row."""
    doubts: dict[int, list[Mark]] = field(default_factory=dict)
    """What was found doubtful after it was read, by row."""

    checked: bool = False
    """Whether its cells were held against a second reading."""

    def flag(self, words: str) -> None:
        """Note what a person should know of the whole table, once."""
        flags = dict.fromkeys([*self.head.flags, words])
        self.head = replace(self.head, flags=tuple(flags))

    def doubt(self, mark: Mark) -> None:
        """Note that a cell is doubtful."""
        self.doubts.setdefault(mark.row, []).append(mark)

    def marks(self, row: int) -> list[Mark]:
        """Return what is marked in a row, as found and since."""
        place = bisect_right(self.starts, row) - 1
        if place < 0:
            return []
        block = self.spool.block(self.offsets[place])
        found = [mark for mark in block.marks if mark.row == row]
        return _together([*found, *self.doubts.get(row, ())])

    _turns: array[int] = field(default_factory=lambda: array("Q"))
    """Of each stretch but the first: its first row."""
    _turn_pages: array[int] = field(default_factory=lambda: array("Q"))
    """Its page, 0 where its source has no pages."""
    _turn_offsets: array[int] = field(default_factory=lambda: array("Q"))
    """Where the block that tells of it begins in the spool."""
    _looked_at: tuple[int, Stretch] | None = None
    """The stretch that was read last, by its number."""

    def take(self, offset: int, block: Batch) -> None:
        """Take note of a block of rows that was written at `offset`."""
        if block.stretch is not None:
            self._turns.append(self.row_count)
            self._turn_pages.append(block.stretch.page or 0)
            self._turn_offsets.append(offset)
        self.offsets.append(offset)
        self.starts.append(self.row_count)
        self.row_count += len(block.rows)

    def own(self, row: int, column: int) -> Place:
        """Return where a cell stands in what was found of it in the one file that there is."""
        added = self.head.added
        return Place(self, row, column - added if column >= added else None)

    def pages(self) -> list[int]:
        """Return the pages on which it stands, in order; none where its source has no pages."""
        return [self.head.page, *self._turn_pages] if self.head.page is not None else []

    def sheets(self) -> list[str]:
        """Return the sheets on which it stands, in order; none where its source has no sheets."""
        if self.head.sheet is None:
            return []
        turns = (self._stretch(number) for number in range(1, len(self._turns) + 1))
        return list(dict.fromkeys([self.head.sheet, *(turn.sheet or "" for turn in turns)]))

    def page_of(self, row: int) -> int | None:
        """Return the page of a row, 0 is the top; None where its source has no pages."""
        number = bisect_right(self._turns, row)
        return (self._turn_pages[number - 1] or None) if number else self.head.page

    def stretch(self, row: int) -> tuple[int, Stretch]:
        """Return the stretch in which a row stands, and the row with which that begins."""
        number = bisect_right(self._turns, row)
        if not number:
            return 0, self.head.stretch()
        known = self._looked_at
        if known is None or known[0] != number:
            known = (number, self._stretch(number))
            self._looked_at = known
        return self._turns[number - 1], known[1]

    def end_of_stretch(self, row: int) -> int:
        """Return the row after the stretch in which a row stands."""
        number = bisect_right(self._turns, row)
        return self._turns[number] if number < len(self._turns) else self.row_count

    def seams(self) -> Iterator[Seam]:
        """Yield where it goes on over page breaks, in order."""
        for number in range(1, len(self._turns) + 1):
            seam = self._stretch(number).seam
            if seam is not None:
                yield seam

    def _stretch(self, number: int) -> Stretch:
        stretch = self.spool.block(self._turn_offsets[number - 1]).stretch
        assert stretch is not None
        return stretch

    def window(self, first: int, count: int) -> list[Sequence[str | None]]:
        """Return up to `count` rows from position `first`, header rows included; 0 is the top."""
        last = min(first + count, self.row_count)
        rows: list[Sequence[str | None]] = []
        place = max(bisect_right(self.starts, first) - 1, 0)
        while first < last and place < len(self.starts) and self.starts[place] < last:
            start = self.starts[place]
            block = self.spool.block(self.offsets[place]).rows
            rows.extend(block[max(first - start, 0) : last - start])
            place += 1
        return rows

    def table(self, head: TableHead | None = None) -> ExtractedTable:
        """Return the table as it was found, to be read again, with another `head` if given."""
        return ExtractedTable(self.source, head or self.head, self._batches())

    def _batches(self) -> Iterator[Batch]:
        for start, offset in zip(self.starts, self.offsets, strict=True):
            batch = self.spool.block(offset)
            rows = range(start, start + len(batch.rows)) if self.doubts else ()
            since = [mark for row in rows for mark in self.doubts.get(row, ())]
            yield Batch(batch.rows, _together([*batch.marks, *since])) if since else batch


@dataclass(frozen=True)
class Place:
    """Where a cell stands in a table of one file."""

    found: Found
    row: int
    """Its row in that table, from 0, header rows included."""
    column: int | None
    """Its column in the page or sheet of the table, from 0; None for a cell of an added column."""


def _together(marks: Sequence[Mark]) -> list[Mark]:
    """Return one mark a cell, which says all that several say."""
    cells: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        known = cells.get((mark.row, mark.column))
        if known is not None:
            flags = dict.fromkeys(filter(None, (known.flag, mark.flag)))
            mark = replace(
                known,
                raw=known.raw if known.raw is not None else mark.raw,
                flag="; ".join(flags) or None,
            )
        cells[mark.row, mark.column] = mark
    return list(cells.values())


def _blocks(batch: Batch, first: int) -> Iterator[Batch]:
    """Cut a batch, whose first row is row `first` of its table, into small ones."""
    for start in range(0, len(batch.rows), BLOCK_ROWS):
        stop = start + BLOCK_ROWS
        marks = [mark for mark in batch.marks if start <= mark.row - first < stop]
        yield Batch(batch.rows[start:stop], marks, batch.stretch if start == 0 else None)
