"""Comparing two revisions of a dataset: one grid, in which all that differs has a sign."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from curator.errors import CuratorError
from curator.language import _, joined, ngettext
from curator.store import ComparedView, Dataset, Found
from curator.tables import Value
from curator.values import one_line, plain
from screens.desk import Desk
from screens.looking_back import LookingBack
from screens.prose import Line, Prose, cells_words
from screens.widgets.grid import Grid
from screens.widgets.mirrored import MirroredView
from screens.widgets.scripts import isolated, pictured

_BEAT = 0.2
"""Seconds between two tellings of how far the comparison is."""
_LONGEST = 300
_TYPES = {"string": _("text"), "integer": _("whole numbers"), "number": _("numbers")}
"""What a column of a type holds, in words."""


class SignMarks(Mapping[tuple[int | None, int | None], str]):
    """A comparison's signs as the grid's marks: looked up as they are drawn, never listed."""

    def __init__(self, view: ComparedView) -> None:
        self._view = view

    def __getitem__(self, place: tuple[int | None, int | None]) -> str:
        sign = self._view.sign(*place)
        if not sign:
            raise KeyError(place)
        return sign

    def __iter__(self) -> Iterator[tuple[int | None, int | None]]:
        return iter(())

    def __len__(self) -> int:
        return 0


class CompareScreen(LookingBack):
    """Shows in what one revision differs from another."""

    HELP = _("""
## Comparing two revisions

The later revision, and in their places the rows and columns that only the earlier one has.
`≠` is a cell that differs, `+` a row or column that came, `−` one that went. The pane tells what
a cell was before and after.

**F6** (or n) goes to the next difference, **F5** (or N) to the one before. Differences are counted
in the background; Escape stops that, and once more goes back.
""")
    DEFAULT_CSS = """
    CompareScreen #pane { height: 5; border-top: solid $primary; padding: 0 1; }
    CompareScreen.-wide #pane {
        height: 1fr; width: 30%; border-top: none; border-left: solid $primary;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,N", "go(-1)", _("Difference before"), key_display="F5"),
        Binding("f6,n", "go(1)", _("Next difference"), key_display="F6"),
    ]

    @dataclass
    class Counted(Message):
        """So many rows were compared so far."""

        rows: int

    def __init__(self, desk: Desk, dataset: Dataset, before: int, after: int | None) -> None:
        """`after` None compares with the dataset as it is today."""
        super().__init__(desk, dataset)
        self._before, self._after = before, after
        self._shown: ComparedView | None = None
        self._found: Found | None = None
        self._counting = False

    def pane(self) -> Widget:
        """Return where a cell is told before and after."""
        return Static("", id="pane", markup=False)

    def refusal(self) -> str:
        """Return in one sentence why nothing can be changed here."""
        words = _("Two revisions of {dataset} are compared here, read only; Escape comes back.")
        return words.format(dataset=self.dataset.name)

    def on_mount(self) -> None:
        """Show the two, and begin to count."""
        self.grid.focus()
        dataset, before, after = self.dataset, self._before, self._after
        self.do(lambda: dataset.compare(before, after), self._show)

    def on_unmount(self) -> None:
        """Count no further."""
        self.cancel_work()

    def _show(self, view: ComparedView) -> None:
        self._shown = view
        self.grid.show(self.desk.directed(self.dataset.name, view))
        self.grid.set_marks(SignMarks(view))
        self._counting = True
        self._title(_("comparing … Esc stops it"))
        self.do(lambda: view.find(self._telling()), self._count, self._stopped)

    def _telling(self) -> Callable[[int, int | None], None]:
        """Return a progress that tells the title how far it is, and stops when that is wished."""
        check, told = self.cancelling(), time.monotonic()

        def progress(done: int, total: int | None) -> None:
            nonlocal told
            check(done, total)
            if time.monotonic() - told >= _BEAT:
                told = time.monotonic()
                self.post_message(self.Counted(done))

        return progress

    @on(Counted)
    def tell_progress(self, event: Counted) -> None:
        """Tell how far the comparison is."""
        event.stop()
        if self._counting:
            words = _("comparing, {rows:,} rows so far … Esc stops it")
            self._title(words.format(rows=event.rows))

    def _count(self, found: Found) -> None:
        self._counting = False
        self._found = found
        self._title(self._count_words(found))

    def _stopped(self, error: CuratorError) -> None:
        self._counting = False
        self._title(_("not counted to the end"))

    def _count_words(self, found: Found) -> str:
        if not found.places and not found.counts:
            return _("no difference")
        told = [*self._column_counts(found.columns)]
        told += [
            _("{cells} ≠").format(cells=cells_words(found.cells)),
            ngettext("{count:,} row +", "{count:,} rows +", found.came).format(count=found.came),
            ngettext("{count:,} row −", "{count:,} rows −", found.went).format(count=found.went),
        ]
        return joined(told)

    def _column_counts(self, count: int) -> Iterator[str]:
        if count:
            words = ngettext("columns: {count:,} ≠", "columns: {count:,} ≠", count)
            yield words.format(count=count)

    def _title(self, more: str) -> None:
        view = self._shown
        if view is None:
            return
        after = _("today") if self._after is None else str(self._after)
        words = _("≠ {dataset} · revision {before} → {after} · read only · {more}").format(
            dataset=isolated(pictured(one_line(self.dataset.name, 28))),
            before=self._before,
            after=after,
            more=more,
        )
        self.query_one("#status", Static).update(words)

    @on(Grid.Moved)
    def follow(self, event: Grid.Moved) -> None:
        """Tell the cell under the cursor before and after."""
        event.stop()
        view = self._shown
        if view is not None:
            row_id, column = event.row_id, self._across(event.column)
            self.look(
                lambda: view.both(row_id, column),
                partial(self._tell, view, row_id, column),
            )

    def _tell(
        self, view: ComparedView, row_id: int, column: int, both: tuple[Value, Value]
    ) -> None:
        head = view.columns[column]
        row = view.sign(row_id, None)
        fate = {
            "+": _("this row is not in revision {number}").format(number=view.before.revision),
            "−": _("this row is not in revision {number}").format(number=view.after.revision),
        }
        before, after = map(_shown, both)
        lines = [Line(head.name, [fate.get(row, "")])]
        if row != "+":
            lines.append(Line(_("before"), [before]))
        if row != "−":
            lines.append(Line(_("after"), [after]))
        if view.sign(None, head.id):
            lines.append(Line(_("column"), [self._column_words(view, head.id)]))
        self.query_one("#pane", Static).update(Prose(lines))

    def _column_words(self, view: ComparedView, column: int) -> str:
        old = next((known for known in view.before.columns if known.id == column), None)
        new = next((known for known in view.after.columns if known.id == column), None)
        if old is None:
            return _("came between the two")
        if new is None:
            return _("went between the two")
        told = []
        if old.name != new.name:
            told.append(_("was called {name}").format(name=old.name))
        if old.type != new.type:
            types = [_TYPES.get(known.type, known.type) for known in (old, new)]
            told.append(_("held {old}, holds {new}").format(old=types[0], new=types[1]))
        return ", ".join(told) or _("differs")

    def action_go(self, way: int) -> None:
        """Go to the next difference, or with -1 to the one before."""
        view, found, row = self._shown, self._found, self.grid.cursor_row
        column = self._across(self.grid.cursor_column)
        if view is None:
            return
        if found is None:
            words = _("The differences are not counted yet; they are marked all the same.")
            self.notify(words, markup=False)
            return
        self.look(lambda: _beyond(view, found, row, column, way), self._go)

    def _go(self, place: tuple[int, int] | None) -> None:
        if place is None:
            self.app.clear_notifications()  # one that says the same may still be there
            self.notify(_("There is no further difference this way."), markup=False)
        else:
            self.grid.move_to(place[0], self._across(place[1]))

    def _across(self, column: int) -> int:
        """Return where a column of the grid lies in what is compared, and the other way round."""
        drawn = self.grid.view
        return drawn.across(column) if isinstance(drawn, MirroredView) else column

    def action_back(self) -> None:
        """Stop counting; else go back."""
        if self._counting:
            self.cancel_work()
        else:
            self.dismiss()


def _beyond(
    view: ComparedView, found: Found, row: int, column: int, way: int
) -> tuple[int, int] | None:
    """Return the difference nearest to a cell on this side of it; None if there is none.

    A row that came or went is one difference, at its first column.
    """
    here = [place for place in _in_row(view, row) if (place - column) * way > 0]
    if here:
        return row, min(here, key=lambda place: abs(place - column))
    position = found.next(row) if way > 0 else found.previous(row)
    if position is None:
        return None
    places = _in_row(view, position)
    return position, (places[0] if way > 0 else places[-1]) if places else 0


def _in_row(view: ComparedView, position: int) -> list[int]:
    rows = view.window(position, 1, ())
    if not rows:
        return []
    return [0] if view.sign(rows[0].id, None) else view.places(rows[0].id)


def _shown(value: Value) -> str:
    return "∅" if value is None else f"“{one_line(plain(value), _LONGEST)}”"
