"""The rulers: a page's tables drawn by hand, and read anew with each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from curator.errors import CuratorError
from curator.language import _
from screens.ask import AskScreen
from screens.correction import Correction, run_of
from screens.drawing import ACROSS, Drawing, Handle, Rulers
from screens.ruling import CorrectedGrid, RulingScreen, Stand
from screens.widgets.grid import Grid
from screens.widgets.ruled_page import RuledPage


class RulersScreen(RulingScreen):
    """Lets a person draw where a page's tables stand and how they part.

    Dismissed with a Correction, or with None where everything is left as it was.
    """

    HELP = _("""
## Rulers

The page, with a frame around the table and rulers between its columns and rows; beneath or beside
it the table as it is read now. **Tab** and **Shift+Tab** go through edges and rulers; the chosen
one is heavy, and the first line says where it is. **Arrows** move it by five points, with **Shift**
by one.

Dashed rulers were found; between rows they are shown while you are at those. As soon as you move one, add one (**Ins**) or remove one (**Del**), those
of the same kind are yours, drawn as whole lines, and obeyed: every word goes where its middle lies.
**F9** has them found again. **Ctrl+Z** takes a change back, **Ctrl+Y** puts it in again.

**F3** and **F4** say how many rows are the header. **F5** splits the table in two at a row ruler,
**F6** merges it with the next table of the page. **F7** draws the same on a run of pages. **Ctrl+Page
Up** and **Ctrl+Page Down** go to another page, to draw a table there. **F2** goes to the table and
back.

**Enter** takes the drawn tables over; **Escape** leaves all as it was.
""")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("Take over"), key_display="Enter"),
        Binding(
            "insert", "add_ruler", _("Add"), key_display="Ins", tooltip=_("Add a ruler beside")
        ),
        Binding(
            "delete", "remove_ruler", _("Remove"), key_display="Del", tooltip=_("Remove the ruler")
        ),
        Binding("f3,minus", "header(-1)", _("One header row fewer"), show=False),
        Binding(
            "f4,plus",
            "header(1)",
            _("Header"),
            key_display="F3 F4",
            tooltip=_("One header row more"),
        ),
        Binding("f5", "split", _("Split"), key_display="F5", tooltip=_("Two tables, parted here")),
        Binding(
            "f6", "merge", _("Merge"), key_display="F6", tooltip=_("One table with the next one")
        ),
        Binding("f7", "pages", _("Pages"), key_display="F7", tooltip=_("On a run of pages")),
        Binding("f9", "find_again", _("Find again"), key_display="F9", show=False),
        Binding("f2", "other_side", _("Table"), key_display="F2", show=False),
        Binding("ctrl+z,backspace", "undo", _("Undo"), key_display="Ctrl+Z", show=False),
        Binding("ctrl+y,shift+backspace", "redo", _("Redo"), key_display="Ctrl+Y", show=False),
        Binding("ctrl+pagedown", "turn(1)", _("Next page"), show=False),
        Binding("ctrl+pageup", "turn(-1)", _("Page before"), show=False),
    ]

    # What the person draws

    def _change(
        self, drawing: Drawing, chosen: Handle, read: Sequence[Rulers] | None = None
    ) -> None:
        """Take a change in, so that it can be undone."""
        if self._drawing is None or drawing == self._drawing:
            return
        self._past.append((self._drawing, self._chosen, self._read))
        self._future = []
        self._drawing = drawing
        self._read = self._read if read is None else read
        self._chosen = self._nearest(chosen)
        self._show()

    def action_choose(self, by: int) -> None:
        """Choose the next edge or ruler, or the one before."""
        if self._drawing is None:
            return
        handles = list(self._drawing.handles(self._read))
        before = self._chosen.part
        place = (handles.index(self._nearest(self._chosen)) + by) % len(handles)
        self._chosen = handles[place]
        if self._chosen.part != before:
            self._show()
        else:
            self._draw()

    def action_move(self, across: float, down: float) -> None:
        """Move what is chosen, if it can go that way."""
        by = across if self._chosen.kind in ACROSS else down
        if self._drawing is not None and by:
            self._change(self._drawing.moved(self._chosen, self._read, by), self._chosen)
        elif across:
            self.notify(_("This one moves up and down; Tab chooses another."))
        else:
            self.notify(_("This one moves left and right; Tab chooses another."))

    def action_add_ruler(self) -> None:
        """Add a ruler halfway to the next one."""
        if self._drawing is None:
            return
        added = self._drawing.added(self._chosen, self._read)
        if added is None:
            self.notify(_("There is no room for another ruler here."))
        else:
            self._change(*added)

    def action_remove_ruler(self) -> None:
        """Remove the ruler that is chosen."""
        if self._drawing is None:
            return
        drawing = self._drawing.removed(self._chosen, self._read)
        if drawing is None:
            self.notify(_("An edge stays; Tab chooses a ruler."))
        else:
            self._change(drawing, self._chosen)

    def action_find_again(self) -> None:
        """Have the rulers that go the same way as the chosen one found again."""
        if self._drawing is not None:
            self._change(self._drawing.freed(self._chosen), self._chosen)

    def action_header(self, more: int) -> None:
        """Make one row more, or fewer, the header."""
        view = self.query_one(CorrectedGrid).view
        part = self._chosen.part
        if self._drawing is None or view is None:
            return
        known = self._drawing.parts[part].header_rows
        rows = len(self._drawing.parts[part].shown(self._read[part]).rows) + 1
        before = known if known is not None else getattr(view, "header_count", 0)
        self._change(self._drawing.headed(part, min(max(before + more, 0), rows)), self._chosen)

    def action_split(self) -> None:
        """Make two tables of one, parted at the row ruler that is chosen."""
        if self._drawing is None:
            return
        drawing = self._drawing.split(self._chosen, self._read)
        if drawing is None:
            self.notify(_("Choose a row ruler with Tab; the table is split there."))
            return
        part = self._chosen.part
        read = list(self._read)
        read.insert(part + 1, read[part])
        self._change(drawing, Handle(part, "bottom"), read)

    def action_merge(self) -> None:
        """Make one table of this and the next one on the page."""
        drawing, part = self._drawing, self._chosen.part
        if drawing is None:
            return
        if part + 1 < len(drawing.parts):
            below = drawing.parts[part + 1]
            merged = drawing.merged(part, below.box, below.joins).without(part + 1)
            read = [*self._read[: part + 1], *self._read[part + 2 :]]
            self._change(merged, Handle(part, "bottom"), read)
            return
        taken = {number for one in drawing.parts for number in one.joins}
        others = self._begun.others if drawing.page == self._begun.page else {}
        for number, box in others.items():
            if number not in taken and box[1] >= drawing.parts[part].box[1]:
                self._change(drawing.merged(part, box, (number,)), Handle(part, "bottom"))
                return
        self.notify(_("There is no other table below this one on the page."))

    def action_undo(self) -> None:
        """Take the last change back."""
        self._go_through(self._past, self._future, _("There is nothing to undo."))

    def action_redo(self) -> None:
        """Put the change in again that was taken back last."""
        self._go_through(self._future, self._past, _("There is nothing to redo."))

    def _go_through(
        self,
        taken: list[Stand],
        kept: list[Stand],
        nothing: str,
    ) -> None:
        if not taken or self._drawing is None:
            self.notify(nothing)
            return
        kept.append((self._drawing, self._chosen, self._read))
        self._drawing, self._chosen, self._read = taken.pop()
        self._show()

    # Pages, and leaving

    def action_pages(self) -> None:
        """Ask for the run of pages on which the same is drawn."""
        if self._drawing is None:
            return
        run = f"{self._drawing.first}-{self._drawing.last}"
        words = _("The same regions and rulers hold on these pages, such as 3-5.")
        self.app.push_screen(AskScreen(_("Draw on a run of pages"), words, run), self._take_run)

    def _take_run(self, answer: str | None) -> None:
        if answer is None or self._drawing is None:
            return
        try:
            first, last = run_of(answer, self._drawing.page)
        except CuratorError as error:
            self.tell_error(error)
            return
        self._change(replace(self._drawing, first=first, last=last), self._chosen)

    def action_turn(self, by: int) -> None:
        """Go to another page, to draw there."""
        if self._number + by >= 1:
            self._open(self._number + by)

    def action_other_side(self) -> None:
        """Go from the page to the table, or back."""
        page, grid = self.query_one(RuledPage), self.query_one(CorrectedGrid)
        (page if grid.has_focus or not grid.display else grid).focus()

    def action_take(self) -> None:
        """Go back with what was drawn."""
        drawing = self._drawing
        if drawing is None:
            return
        drawn = [
            (drawing.drawn(number), part.header_rows) for number, part in enumerate(drawing.parts)
        ]
        joins = [number for part in drawing.parts for number in part.joins]
        self.dismiss(Correction(drawn, drawing.page, joins))

    def action_back(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    @on(Grid.EditRequested)
    def _refuse_edit(self, event: Grid.EditRequested) -> None:
        event.stop()
        self.action_take()
