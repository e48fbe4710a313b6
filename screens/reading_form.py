"""How a file is read: a form made from the fields of its extractor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields, replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Footer, Input, Static

from curator.language import _
from extractors import Extractor, Options
from screens.dialog import Dialog
from screens.toggles import Tick
from screens.widgets.line_input import LineInput


class ReadingForm(Dialog[Options | None]):
    """Asks how a file is read; dismissed with the options, or None where the person went back."""

    HELP = _("""
## How the file is read

The options of its reader. Tab goes from one to the next, Space chooses, F9 reads the file anew.
They are kept with every dataset that is made of it.
""")
    DEFAULT_CSS = """
    ReadingForm { align: center bottom; }
    ReadingForm VerticalScroll { height: auto; max-height: 16; }
    ReadingForm Input, ReadingForm Input:focus {
        border: none; border-left: thick $primary; height: 1; padding: 0 1;
    }
    ReadingForm Tick { border: none; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+j", "accept", _("Read anew"), key_display="F9"),
    ]

    def __init__(self, extractor: type[Extractor], given: Options) -> None:
        """Ask for those options of `extractor` that every verb knows, beginning with `given`."""
        super().__init__()
        known = {each.name for each in fields(Options)}
        self.asked = [each for each in fields(extractor) if each.name in known and each.metadata]
        self.given = given

    def compose(self) -> ComposeResult:
        """Lay out a widget for each option."""
        with Vertical(classes="dialog"):
            yield Static(_("How the file is read"), classes="dialog-title")
            with VerticalScroll():
                for option in self.asked:
                    yield Static(str(option.metadata["help"]), classes="option", markup=False)
                    yield self._widget(option)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin in the first option."""
        for widget in self.query("Input, Tick").results(Widget):
            widget.focus()
            return

    def _widget(self, option: Field[Any]) -> Widget:
        value = getattr(self.given, option.name)
        if option.metadata["kind"] == "switch":
            return Tick(_("yes"), bool(value), id=option.name)
        if isinstance(value, tuple):
            return LineInput(", ".join(map(str, value)), id=option.name)
        number = option.metadata["kind"] == "number"
        shown = "" if value is None else str(value)
        return LineInput(shown, type="integer" if number else "text", id=option.name)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter in a line reads anew."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Go back with the options."""
        self.dismiss(replace(self.given, **dict(self._values())))

    def _values(self) -> Iterator[tuple[str, Any]]:
        for option in self.asked:
            widget = self.query_one(f"#{option.name}")
            if isinstance(widget, Tick):
                yield option.name, widget.value
            elif isinstance(widget, Input):
                yield option.name, self._written(option, widget.value.strip())

    def _written(self, option: Field[Any], text: str) -> Any:
        if isinstance(getattr(self.given, option.name), tuple):
            numbers = option.name == "pages"
            parts = [part.strip() for part in text.split(",") if part.strip()]
            return tuple(int(one) for one in parts if one.isdecimal()) if numbers else tuple(parts)
        if option.metadata["kind"] == "number":
            return int(text) if text.isdecimal() else None
        return text or None
