"""What is drawn on a page by hand: parts with edges and rulers, and how they are changed (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from curator.sources import Box, Geometry
from extractors import Drawn

LEAST = 4.0
"""Points: no region is narrower or lower."""
APART = 1.0
"""Points: no two rulers are nearer to each other, or to an edge."""

Kind = Literal["left", "column", "right", "top", "row", "bottom"]
ACROSS: Sequence[Kind] = ("left", "column", "right")
"""What has a place across the page; the others have one down the page."""
_EDGES: dict[Kind, int] = {"left": 0, "top": 1, "right": 2, "bottom": 3}


class Handle(NamedTuple):
    """An edge or a ruler that can be moved."""

    part: int
    kind: Kind
    place: int = 0
    """Which of the part's column or row rulers, from the left or the top."""


class Rulers(NamedTuple):
    """Where columns and rows part as the table is read now."""

    columns: tuple[float, ...] = ()
    rows: tuple[float, ...] = ()

    @classmethod
    def of(cls, geometry: Geometry) -> Rulers:
        """Return the inner edges of a table that was read."""
        across, down = sorted(geometry.column_edges), sorted(geometry.row_edges)
        return cls(tuple(across[1:-1]), tuple(down[1:-1]))


@dataclass(frozen=True)
class Part:
    """One table: its region, and what of its rulers is given rather than found."""

    box: Box
    columns: tuple[float, ...] | None = None
    rows: tuple[float, ...] | None = None
    header_rows: int | None = None
    joins: tuple[int, ...] = ()
    """The numbers of the other tables that were merged into it."""

    def shown(self, read: Rulers) -> Rulers:
        """Return its rulers: those given, else those that lie in it as it was read."""
        x0, top, x1, bottom = self.box
        across = read.columns if self.columns is None else self.columns
        down = read.rows if self.rows is None else self.rows
        return Rulers(
            tuple(x for x in across if x0 < x < x1), tuple(y for y in down if top < y < bottom)
        )

    def resized(self, box: Box) -> Part:
        """Return it with another region; rulers outside are gone."""
        part = replace(self, box=box)
        shown = part.shown(Rulers())
        return replace(
            part,
            columns=None if self.columns is None else shown.columns,
            rows=None if self.rows is None else shown.rows,
        )


@dataclass(frozen=True)
class Drawing:
    """All that is drawn, on a run of pages of one size."""

    page: int
    """The one that is looked at; the run holds it."""
    first: int
    last: int
    width: float
    height: float
    parts: tuple[Part, ...]

    def drawn(self, part: int) -> Drawn:
        """Return a part as readers take it."""
        one = self.parts[part]
        return Drawn(self.first, self.last, one.box, one.columns, one.rows)

    def handles(self, read: Sequence[Rulers]) -> Iterator[Handle]:
        """Yield what can be moved: of each part first across the page, then down."""
        for number, part in enumerate(self.parts):
            shown = part.shown(read[number])
            yield Handle(number, "left")
            yield from (Handle(number, "column", place) for place in range(len(shown.columns)))
            yield Handle(number, "right")
            yield Handle(number, "top")
            yield from (Handle(number, "row", place) for place in range(len(shown.rows)))
            yield Handle(number, "bottom")

    def at(self, handle: Handle, read: Sequence[Rulers]) -> float:
        """Return where an edge or a ruler is, in points."""
        places = self.places(handle, read)
        return places[_index(handle, places)]

    def places(self, handle: Handle, read: Sequence[Rulers]) -> list[float]:
        """Return the edges and rulers of a part that go the same way, in order."""
        part = self.parts[handle.part]
        shown = part.shown(read[handle.part])
        x0, top, x1, bottom = part.box
        if handle.kind in ACROSS:
            return [x0, *shown.columns, x1]
        return [top, *shown.rows, bottom]

    def moved(self, handle: Handle, read: Sequence[Rulers], by: float) -> Drawing:
        """Return it with an edge or a ruler moved, as far as there is room."""
        places = self.places(handle, read)
        index = _index(handle, places)
        end = self.width if handle.kind in ACROSS else self.height
        if handle.kind in _EDGES:
            low = 0.0 if index == 0 else places[0] + LEAST
            high = end if index else places[-1] - LEAST
            edges = list(self.parts[handle.part].box)
            edges[_EDGES[handle.kind]] = _between(places[index] + by, low, high)
            box = edges[0], edges[1], edges[2], edges[3]
            return self._with(handle.part, self.parts[handle.part].resized(box))
        low, high = places[index - 1] + APART, places[index + 1] - APART
        places[index] = _between(places[index] + by, low, high)
        return self._given(handle, places)

    def added(self, handle: Handle, read: Sequence[Rulers]) -> tuple[Drawing, Handle] | None:
        """Return it with a ruler halfway to what is next, and the ruler; None without room."""
        places = self.places(handle, read)
        before = min(_index(handle, places), len(places) - 2)
        if places[before + 1] - places[before] < 2 * APART:
            return None
        places.insert(before + 1, round((places[before] + places[before + 1]) / 2, 1))
        kind: Kind = "column" if handle.kind in ACROSS else "row"
        return self._given(handle, places), Handle(handle.part, kind, before)

    def removed(self, handle: Handle, read: Sequence[Rulers]) -> Drawing | None:
        """Return it without a ruler; None for an edge."""
        if handle.kind in _EDGES:
            return None
        places = self.places(handle, read)
        del places[_index(handle, places)]
        return self._given(handle, places)

    def freed(self, handle: Handle) -> Drawing:
        """Return it with the rulers that go this way found again."""
        part = self.parts[handle.part]
        freed = replace(part, columns=None) if handle.kind in ACROSS else replace(part, rows=None)
        return self._with(handle.part, freed)

    def split(self, handle: Handle, read: Sequence[Rulers]) -> Drawing | None:
        """Return it with a part in two at a row ruler; None for anything else."""
        if handle.kind != "row":
            return None
        y = self.at(handle, read)
        part = self.parts[handle.part]
        x0, top, x1, bottom = part.box
        upper = part.resized((x0, top, x1, y))
        lower = replace(part.resized((x0, y, x1, bottom)), header_rows=None, joins=())
        return self._with(handle.part, upper, lower)

    def merged(self, part: int, box: Box, joins: tuple[int, ...]) -> Drawing:
        """Return it with a part that reaches over another region too."""
        one = self.parts[part]
        x0, top, x1, bottom = one.box
        whole = min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3])
        rows = None if box[3] > bottom else one.rows
        return self._with(part, replace(one, box=whole, rows=rows, joins=(*one.joins, *joins)))

    def without(self, part: int) -> Drawing:
        """Return it without a part."""
        return replace(self, parts=self.parts[:part] + self.parts[part + 1 :])

    def headed(self, part: int, count: int) -> Drawing:
        """Return it with so many header rows in a part."""
        return self._with(part, replace(self.parts[part], header_rows=count))

    def _given(self, handle: Handle, places: Sequence[float]) -> Drawing:
        part, rulers = self.parts[handle.part], tuple(places[1:-1])
        given = (
            replace(part, columns=rulers) if handle.kind in ACROSS else replace(part, rows=rulers)
        )
        return self._with(handle.part, given)

    def _with(self, number: int, *parts: Part) -> Drawing:
        return replace(self, parts=(*self.parts[:number], *parts, *self.parts[number + 1 :]))


def _index(handle: Handle, places: Sequence[float]) -> int:
    if handle.kind in ("left", "top"):
        return 0
    if handle.kind in ("right", "bottom"):
        return len(places) - 1
    return min(handle.place + 1, len(places) - 1)


def _between(place: float, low: float, high: float) -> float:
    return round(max(min(place, high), low), 1)
