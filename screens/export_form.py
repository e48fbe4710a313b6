"""An exporter's options as a form, made from its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import RadioSet, Static

from curator.export import Exporter
from screens.toggles import Choice, Tick


class ExportForm(Vertical):
    """Asks for each option of a format, and says why one would want it."""

    DEFAULT_CSS = """
    ExportForm { height: auto; }
    ExportForm Tick { width: auto; }
    ExportForm RadioSet { layout: horizontal; width: 1fr; height: 1; border: none; padding: 0; }
    ExportForm RadioSet > Choice { width: auto; padding: 0 2 0 0; }
    ExportForm .why { padding: 0 0 0 4; color: $text-muted; }
    """

    def __init__(self, format_: type[Exporter]) -> None:
        super().__init__()
        self.format = format_

    def compose(self) -> ComposeResult:
        """Lay out a switch or a choice an option, with its reason below it."""
        for option in fields(self.format):
            words = _sentence(option)
            choices = _choices(option)
            if choices:
                with RadioSet(id=option.name, compact=True):
                    for value, word in choices.items():
                        yield Choice(word, value=value == option.default)
            else:
                yield Tick(words, value=bool(option.default), id=option.name, compact=True)
            why = str(option.metadata["why"])
            yield Static(f"{words}: {why}" if choices else why, classes="why", markup=False)

    def chosen(self) -> Exporter:
        """Return the exporter with the options as they stand."""
        options: dict[str, Any] = {}
        for option in fields(self.format):
            choices = list(_choices(option))
            if choices:
                pressed = self.query_one(f"#{option.name}", RadioSet).pressed_index
                options[option.name] = choices[pressed]
            else:
                options[option.name] = self.query_one(f"#{option.name}", Tick).value
        return self.format(**options)


def _choices(option: Field[Any]) -> Mapping[Any, str]:
    choices: Mapping[Any, str] = option.metadata.get("choices", {})
    return choices


def _sentence(option: Field[Any]) -> str:
    words = str(option.metadata["help"])
    return words[0].upper() + words[1:]
