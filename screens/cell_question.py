"""Asking which cell of a dataset is meant."""

from __future__ import annotations

from collections.abc import Callable

from curator.errors import CuratorError
from curator.language import _
from curator.views import View
from screens.ask import AskScreen
from screens.base import CuratorScreen

Cell = tuple[int, str]
"""A row's id and a column's name."""


def ask_cell(
    screen: CuratorScreen, view: View, value: str, chosen: Callable[[Cell | None], object]
) -> None:
    """Ask for a cell until one is named, or nothing.

    Args:
        value: what stands in the line at first.
        chosen: takes the cell, or None where the line was left blank; Escape chooses nothing.
    """

    def take(answer: str | None) -> None:
        if answer is None:
            return
        if not answer.strip():
            chosen(None)
            return

        def again(error: CuratorError) -> None:
            screen.tell_error(error)
            ask_cell(screen, view, answer, chosen)

        screen.do(lambda: view.cell(answer), chosen, again)

    screen.app.push_screen(
        AskScreen(
            _("The history of which cell?"),
            _("ROW:COLUMN, such as 3:Year. Left blank, every step is listed."),
            value,
        ),
        take,
    )


def cell_name(cell: Cell | None, view: View) -> str:
    """Return how a cell is called, as "3:Year"; nothing where its row is no row of data."""
    position = view.locate(cell[0]) if cell is not None else None
    return "" if cell is None or position is None else f"{position + 1}:{cell[1]}"
