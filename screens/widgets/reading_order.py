"""The one place where right-to-left text is put in the order in which a terminal wants it.

Widgets draw text as it is stored. The application filters every line that is about to be sent, of
Textual's own widgets too: lists, titles, notices, the footer.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from screens.widgets.ordering import ordered
from screens.widgets.scripts import Rtl, has_rtl

_WHOLE = re.compile("\u2068([^\u2069]*)\u2069?|\u2069")
_FIELD = re.compile(r"(?:(?!  | · |(?<= )· )[^│┃║╎])+")
_EDGES = re.compile(r"( *)(.*?)( *)", re.DOTALL)


class ReadingOrder(LineFilter):
    """Orders the right-to-left texts of a line, each in its place.

    What is `isolated` is one text. Elsewhere two spaces, a line or a dot between them end a text,
    as between the cells of a list or the parts of a title, and so does a change of style.
    """

    def __init__(self, rtl: Rtl) -> None:
        """`rtl` says who orders."""
        super().__init__()
        self.rtl: Rtl = rtl

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return a segment for each of `segments`, as wide as it was."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(self.line(segment.text), segment.style)
            for segment in segments
        ]

    def line(self, text: str) -> str:
        """Return a piece of a line in order."""
        sent = []
        place = 0
        for whole in _WHOLE.finditer(text):
            sent += [self._fields(text[place : whole.start()]), self._whole(whole[1] or "")]
            place = whole.end()
        return "".join((*sent, self._fields(text[place:])))

    def _fields(self, text: str) -> str:
        if not has_rtl(text):
            return text
        return _FIELD.sub(lambda field: self._whole(field[0]), text)

    def _whole(self, text: str) -> str:
        if not has_rtl(text):
            return text
        edges = _EDGES.fullmatch(text)
        assert edges is not None
        return edges[1] + ordered(edges[2], self.rtl) + edges[3]
