"""A list of lines with what is told of one of them: beneath, or beside it where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from curator.language import _
from screens.prose import Line, Prose
from screens.widgets.grid import Grid


class Lines(Grid):
    """The list; Enter goes to what a line is about."""

    PLACE = _("List")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", _("Go there"), key_display="Enter")
    ]


class ListPane(Container):
    """The list, and what is told of the line under its cursor."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ListPane { height: 1fr; layout: vertical; }
    ListPane #details { height: 9; border-top: solid $primary; padding: 0 1; }
    ListPane #details:focus { border-top: heavy $primary; }
    .-wide ListPane { layout: horizontal; }
    .-wide ListPane Lines { width: 1fr; }
    .-wide ListPane #details {
        height: 1fr; width: 40%; border-top: none; border-left: solid $primary;
    }
    .-wide ListPane #details:focus { border-left: heavy $primary; }
    """

    def __init__(self, waiting: str, lines: Lines | None = None) -> None:
        """`waiting` is told until the list was read; `lines` is the list, one as usual if None."""
        super().__init__()
        self._waiting = waiting
        self._given = lines

    def compose(self) -> ComposeResult:
        """Lay out the list and the words."""
        yield Lines() if self._given is None else self._given
        with VerticalScroll(id="details"):
            yield Static(self._waiting, id="words", markup=False)

    @property
    def lines(self) -> Lines:
        """The list."""
        return self.query_one(Lines)

    def tell(self, lines: Sequence[Line]) -> None:
        """Tell of a line, or of an empty list what to do next."""
        self.query_one("#words", Static).update(Prose(lines))
        self.query_one("#details").scroll_home(animate=False)
