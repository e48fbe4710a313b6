"""Places whose actions have names, so that their keys can be others than those written."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding

ROOM = "screens."
NO_KEY = "no-key:"
"""Begins the key of a binding that no key runs; the palette and the menu still do."""
_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ARGUMENT = re.compile(r"-?\w+(?:-\w+)*")


class Keyed:
    """Gives each binding of a screen or widget the name `place.action`.

    A class with `HELP` or `PLACE` of its own is a place. The parts of which a place is made
    (classes with neither) leave their bindings to the first place that inherits them, so that
    taking a screen apart renames nothing.
    """

    PLACE: ClassVar[str] = ""
    """What the place is called on the screen; a screen is called as its help's heading says."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Name the bindings before Textual merges them."""
        if cls.__dict__.get("PLACE") or cls.__dict__.get("HELP"):
            for base in cls.__mro__:
                if base.__module__.startswith(ROOM) and "BINDINGS" in base.__dict__:
                    vars_ = [_named(each, place_name(cls)) for each in base.__dict__["BINDINGS"]]
                    base.BINDINGS = vars_  # type: ignore[attr-defined]  # a part has bindings
        super().__init_subclass__(**options)


def place_name(place: type) -> str:
    """Return the name of a place: `open-file` for OpenFileScreen."""
    words = _WORD_ENDS.sub("-", place.__name__.removesuffix("Screen")).lower()
    return {"curator": "screen", "curator-app": "app"}.get(words, words)


def action_name(action: str) -> str:
    """Return the name of an action within its place: `move:-1:0` for `move(-1, 0)`."""
    name, _bracket, rest = action.partition("(")
    words = [name.rpartition(".")[2].replace("_", "-"), *_ARGUMENT.findall(rest)]
    return ":".join(words).lower()


def _named(binding: Any, place: str) -> Binding:
    made = binding if isinstance(binding, Binding) else Binding(*binding)
    return made if made.id else replace(made, id=f"{place}.{action_name(made.action)}")
