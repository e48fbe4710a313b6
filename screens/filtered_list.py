"""What the screens share that show a list beneath a line of filters."""

from __future__ import annotations

from textual import on

from screens.base import CuratorScreen
from screens.filter_line import FilterLine
from screens.list_pane import Lines


class FilteredList(CuratorScreen):
    """A screen on which one goes from the filters to the list, and back."""

    @on(FilterLine.Left)
    def to_list(self, event: FilterLine.Left) -> None:
        """Go from the filters to the list."""
        event.stop()
        self.query_one(Lines).focus()

    def action_find(self) -> None:
        """Go to the filters."""
        self.query_one(FilterLine).go_in()
