"""What a person chose for the keys: a preset, keys of their own, the layout of their keyboard."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from platformdirs import user_config_path

from curator.errors import CuratorError, KeysError, UnknownNameError
from curator.keymaps.layouts import LAYOUTS
from curator.keymaps.presets import PRESETS, Preset, preset
from curator.language import _, joined

AUTO = "auto"
"""The layout of the language that the environment names, else the Persian one first."""


@dataclass(frozen=True)
class KeyChoice:
    """A preset, and what the person changed in it; kept in the settings' folder."""

    preset: Preset = PRESETS[0]
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The person's own keys of an action; none is no key."""
    layout: str = AUTO

    @classmethod
    def kept(cls) -> KeyChoice:
        """Return what was kept; the usual keys where nobody chose.

        Raises:
            KeysError: the file cannot be read, or is none of curator's.
        """
        try:
            text = _file().read_text(encoding="utf-8")
        except FileNotFoundError:
            return cls()
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable() from error
        try:
            told = json.loads(text)
            own = {str(action): tuple(map(str, keys)) for action, keys in told["keys"].items()}
            return cls(preset(told["preset"]), own, layout_named(told["layout"]))
        except (ValueError, LookupError, TypeError, AttributeError, CuratorError) as error:
            raise _unreadable() from error

    def keep(self) -> None:
        """Keep this choice for the next time, whole or not at all; raises KeysError."""
        told = {"preset": self.preset.name, "layout": self.layout, "keys": self.own}
        file = _file()
        written = file.with_suffix(".part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            written.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
            written.chmod(0o600)
            written.replace(file)
        except OSError as error:
            raise KeysError(
                _("The keys could not be kept: {strerror}.").format(strerror=error.strerror)
            ) from error

    def giving(self, action: str, keys: Sequence[str]) -> KeyChoice:
        """Return this choice with other keys for an action."""
        return replace(self, own={**self.own, action: tuple(dict.fromkeys(keys))})

    def preferred_layout(self) -> str:
        """Return the layout that decides where two write one character on different keys."""
        if self.layout != AUTO:
            return self.layout
        names = ("CURATOR_LANGUAGE", "LC_ALL", "LC_CTYPE", "LANG")
        language = next(filter(None, map(os.environ.get, names)), "")[:2]
        return language if language in LAYOUTS else next(iter(LAYOUTS))


def layout_named(name: str) -> str:
    """Return the name of a layout, as it was given.

    Raises:
        UnknownNameError: there is none.
    """
    if name != AUTO and name not in LAYOUTS:
        raise UnknownNameError(
            _("There is no layout {name!r}. The layouts are: {known}.").format(
                name=name, known=joined((AUTO, *LAYOUTS))
            )
        )
    return name


def _file() -> Path:
    return user_config_path("curator", appauthor=False) / "keys.json"


def _unreadable() -> KeysError:
    return KeysError(
        _(
            "{path} tells no keys, so the usual ones hold; `curator keys --reset` begins anew."
        ).format(path=_file())
    )
