"""The reading half of the rulers screen: the page, its frames, and the table as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Footer, Static

from curator.language import _
from curator.sources import PageText
from screens.base import CuratorScreen
from screens.correction import Begun, clamped, whole
from screens.drawing import ACROSS, Drawing, Handle, Part, Rulers
from screens.ruler_words import handle_words
from screens.rulers_reading import RulersReading, Tables
from screens.source_reading import Reading
from screens.widgets.grid import Grid
from screens.widgets.ruled_layout import CHOSEN, FOUND, GIVEN, Frame, Ruled
from screens.widgets.ruled_page import RuledPage
from screens.widgets.scripts import pictured

Stand = tuple[Drawing, Handle, Sequence[Rulers]]
"""What is drawn, what is chosen, and where rulers were as it was read."""


class CorrectedGrid(Grid):
    """The table as it is read now; it is looked at here."""

    PLACE = _("A table that is corrected")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", _("Take over"), show=False),
        Binding("f2", "screen.other_side", _("Page"), show=False),
    ]


class RulingScreen(CuratorScreen):
    """Shows what is drawn on a page, and reads it with each change; the newest one wins."""

    CSS_PATH = "rulers.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    def __init__(self, reading: Reading, begun: Begun) -> None:
        """Begin from a table that was found, or with the whole of a page.

        Args:
            reading: the source; its pages are read through it.
            begun: where to begin.
        """
        super().__init__()
        self._begun = begun
        self._reads = RulersReading(reading)
        self._number = begun.page
        self._page: PageText | None = None
        self._drawing: Drawing | None = None
        self._chosen = Handle(0, "left")
        self._read: Sequence[Rulers] = (begun.rulers,)
        self._past: list[Stand] = []
        self._future: list[Stand] = []
        self._changes = count(1)
        self._newest = 0

    def compose(self) -> ComposeResult:
        """Lay out the page, the table, and what is said of them."""
        yield Static("", id="said", classes="line", markup=False)
        with Container(id="sides"):
            yield RuledPage(id="page")
            yield CorrectedGrid(id="table")
        yield Static("", id="told", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Read the page."""
        self.query_one(RuledPage).focus()
        self._open(self._begun.page)

    def on_unmount(self) -> None:
        """End the reader."""
        self._reads.let_go()

    # The page and the table

    def _open(self, number: int) -> None:
        """Show a page; until it was read there is nothing to draw on."""
        self._number = number
        self._drawing = None
        self._say_told(_("Reading the text of page {number} …").format(number=number))
        self.look(lambda: self._reads.page(number), self._show_page)

    def _show_page(self, page: PageText | str) -> None:
        """Draw on a page from now on; words say why there is none."""
        if not isinstance(page, PageText):
            self._say_told(page)
            return
        if page.number != self._number:
            return
        self._page = page
        same = page.number == self._begun.page
        box = self._begun.box if same else None
        part = Part(whole(page) if box is None else clamped(box, page))
        if box is not None:
            part = replace(part, header_rows=self._begun.header_rows)
        else:
            self._read = (Rulers(),)
        number = page.number
        self._drawing = Drawing(number, number, number, page.width, page.height, (part,))
        self._chosen = Handle(0, "left")
        self._past, self._future = [], []
        self._show()

    def _show(self) -> None:
        """Draw the frames, say what is chosen, and read the table anew."""
        self._draw()
        drawing, read, part = self._drawing, self._read, self._chosen.part
        if drawing is None:
            return
        change = self._newest = next(self._changes)

        def task() -> Tables | None:
            if change != self._newest:  # a newer change came before this one's turn
                return None
            return self._reads.tables(drawing, read, part)

        self.look(task, self._show_tables)

    def _show_tables(self, tables: Tables | None) -> None:
        if tables is None or self._drawing is None:
            return
        self._read = tables.read
        self._chosen = self._nearest(self._chosen)
        grid = self.query_one(CorrectedGrid)
        grid.display = tables.view is not None
        if tables.view is not None:
            grid.show(tables.view, keep_cursor=True)
        self._say_told(tables.words)
        self._draw()

    def _draw(self) -> None:
        if self._drawing is None or self._page is None:
            return
        self.query_one(RuledPage).show_frames(self._page, self._frames(self._drawing))
        words = handle_words(self._drawing, self._chosen, self._read)
        self.query_one("#said", Static).update(pictured(words))

    def _frames(self, drawing: Drawing) -> list[Frame]:
        frames: list[tuple[list[Ruled], list[Ruled]]] = [([], []) for _part in drawing.parts]
        for handle in drawing.handles(self._read):
            part = drawing.parts[handle.part]
            is_across = handle.kind in ACROSS
            given = part.columns if is_across else part.rows
            is_found = handle.kind in ("column", "row") and given is None
            if is_found and not is_across and self._chosen.kind in ACROSS:
                continue  # lines between all rows would halve what is seen of the page
            look = CHOSEN if handle == self._chosen else FOUND if is_found else GIVEN
            ruled = Ruled(handle.kind, drawing.at(handle, self._read), look)
            frames[handle.part][0 if is_across else 1].append(ruled)
        return [Frame(part.box, *frame) for part, frame in zip(drawing.parts, frames, strict=True)]

    def _nearest(self, wished: Handle) -> Handle:
        """Return a handle that there is, of the same kind if possible."""
        assert self._drawing is not None
        handles = list(self._drawing.handles(self._read))
        if wished in handles:
            return wished
        own = [one for one in handles if one.part == wished.part] or handles
        same = [one for one in own if one.kind == wished.kind]
        if same:
            return same[-1]
        edge = "left" if wished.kind in ACROSS else "top"
        return next(one for one in own if one.kind == edge)

    def _say_told(self, words: str) -> None:
        self.query_one("#told", Static).update(pictured(words))
