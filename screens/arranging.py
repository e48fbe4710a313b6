"""The half of the editor that sorts and filters: in the background, the first rows at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from curator.arrangement import (
    Arrangement,
    Blank,
    Filter,
    Is,
    SortKey,
    likely_kind,
)
from curator.errors import Cancelled, CuratorError
from curator.language import _
from curator.store import ArrangedView, Dataset, StoredView, arranged
from curator.tables import Value
from curator.values import plain
from curator.views import View
from screens.arrange import ArrangeScreen
from screens.arranged_line import ArrangedLine
from screens.desk import Desk
from screens.directing import Directing
from screens.widgets.grid import Grid

_SAMPLED = 64
"""Rows at the top, in the middle and at the end that tell how a column is best sorted."""


class ArrangingScreen(Directing):
    """Shows a dataset whole or arranged; what is done to it meanwhile goes to the rows shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "sort(False)", _("Sort by this column ▲"), show=False),
        Binding("right_square_bracket", "sort(True)", _("Sort by this column ▼"), show=False),
        Binding("comma", "only_equal", _("Only rows with this cell's value"), show=False),
        Binding("f11,vertical_line", "arrange", _("Sort and filter"), show=False),
        Binding("ctrl+f11,r", "arrange_again", _("Sort and filter again"), show=False),
        Binding("shift+f11", "show_all", _("Show all rows in order"), show=False),
    ]

    def __init__(self, desk: Desk, dataset: Dataset) -> None:
        super().__init__(desk, dataset)
        self.whole: StoredView | None = None
        """All rows and columns; None before anything was read."""
        self._arranged: ArrangedView | None = None
        """What is shown, None where the whole is."""
        self._before: ArrangedView | None = None
        """What was shown before the arrangement that is being made."""
        self._stop: Event | None = None
        """Stops the arrangement that is being made; None where none is."""

    @abstractmethod
    def redraw(self, view: StoredView | ArrangedView) -> None:
        """Show `view`, of which nothing but the choice and the order of rows is new."""

    @abstractmethod
    def read(self, notice: str | None = None) -> None:
        """Read the dataset as it stands, and show it as it is arranged."""

    def draw_again(self) -> None:
        """Draw what is shown once more, its columns in the direction chosen now."""
        shown = self._arranged or self.whole
        if shown is not None:
            self.redraw(shown)

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement that is shown."""
        return self._arranged.arrangement if self._arranged is not None else Arrangement()

    def followed(self, whole: StoredView) -> StoredView | ArrangedView:
        """Return how a newer view is shown: with the rows that are shown now. Takes time."""
        shown = self._arranged
        return whole if shown is None else shown.carried(whole)

    def overtaken(self, view: StoredView | ArrangedView) -> bool:
        """Return whether another choice of rows came to be shown while `view` was read."""
        shown = self._arranged
        if shown is None or isinstance(view, StoredView):
            return shown is not None or isinstance(view, ArrangedView)
        return (view.arrangement, view.since, view.complete) != (
            shown.arrangement,
            shown.since,
            shown.complete,
        )

    def take_up(self, view: StoredView | ArrangedView) -> View:
        """From now on `view` is what is shown; return it as it is drawn."""
        self._arranged = view if isinstance(view, ArrangedView) else None
        self.whole = view.whole if isinstance(view, ArrangedView) else view
        self._view = self.directed(view.in_sight())
        self._tell()
        return self._view

    def action_sort(self, descending: bool) -> None:
        """Sort by the cursor's column, as most of its cells are."""
        whole, column = self.whole, self._column_here()
        if whole is not None and column is not None:
            self.do(
                lambda: SortKey(column, likely_kind(_sampled(whole, column)), descending),
                self._sort,
            )

    def _sort(self, key: SortKey) -> None:
        self.notify(_("Sorting by {key}.").format(key=key.words()), markup=False)
        self.begin(Arrangement((key,), self.arrangement.filters))

    def action_only_equal(self) -> None:
        """Show only the rows that have the value of the cell under the cursor."""
        grid, column = self.query_one(Grid), self._column_here()
        if column is None or grid.current_row_id() is None:
            return
        value = grid.value_at_cursor()
        wanted = Filter(column, Blank() if value is None else Is(plain(value)))
        filters = dict.fromkeys((*self.arrangement.filters, wanted))
        self.begin(Arrangement(self.arrangement.keys, tuple(filters)))

    def action_arrange(self) -> None:
        """Choose sort keys and filters."""
        whole, column = self.whole, self._column_here()
        if whole is not None and column is not None:
            names = [each.name for each in whole.columns]
            self.app.push_screen(
                ArrangeScreen(self.arrangement, names, column), self._arrange_as_chosen
            )

    def _arrange_as_chosen(self, chosen: Arrangement | None) -> None:
        if chosen is not None:
            self.begin(chosen)

    def action_arrange_again(self) -> None:
        """Sort and filter anew, as the dataset stands now."""
        self.begin(self.arrangement)

    def action_show_all(self) -> None:
        """Show all rows in their order; the cursor stays on its row."""
        self._end()
        shown = self._arranged
        if shown is None:
            return
        row_id, grid = self.query_one(Grid).current_row_id(), self.query_one(Grid)
        self.redraw(shown.whole)
        place = None if row_id is None else shown.whole.locate(row_id)
        if place is not None:
            grid.move_to(place, grid.cursor_column)

    def leave_arrangement(self) -> bool:
        """Stop an arrangement that is being made, or else show all rows; False: neither."""
        if self._stop is not None:
            self._end()
            before = self._before or self.whole
            if before is not None and before is not (self._arranged or self.whole):
                self.redraw(before)
                self.read()
            return True
        if self._arranged is None:
            return False
        self.action_show_all()
        return True

    def begin(self, arrangement: Arrangement) -> None:
        """Show the dataset as an arrangement has it, as soon as its first rows are known."""
        self._end()
        if not arrangement:
            self.action_show_all()
            return
        self._before = self._arranged
        self._stop = stop = Event()
        self.query_one(ArrangedLine).work(arrangement, 0, None)
        self._make(arrangement, stop)

    def _end(self) -> None:
        """Stop what is being made; it tells no more."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self._tell()

    @work(thread=True, group="arrange")
    def _make(self, arrangement: Arrangement, stop: Event) -> None:
        percent = -1

        def progress(done: int, total: int | None) -> None:
            nonlocal percent
            if stop.is_set():
                raise Cancelled(_("Stopped; nothing was changed."))
            if total and done * 100 // total != percent:
                percent = done * 100 // total
                self._post(stop, partial(self._work_on, arrangement, percent))

        try:
            for view in arranged(self.dataset.view(), arrangement, progress):
                self._post(stop, partial(self._take_view, view))
        except Cancelled:
            return
        except CuratorError as error:
            self._post(stop, partial(self._not_made, error))

    def _post(self, stop: Event, then: Callable[[], object]) -> None:
        """Have something done on the screen's thread, unless it was stopped meanwhile."""
        self.post_message(self.Done(lambda: None if stop.is_set() else then()))

    def _work_on(self, arrangement: Arrangement, percent: int) -> None:
        shown = self._arranged.row_count if self._arranged is not None else None
        self.query_one(ArrangedLine).work(arrangement, percent, shown)

    def _take_view(self, view: ArrangedView) -> None:
        """Show what is known; what changed while it was made is read anew."""
        first = self._arranged is self._before
        if view.complete:
            self._stop = self._before = None
        changed = self._view is not None and self._view.revision != view.revision
        self.redraw(view)
        if first:
            grid = self.query_one(Grid)
            grid.move_to(0, grid.cursor_column)
        if changed:
            self.read()

    def _not_made(self, error: CuratorError) -> None:
        self._end()
        self.tell_error(error)

    def _tell(self) -> None:
        if self._stop is None and self.is_attached:
            self.query_one(ArrangedLine).tell(self._arranged)

    def _column_here(self) -> str | None:
        view, place = self._view, self.query_one(Grid).cursor_column
        return view.columns[place].name if view is not None and view.columns else None


def _sampled(view: StoredView, column: str) -> list[Value]:
    """Return cells of a column from the top, the middle and the end."""
    place, count = view.column(column), view.row_count
    firsts = sorted({0, count // 2, max(count - _SAMPLED, 0)})
    return [row.cells[0] for first in firsts for row in view.window(first, _SAMPLED, [place])]
