"""Presets: sets of keys for hands that come from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Literal

from curator.errors import UnknownNameError
from curator.language import _, joined


@dataclass(frozen=True)
class Preset:
    """A set of keys; what it does not name keeps the keys that it was written with."""

    name: str
    help: str
    letters: Literal["command", "type"] = "command"
    """Whether letters are keys of the editor's actions, or begin an edit of the cell."""

    @cached_property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The keys of each action that has others than it was written with; none is no key."""
        text = (files(__package__) / f"{self.name}.json").read_text(encoding="utf-8")
        return {action: tuple(keys) for action, keys in json.loads(text).items()}


PRESETS: Sequence[Preset] = (
    Preset("curator", _("letters are commands; Enter, F2 or e edits")),
    Preset("spreadsheet", _("letters are typed; commands are Ctrl and F keys"), "type"),
    Preset("visidata", _("letters are VisiData's commands")),
)
"""Every preset; the first is the usual one."""


def preset(name: str) -> Preset:
    """Return the preset of a name.

    Raises:
        UnknownNameError: there is none.
    """
    for each in PRESETS:
        if each.name == name:
            return each
    raise UnknownNameError(
        _("There is no preset {name!r}. The presets are: {known}.").format(
            name=name, known=joined(each.name for each in PRESETS)
        )
    )
