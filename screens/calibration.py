"""Which line reads right: a person tells what no terminal tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.filter import LineFilter
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from curator.language import _
from screens.dialog import Dialog
from screens.widgets.reading_order import ReadingOrder
from screens.widgets.scripts import Rtl

WAYS: Sequence[Rtl] = ("app", "terminal", "words")
SAMPLE = "شرکت ملی نفت (NIOC) در سال ۱۴۰۲"


class Sample(Static):
    """A line that is put in order by a way of its own."""

    DEFAULT_CSS = """
    Sample { height: 1; text-wrap: nowrap; padding: 0 2; }
    """

    def __init__(self, number: int, rtl: Rtl) -> None:
        """`number` is what the person calls the line by."""
        super().__init__(f"{number}  {SAMPLE}", markup=False)
        self._own = ReadingOrder(rtl)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the application's filters with the line's own way."""
        return [
            self._own if isinstance(each, ReadingOrder) else each
            for each in super().get_line_filters()
        ]


class CalibrationScreen(Dialog[str | None]):
    """Shows a Persian line in three ways; dismissed with a value of the setting `bidi`."""

    HELP = _("""
## Which line reads right?

Terminals differ in who puts Persian, Arabic and Hebrew in order, and none of them can be asked.
Choose the line whose words and letters stand as they are read, from right to left, with 1, 2 or 3,
or with ↑ ↓ and Enter. If several do, take the first of them. Escape leaves all as it is.
What you choose is kept; `curator config bidi auto` forgets it.
""")
    DEFAULT_CSS = """
    CalibrationScreen { align: center bottom; }
    CalibrationScreen OptionList { height: auto; border: none; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "take(0)", show=False),
        Binding("2", "take(1)", show=False),
        Binding("3", "take(2)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the lines, and the choice among them."""
        with Vertical(classes="dialog"):
            yield Static(_("Which line reads right?"), classes="dialog-title", markup=False)
            yield Static(
                _("The same words three times, in the order of three kinds of terminals."),
                markup=False,
            )
            for number, rtl in enumerate(WAYS, 1):
                yield Sample(number, rtl)
            yield OptionList(
                Option(_("Line 1: curator orders the words and joins the letters")),
                Option(_("Line 2: the terminal does both")),
                Option(_("Line 3: curator orders the words, the terminal their letters")),
                Option(_("None of them: do what suits this terminal best")),
                markup=False,
                compact=True,
            )
        yield Footer()

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take the line under the cursor."""
        event.stop()
        self.action_take(event.option_index)

    def action_take(self, place: int) -> None:
        """Take a line."""
        self.dismiss(WAYS[place] if place < len(WAYS) else "auto")
