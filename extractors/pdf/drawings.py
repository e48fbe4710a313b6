"""The rulings and fills of a page, from the paths that PDFium tells of."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from extractors.pdf.ink import Fill, Rule
from extractors.pdf.words import Turn

THICK = 2.5
"""Points: what is thicker is no ruling but a fill."""
SHORT = 4.0
"""Points: what is shorter is no ruling, but perhaps a dot or dash of one."""
DASH = 1.0
"""Points: the shortest piece of a dotted or dashed line."""
STRAIGHT = 1.0
"""Points by which the ends of a straight line may differ."""
POINTS = 400
"""A path of more points draws a picture or a map."""
DEEPEST = 4
"""Forms within forms are looked into so deep."""

Point = tuple[float, float]
Place = Callable[[float, float], Point]


class Drawings:
    """Gathers what a page draws; give it every object once."""

    def __init__(self, turn: Turn, width: float, height: float) -> None:
        """`turn` takes a box from PDF space to the page as it is shown."""
        from pypdfium2 import raw

        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.fills: list[Fill] = []
        self.images = 0
        self._raw = raw
        self._turn = turn
        self._width = width
        self._height = height
        self._matrix = raw.FS_MATRIX()
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._point = (ctypes.c_float(), ctypes.c_float())
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._fill_mode, self._stroke = ctypes.c_int(), ctypes.c_int()

    def take_page(self, page: Any) -> None:
        """Look at all objects of one of PDFium's pages (FPDF_PAGE)."""
        raw = self._raw
        count = raw.FPDFPage_CountObjects(page)
        self._take((raw.FPDFPage_GetObject(page, place) for place in range(count)), None, 0)

    def _take(self, objects: Iterator[Any], outer: Place | None, depth: int) -> None:
        raw = self._raw
        for one in objects:
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._take_path(one, outer)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.images += 1
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                count = raw.FPDFFormObj_CountObjects(one)
                inner = (raw.FPDFFormObj_GetObject(one, place) for place in range(count))
                self._take(inner, self._placing(one, outer), depth + 1)

    def _placing(self, form: Any, outer: Place | None) -> Place:
        """Return what takes a point of a form to PDF space."""
        a, b, c, d, e, f = self._matrix_of(form)

        def place(x: float, y: float) -> Point:
            x, y = a * x + c * y + e, b * x + d * y + f
            return outer(x, y) if outer is not None else (x, y)

        return place

    def _matrix_of(self, one: Any) -> tuple[float, float, float, float, float, float]:
        matrix = self._matrix
        self._raw.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _take_path(self, path: Any, outer: Place | None) -> None:
        raw = self._raw
        raw.FPDFPath_GetDrawMode(path, ctypes.byref(self._fill_mode), ctypes.byref(self._stroke))
        fills, strokes = bool(self._fill_mode.value), bool(self._stroke.value)
        if not fills and not strokes:
            return
        raw.FPDFPageObj_GetBounds(path, *(ctypes.byref(edge) for edge in self._edges))
        left, bottom, right, top = (edge.value for edge in self._edges)
        corners = [(left, bottom), (right, top)]
        if outer is not None:
            corners = [outer(*corner) for corner in corners]
        x0, y0, x1, y1 = self._shown(corners)
        if x1 - x0 <= THICK or y1 - y0 <= THICK:
            self._rule(x0, y0, x1, y1)
        elif raw.FPDFPath_CountSegments(path) <= POINTS:
            outlines, curved = self._outlines(path, outer)
            for outline in outlines:
                self._take_outline(path, outline, fills and not curved, strokes, fills)

    def _outlines(self, path: Any, outer: Place | None) -> tuple[list[list[Point]], bool]:
        """Return the points of a path's parts in PDF space, and whether a curve is among them."""
        raw = self._raw
        a, b, c, d, e, f = self._matrix_of(path)
        x_out, y_out = ctypes.byref(self._point[0]), ctypes.byref(self._point[1])
        outlines: list[list[Point]] = []
        curved = False
        for number in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, number)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x_out, y_out)
            x, y = self._point[0].value, self._point[1].value
            x, y = a * x + c * y + e, b * x + d * y + f
            if outer is not None:
                x, y = outer(x, y)
            curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
            if kind == raw.FPDF_SEGMENT_MOVETO or not outlines:
                outlines.append([])
            outlines[-1].append((x, y))
            if raw.FPDFPathSegment_GetClose(segment):
                outlines[-1].append(outlines[-1][0])
        return [outline for outline in outlines if len(outline) > 1], curved

    def _take_outline(
        self, path: Any, outline: Sequence[Point], paints: bool, strokes: bool, fills: bool
    ) -> None:
        if strokes:
            for one, other in pairwise(outline):
                if abs(one[0] - other[0]) < STRAIGHT or abs(one[1] - other[1]) < STRAIGHT:
                    self._rule(*self._shown((one, other)))
        if not fills:
            return
        x0, top, x1, bottom = self._shown(outline)
        if x1 - x0 <= THICK or bottom - top <= THICK:
            self._rule(x0, top, x1, bottom)
        elif paints:
            colour = [ctypes.byref(part) for part in self._colour]
            self._raw.FPDFPageObj_GetFillColor(path, *colour)
            red, green, blue = (part.value for part in self._colour[:3])
            self.fills.append(Fill(x0, top, x1, bottom, (red, green, blue)))

    def _shown(self, points: Sequence[Point]) -> tuple[float, float, float, float]:
        """Return the box around points, as the page is shown."""
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        return self._turn(min(xs), min(ys), max(xs), max(ys))

    def _rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        width, height = x1 - x0, bottom - top
        if x1 < -1 or x0 > self._width + 1 or bottom < -1 or top > self._height + 1:
            return
        if height <= THICK and width >= SHORT:
            self.across.append(Rule((top + bottom) / 2, max(0, x0), min(self._width, x1)))
        elif width <= THICK and height >= SHORT:
            self.down.append(Rule((x0 + x1) / 2, max(0, top), min(self._height, bottom)))
        elif height <= THICK and width >= DASH and width > height:
            self.across.append(Rule((top + bottom) / 2, x0, x1))
