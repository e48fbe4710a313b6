"""Going to places in the grid: a row, a column, the next flag, open note or changed cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from curator.language import _
from curator.views import Sign, View
from screens.go_to import Destination, GoToScreen
from screens.grid_screen import GridScreen

Cell = tuple[int, int]
Step = Literal[1, -1]
Search = Callable[[Cell], Iterator[Cell | None]]
"""Searches from a place on, piece by piece: None was in vain, a place is the end."""

NOTHING = {
    "flagged": _("No cell is flagged, except those that were changed since."),
    "changed": _("Every cell is as it was when the dataset was added."),
    "open": _("No note is open."),
}


@dataclass(frozen=True)
class Found:
    """Where a search ended."""

    place: Cell
    wrapped: bool
    """Whether it went on at the other end of the table."""


class Finding(GridScreen):
    """Moves the cursor to what is looked for; searches run in a thread and wrap around."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,colon", "go_to", _("Go to a row or column"), show=False),
        Binding("apostrophe", "next_signed('flagged', 1)", _("Next flag"), show=False),
        Binding("quotation_mark", "next_signed('flagged', -1)", _("Previous flag"), show=False),
        Binding(
            "n,f18,shift+f6",
            "next_open(1)",
            _("Next open note"),
            show=False,
            key_display="n Shift+F6",
        ),
        Binding(
            "N,f16,shift+f4",
            "next_open(-1)",
            _("Previous open note"),
            show=False,
            key_display="N Shift+F4",
        ),
        Binding("semicolon", "next_signed('changed', 1)", _("Next changed cell"), show=False),
    ]

    def action_go_to(self) -> None:
        """Ask for a row or a column, and go there."""
        view = self.straight
        if view is not None:
            names = [column.name for column in view.columns]
            self.app.push_screen(GoToScreen(names, view.last_number), self._go_to)

    def _go_to(self, answer: Destination | None) -> None:
        view = self.straight
        if answer is None or view is None:
            return
        number, column = answer
        place = self.grid.cursor[1] if column is None else self.across((0, column))[1]
        if number is None:
            self.grid.move_to(self.grid.cursor[0], place)
            return
        self.do(lambda: view.locate(view.row_id(number + 1)), lambda row: self._reach(row, place))

    def _reach(self, row: int | None, column: int) -> None:
        if row is None:
            self.tell(_("That row is not among those shown."))
        else:
            self.grid.move_to(row, column)

    def action_next_signed(self, sign: Sign, step: Step) -> None:
        """Go to the next flagged or changed cell."""
        view = self.straight
        if view is not None:
            self._search(view, lambda place: view.next_signed(sign, place, step), step, sign)

    def action_next_open(self, step: Step) -> None:
        """Go to the next cell or row with an open note."""
        view = self.straight
        if view is None:
            return
        columns = {column.name: place for place, column in enumerate(view.columns)}
        hanging = [
            (note.place.row_id, columns.get(note.place.column or "", 0))
            for note in self._annotations
            if note.is_open and note.place.row_id is not None
        ]

        def search(beyond: Cell) -> Iterator[Cell | None]:
            located = ((view.locate(row_id), column) for row_id, column in hanging)
            places = sorted((row, column) for row, column in located if row is not None)
            if step > 0:
                yield next((place for place in places if place > beyond), None)
            else:
                yield next((place for place in reversed(places) if place < beyond), None)

        self._search(view, search, step, "open")

    def _search(self, view: View, search: Search, step: Step, what: str) -> None:
        """Search from the cursor on, then from the other end."""
        here = self.across(self.grid.cursor)
        start = (0, -1) if step > 0 else (view.row_count - 1, len(view.columns))

        def task() -> Found | None:
            worker = get_current_worker()
            for place, wrapped in ((here, False), (start, True)):
                for found in search(place):
                    if worker.is_cancelled:
                        return None
                    if found is not None:
                        return Found(found, wrapped)
            return None

        self.look(task, lambda found: self._arrive(found, step, what))

    def _arrive(self, found: Found | None, step: Step, what: str) -> None:
        if found is None:
            self.tell(NOTHING[what])
            return
        self.grid.move_to(*self.across(found.place))
        if found.wrapped:
            self.tell(_("Went on from the top.") if step > 0 else _("Went on from the end."))
