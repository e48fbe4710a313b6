"""How a text file is read: each choice as a line, to be changed while its table is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from curator.intake import EncodingReport
from curator.language import _
from curator.values import one_line
from extractors import Options
from screens.ask import AskScreen
from screens.keyboard.keyed import Keyed
from screens.widgets.scripts import isolated, pictured

Value = str | int | None
"""None is as the file tells."""
MOST = 100_000
"""No more lines are left out."""


@dataclass(frozen=True)
class Choice:
    """One choice: what it is called, and what may be chosen with the arrow keys."""

    option: str
    """The field of Options."""
    title: str
    values: tuple[Value, ...] = (None,)
    words: Mapping[Value, str] | None = None
    """What values are called."""
    counts: bool = False
    """Whether any number may be chosen."""


CHOICES: Sequence[Choice] = (
    Choice("encoding", _("Encoding")),
    Choice(
        "delimiter",
        _("Between fields"),
        (None, ",", ";", "\t", "|", "gaps", "blanks"),
        {
            ",": _("comma"),
            ";": _("semicolon"),
            "\t": _("tab"),
            "|": _("pipe"),
            "gaps": _("two blanks or more"),
            "blanks": _("blanks"),
        },
    ),
    Choice("quote", _("Around fields"), (None, '"', "'", ""), {"": _("nothing")}),
    Choice("skip", _("Lines above"), counts=True),
    Choice("footer", _("Lines below"), counts=True),
    Choice("header_rows", _("Header rows"), counts=True),
    Choice("fixed_width", _("Columns begin at")),
)


class TextChoices(Keyed, OptionList):
    """The choices, the likeliest encodings with the same lines in each among them."""

    PLACE = _("How a text is read")
    DEFAULT_CSS = """
    TextChoices { display: none; height: auto; max-height: 12; padding: 0 1; border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", _("Value before"), show=False),
        Binding("right", "change(1)", _("Change"), key_display="← →"),
        Binding("enter", "select", _("Type"), key_display="Enter"),
    ]

    class Changed(Message):
        """The file is to be read with other options."""

        def __init__(self, options: Options) -> None:
            super().__init__()
            self.options = options

    def __init__(self) -> None:
        super().__init__(id="choices", markup=False, compact=True)
        self.options_now = Options()
        self._found: Mapping[str, Any] = {}
        self._encodings: Sequence[EncodingReport] = ()

    @property
    def has_encodings(self) -> bool:
        """Whether the likeliest encodings are known."""
        return bool(self._encodings)

    def tell(self, options: Options, found: Mapping[str, Any], header_rows: int) -> None:
        """Show what is chosen, and what was found where nothing is.

        Args:
            options: how the table that is shown was read.
            found: the extractor that read it, with what it found.
            header_rows: how many rows of the table are its header.
        """
        self.options_now = options
        self._found = {**found, "header_rows": header_rows}
        self._draw()

    def tell_encodings(self, encodings: Sequence[EncodingReport]) -> None:
        """Show the same lines in each of the likeliest encodings."""
        self._encodings = encodings
        self._draw()

    def action_change(self, step: int) -> None:
        """Take the next value of the choice under the cursor, or the one before."""
        if self.highlighted is None:
            return
        choice = CHOICES[self.highlighted]
        self._choose(choice, self._next(choice, step))

    @on(OptionList.OptionSelected)
    def type_value(self, event: OptionList.OptionSelected) -> None:
        """Ask for a value in words."""
        event.stop()
        choice = CHOICES[event.option_index]

        def take(answer: str | None) -> None:
            if answer is not None:
                self._choose(choice, _typed(choice, answer.strip()))

        words = _("Nothing leaves it to the file.")
        if choice.option == "fixed_width":
            words = _("Where each column begins, such as 0,6,23. Nothing leaves it to the file.")
        self.app.push_screen(AskScreen(choice.title, words), take)

    def _next(self, choice: Choice, step: int) -> Value:
        value: Value = getattr(self.options_now, choice.option)
        if choice.counts:
            number = (-1 if value is None else int(value)) + step
            return min(number, MOST) if number >= 0 else None
        values = choice.values
        if choice.option == "encoding":
            values = (None, *(one.encoding for one in self._encodings))
        place = values.index(value) if value in values else 0
        return values[(place + step) % len(values)]

    def _choose(self, choice: Choice, value: Value) -> None:
        if value == getattr(self.options_now, choice.option):
            return
        chosen: dict[str, Any] = {choice.option: value}
        options = replace(self.options_now, **chosen)
        if choice.option == "delimiter":
            options = replace(options, fixed_width=None)
        self.options_now = options
        self._draw()
        self.post_message(self.Changed(options))

    def _draw(self) -> None:
        kept = self.highlighted or 0
        self.clear_options()
        width = max(len(choice.title) for choice in CHOICES)
        for choice in CHOICES:
            lines = [f"{choice.title:{width}}  {isolated(pictured(self._value(choice)))}"]
            if choice.option == "encoding":
                lines += self._samples()
            self.add_option(Option(Text("\n".join(lines), no_wrap=True, overflow="ellipsis")))
        self.highlighted = kept

    def _value(self, choice: Choice) -> str:
        chosen: Value = getattr(self.options_now, choice.option)
        if chosen is not None:
            return _("{value}, chosen").format(value=_word(choice, chosen))
        found = self._found.get(choice.option)
        if found is None:
            return _("as found")
        return _("{value}, as found").format(value=_word(choice, found))

    def _samples(self) -> list[str]:
        if len(self._encodings) < 2:
            return []
        width = max(len(one.encoding) for one in self._encodings)
        now = self.options_now.encoding or self._encodings[0].encoding
        return [
            f"  {'•' if one.encoding == now else ' '} {one.encoding:{width}}  "
            + isolated(pictured(" ⏎ ".join(one_line(line.strip(), 60) for line in one.lines)))
            for one in self._encodings
        ]


def _word(choice: Choice, value: Value) -> str:
    words = choice.words or {}
    return words.get(value, str(value))


def _typed(choice: Choice, answer: str) -> Value:
    """Return the value that was typed; what is no number where one is needed is left to the file."""
    if not answer:
        return None
    if choice.counts:
        return min(int(answer), MOST) if answer.isdecimal() else None
    return answer
