"""The form of an operation, made from its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Footer, Input, Select, Static

from curator.language import _
from curator.operations import Operation
from curator.operations.option_words import option_words
from curator.tables import Column
from screens.dialog import Dialog
from screens.toggles import Tick
from screens.widgets.choices import Choices
from screens.widgets.line_input import LineInput


class OperationForm(Dialog[Operation | None]):
    """Asks for an operation's options; dismissed with the operation, ready to be applied."""

    HELP = _("""
## An operation

Its options, beginning with the columns and rows that are selected in the grid. Tab goes from one
to the next, Space chooses, F9 goes on: a line then asks why, and nothing is changed before that.
""")
    DEFAULT_CSS = """
    OperationForm { align: center bottom; }
    OperationForm VerticalScroll { height: auto; max-height: 16; }
    OperationForm Choices { height: auto; max-height: 8; border: none; }
    OperationForm Input, OperationForm Input:focus {
        border: none; border-left: thick $primary; height: 1; padding: 0 1;
    }
    OperationForm Tick { border: none; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+j", "accept", _("Go on"), key_display="F9"),
    ]

    def __init__(
        self,
        operation: type[Operation],
        columns: Sequence[Column],
        chosen: Sequence[str],
        rows: tuple[int, ...],
        given: Operation | None = None,
    ) -> None:
        """Begin with what is selected in the grid.

        Args:
            chosen: the names of the selected columns.
            rows: the ids of the selected rows.
            given: the options that were given before, instead of what is selected.
        """
        super().__init__()
        self.operation = operation
        self.columns = [column.name for column in columns]
        self.hidden = [column.name for column in columns if column.hidden]
        self.chosen = list(chosen)
        self.rows = rows
        self.given = (
            {} if given is None else {f.name: getattr(given, f.name) for f in fields(given)}
        )

    def compose(self) -> ComposeResult:
        """Lay out a widget for each option."""
        with Vertical(classes="dialog"):
            yield Static(self.operation.title, classes="dialog-title")
            with VerticalScroll():
                for option in fields(self.operation):
                    yield Static(_asked(option), classes="option", markup=False)
                    yield from self._widget(option)
            yield Static("", id="refusal", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin in the first option."""
        for widget in self.query("Input, Select, Choices, Tick").results(Widget):
            widget.focus()
            return

    def _widget(self, option: Field[Any]) -> Iterator[Widget]:
        name = option.name
        given = self.given.get(name)
        match option.metadata["kind"]:
            case "column":
                yield self._column(option, given)
            case "choice":
                choices = option.metadata["choices"]
                usual = next(iter(choices)) if option.default is MISSING else option.default
                lines = [(Text(words), value) for value, words in choices.items()]
                yield Select(lines, value=given or usual, allow_blank=False, id=name, compact=True)
            case "columns":
                chosen = self.chosen if given is None else given
                yield Choices(self.columns, chosen, id=name)
            case "hidden":
                yield Choices(self.hidden, self.hidden if given is None else given, id=name)
            case "rows":
                self.rows = self.rows if given is None else given
                yield Static(
                    _("the {rows} selected in the grid").format(rows=len(self.rows)),
                    id=name,
                    markup=False,
                )
            case "switch":
                yield Tick(_("yes"), bool(given), id=name)
            case kind:
                usual = "" if option.default is MISSING else str(option.default)
                value = usual if given is None else str(given)
                yield LineInput(value, type="integer" if kind == "number" else "text", id=name)

    def _column(self, option: Field[Any], given: str | None) -> Select[str]:
        """A column to choose, or none where it may be left out."""
        lines = [(Text(column), column) for column in self.columns]
        if option.default is MISSING:
            value = given or self.chosen[0]
            return Select(lines, value=value, allow_blank=False, id=option.name, compact=True)
        return Select(
            [(Text(_("none")), ""), *lines],
            value=given or "",
            allow_blank=False,
            id=option.name,
            compact=True,
        )

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter in a line goes on."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Go back with the operation, if every option that it needs is there."""
        values: dict[str, Any] = {}
        for option in fields(self.operation):
            value = self._value(option)
            if value in ("", None) and option.default is MISSING:
                self.query_one("#refusal", Static).update(
                    _("“{option}” is needed: {help}.").format(
                        option=option_words(option.name), help=option.metadata["help"]
                    )
                )
                self.query_one(f"#{option.name}").focus()
                return
            values[option.name] = value
        self.dismiss(self.operation(**values))

    def _value(self, option: Field[Any]) -> Any:
        widget = self.query_one(f"#{option.name}")
        match widget:
            case Input():
                if option.metadata["kind"] != "number":
                    return widget.value
                return int(widget.value) if widget.value.lstrip("-").isdecimal() else None
            case Tick() | Select():
                return widget.value
            case Choices():
                return tuple(widget.chosen)
            case _:
                return self.rows


def _asked(option: Field[Any]) -> str:
    return f"{option_words(option.name)}: {option.metadata['help']}"
