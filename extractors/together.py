"""Tables of the same columns that were found in several files, as one table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from curator.language import ngettext
from curator.seams import Seam, Stretch
from curator.sources import Batch, ExtractedTable, Mark, Source, Span, TableHead
from extractors.spool import BLOCK_ROWS, Found, Place

FILE = "file"
"""The column that says in which file a row was found."""
Row = Sequence[str | None]


@dataclass(frozen=True)
class Piece:
    """One found table, and the columns of the whole in which its own stand."""

    found: Found
    number: int
    """Its number in its file, from 1."""
    places: tuple[int, ...]
    """0 is the whole's first column."""

    @property
    def above(self) -> int:
        """How many rows above its data are left to the first piece; a form has its terms there."""
        return 1 if self.found.head.form else self.found.head.header_count

    @property
    def row_count(self) -> int:
        """How many rows of data it gives; a form gives one."""
        return 1 if self.found.head.form else self.found.row_count - self.found.head.header_count

    def rows(self, first: int, count: int, width: int) -> list[Row]:
        """Return rows of its data as the whole has them; header rows stand below 0."""
        found = self.found
        if found.head.form:
            pairs = found.window(0, found.row_count)
            both = [[pair[0] for pair in pairs], [pair[1] for pair in pairs]]
            read: Sequence[Row] = both[first + 1 : first + 1 + count]
        else:
            read = found.window(first + self.above, count)
        return [self._spread(cells, width) for cells in read]

    def marks(self, row: int) -> list[Mark]:
        """Return what is marked in a row of its data, each with its column in the whole."""
        if not self.found.head.form:
            found = self.found.marks(row + self.above)
            return [replace(mark, row=row, column=self.places[mark.column]) for mark in found]
        column = row + 1
        return [
            replace(mark, row=row, column=self.places[term])
            for term in range(self.found.row_count)
            for mark in self.found.marks(term)
            if mark.column == column
        ]

    def stretch(self, *, whole: bool) -> Stretch:
        """Return where its rows stand; `whole` with those above its data."""
        head = self.found.head
        return Stretch(
            geometry=replace(head.geometry, turned=True) if head.form else head.geometry,
            spans=() if head.form else head.spans,
            row0=0 if whole else self.above,
            sheet=head.sheet,
            source=self.found.source.sha256,
            table=self.number,
            columns=self.places,
        )

    def _spread(self, cells: Row, width: int) -> Row:
        row: list[str | None] = [None] * width
        row[0] = self.found.source.name
        for place, cell in zip(self.places, cells, strict=False):
            row[place] = cell
        return row


@dataclass
class Together:
    """The tables of several files as one; it is looked at and added as a found table is."""

    source: Source
    """The first file's, under the name of the group."""
    head: TableHead
    pieces: Sequence[Piece]
    doubts: dict[int, list[Mark]] = field(default_factory=dict)
    _ends: list[int] = field(init=False)
    """For each piece the row of the whole with which it ends, not included."""

    def __post_init__(self) -> None:
        sizes = [piece.row_count for piece in self.pieces]
        sizes[0] += self.head.header_count
        self._ends = list(accumulate(sizes))

    @classmethod
    def of(cls, pieces: Sequence[Piece], names: Sequence[str], name: str) -> Together:
        """Put tables together.

        Args:
            pieces: in the order of their files.
            names: what the columns are called, without the first, which names the file.
            name: what the whole is called.
        """
        first = pieces[0].found
        levels = first.head.levels if not first.head.form else ()
        own = levels if len(levels) == len(names) else [(one,) for one in names]
        titles = {piece.found.head.title for piece in pieces}
        head = TableHead(
            column_count=len(names) + 1,
            header_count=pieces[0].above,
            sheet=first.head.sheet,
            geometry=first.head.geometry,
            spans=tuple(_beside(span) for span in first.head.spans),
            added=1,
            levels=((FILE,), *own),
            title=titles.pop() if len(titles) == 1 else None,
            notes=_notes(pieces),
            flags=_flags(pieces, names),
            extractor=first.head.extractor,
        )
        return cls(replace(first.source, name=name), head, pieces)

    @property
    def row_count(self) -> int:
        """How many rows there are, header rows included."""
        return self._ends[-1]

    def files(self) -> list[Source]:
        """Return the files of which it is made, in order."""
        return list(dict.fromkeys(piece.found.source for piece in self.pieces))

    def window(self, first: int, count: int) -> list[Row]:
        """Return up to `count` rows from position `first`, header rows included; 0 is the top."""
        rows: list[Row] = []
        while count > 0 and first < self.row_count:
            place, within = self._at(first)
            lot = min(count, self._ends[place] - first)
            found = self.pieces[place].rows(within, lot, self.head.column_count)
            rows += found
            first, count = first + lot, count - lot
        above = first - len(rows)
        for place in range(above, min(self.head.header_count, first)):
            rows[place - above] = [FILE if place == 0 else None, *rows[place - above][1:]]
        return rows

    def marks(self, row: int) -> list[Mark]:
        """Return what is marked in a row."""
        place, within = self._at(row)
        return [replace(mark, row=row) for mark in self.pieces[place].marks(within)]

    def stretch(self, row: int) -> tuple[int, Stretch]:
        """Return where a row stands, and the row with which its stretch begins."""
        place, _within = self._at(row)
        start = self._ends[place - 1] if place else 0
        return start, self.pieces[place].stretch(whole=place == 0)

    def own(self, row: int, column: int) -> Place:
        """Return where a cell stands in its own file."""
        place, within = self._at(row)
        piece = self.pieces[place]
        form = piece.found.head.form
        if column not in piece.places:
            return Place(piece.found, 0 if form else piece.above + within, None)
        across = piece.places.index(column)
        if form:
            return Place(piece.found, across, within + 1)
        return Place(piece.found, piece.above + within, across)

    def pages(self) -> list[int]:
        """Return nothing: it stands on no pages."""
        return []

    def sheets(self) -> list[str]:
        """Return what its files call the tables of which it is made, each name once."""
        names = (piece.found.head.sheet for piece in self.pieces)
        return list(dict.fromkeys(name for name in names if name is not None))

    def page_of(self, row: int) -> int | None:
        """Return None: it stands on no page."""
        return None

    def seams(self) -> Iterator[Seam]:
        """Yield nothing: files have no page breaks between them."""
        yield from ()

    def table(self, head: TableHead | None = None) -> ExtractedTable:
        """Return the table to be read again, with another `head` if given."""
        return ExtractedTable(self.source, head or self.head, self._batches())

    def _at(self, row: int) -> tuple[int, int]:
        """Return the piece of a row, and its place among the rows of that piece's data."""
        place = bisect_right(self._ends, row)
        start = self._ends[place - 1] if place else self.head.header_count
        return place, row - start

    def _batches(self) -> Iterator[Batch]:
        for place, end in enumerate(self._ends):
            start = self._ends[place - 1] if place else 0
            for first in range(start, end, BLOCK_ROWS):
                rows = self.window(first, min(BLOCK_ROWS, end - first))
                marks = [
                    mark for row in range(first, first + len(rows)) for mark in self.marks(row)
                ]
                stretch = self.stretch(first)[1] if first == start else None
                yield Batch(rows, marks, stretch)


def _beside(span: Span) -> Span:
    """Return a merged cell of the first piece as the whole has it, which has a column more."""
    return replace(span, column=span.column + 1)


def _notes(pieces: Sequence[Piece]) -> str | None:
    notes = {piece.found.source.name: piece.found.head.notes for piece in pieces}
    told = {note for note in notes.values() if note}
    if len(told) == 1 and all(notes.values()):
        return told.pop()
    return "\n".join(f"{file}: {note}" for file, note in notes.items() if note) or None


def _flags(pieces: Sequence[Piece], names: Sequence[str]) -> tuple[str, ...]:
    """Return what a person should know of the whole, in words."""
    count = len(pieces)
    flags = [
        ngettext("one table of {count} file", "one table of {count} files", count).format(
            count=count
        )
    ]
    for place, name in enumerate(names, 1):
        without = sum(place not in piece.places for piece in pieces)
        if without:
            flags.append(
                ngettext(
                    "{count} file has no {name!r}", "{count} files have no {name!r}", without
                ).format(count=without, name=name)
            )
    return (*flags, *dict.fromkeys(flag for piece in pieces for flag in piece.found.head.flags))
