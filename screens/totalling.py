"""What is selected, in the status line: how much, and what its numbers come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from curator.errors import CuratorError
from curator.language import _, ngettext, number
from curator.values import Totals
from curator.views import View
from screens.grid_screen import GridScreen
from screens.widgets.grid import Selection
from screens.widgets.selecting import Selecting

PIECE = 4_096
"""How many cells are read at a time, before it is asked whether they are still selected."""
_LONGEST = 24


class Totalling(GridScreen):
    """Counts in a thread what is selected; another selection stops it."""

    @dataclass
    class Counted(Message):
        """The cells of a selection were added up."""

        selection: Selection
        totals: Totals

    selection_words = ""
    """What the status line tells of the selection; empty where only one cell is selected."""

    @on(Selecting.Selected)
    def count(self, event: Selecting.Selected) -> None:
        """Tell the size of the selection at once, and add its numbers up."""
        event.stop()
        chosen, view = self.grid.selection, self.grid.view
        one = len(chosen.rows) * len(chosen.columns) <= 1
        self.selection_words = "" if one or view is None else size_words(chosen)
        self.tell_status()
        if not one and view is not None:
            self._count(view, chosen)
        else:
            self.workers.cancel_group(self, "totals")

    @work(thread=True, group="totals", exclusive=True)
    def _count(self, view: View, chosen: Selection) -> None:
        worker, totals = get_current_worker(), Totals()
        rows = max(PIECE // len(chosen.columns), 1)
        try:
            for first in range(chosen.rows.start, chosen.rows.stop, rows):
                if worker.is_cancelled:
                    return
                count = min(rows, chosen.rows.stop - first)
                for row in view.window(first, count, chosen.columns):
                    totals.add(row.cells)
        except CuratorError as error:
            self.app.call_from_thread(self.tell_error, error)
            return
        if not worker.is_cancelled:
            self.post_message(self.Counted(chosen, totals))

    @on(Counted)
    def counted(self, event: Counted) -> None:
        """Tell what the numbers come to."""
        event.stop()
        if event.selection == self.grid.selection:
            words = [size_words(event.selection), *totals_words(event.totals)]
            self.selection_words = " · ".join(words)
            self.tell_status()


def size_words(chosen: Selection) -> str:
    """Return how much is selected, in words."""
    rows, columns = len(chosen.rows), len(chosen.columns)
    return _("{rows} × {columns} selected").format(
        rows=ngettext("{count:,} row", "{count:,} rows", rows).format(count=rows),
        columns=ngettext("{count:,} column", "{count:,} columns", columns).format(count=columns),
    )


def totals_words(totals: Totals) -> list[str]:
    """Return what the numbers of a selection come to, in words."""
    found = totals.best
    words = []
    if found.least is not None and found.greatest is not None:
        words = [
            _("sum {number}").format(number=_number(found.total)),
            _("min {number}").format(number=_number(found.least)),
            _("max {number}").format(number=_number(found.greatest)),
        ]
    if totals.others:
        words.append(
            ngettext("{count:,} no number", "{count:,} no numbers", totals.others).format(
                count=totals.others
            )
        )
    if totals.doubtful is not None:
        words.append(_("“{text}” may be read in two ways").format(text=totals.doubtful))
    return words


def _number(total: Decimal) -> str:
    """Return a number whole, or where there is no room for that rounded, and said to be so."""
    for text in (number(total, ",f"), f"≈ {number(total, ',.2f')}"):
        if len(text) <= _LONGEST:
            return text
    return f"≈ {number(total, '.10E')}"
