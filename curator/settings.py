"""Where the store lies, who is working, and how the screens look: options, environment, folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path, user_data_path

from curator.errors import UnknownNameError
from curator.language import _, joined

HANDLE = "curator"
"""Who works where nobody said: never the login, never the machine's name."""


@dataclass(frozen=True)
class Setting:
    """Something a person chooses once; each has a file of its own in the settings' folder."""

    name: str
    help: str
    choices: Sequence[str] = ()
    """What it can be; none where any text will do."""
    usual: str = ""
    """What holds where nobody chose."""

    @property
    def variable(self) -> str:
        """The environment's variable that comes before what was kept."""
        return f"CURATOR_{self.name.upper()}"

    def given(self) -> tuple[str, Literal["environment", "kept"]] | None:
        """Return what was chosen and where; None if nobody did, or not one of the choices."""
        told = os.environ.get(self.variable, "").strip()
        if self._fits(told):
            return told, "environment"
        try:
            kept = self._file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return (kept, "kept") if self._fits(kept) else None

    def value(self) -> str:
        """Return what holds: what the environment says, else what was kept, else the usual."""
        given = self.given()
        return given[0] if given is not None else self.usual

    def keep(self, value: str) -> None:
        """Keep a choice for the next time; raises OSError.

        Raises:
            UnknownNameError: it is not among the choices.
        """
        chosen = value.strip()
        if not self._fits(chosen):
            raise UnknownNameError(
                _("{name} cannot be {value!r}. It can be: {choices}.").format(
                    name=self.name,
                    value=value,
                    choices=joined(self.choices) or _("any text but blanks"),
                )
            )
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file.write_text(chosen + "\n", encoding="utf-8")
        self._file.chmod(0o600)

    def _fits(self, value: str) -> bool:
        return bool(value) and (not self.choices or value in self.choices)

    @property
    def _file(self) -> Path:
        return user_config_path("curator", appauthor=False) / self.name


_HANDLE = Setting("handle", _("the name that stands in the history for what you do"))
BIDI = Setting(
    "bidi",
    _(
        "who puts right-to-left text in order: curator (app), curator the words and the terminal"
        " the letters (words), the terminal, or whoever suits the terminal (auto)"
    ),
    ("auto", "app", "words", "terminal"),
    "auto",
)
THEME = Setting(
    "theme",
    _("how the screens look; auto is dark, or what a terminal with few or no colours shows best"),
    ("auto", "dark", "light", "high-contrast", "monochrome"),
    "auto",
)
SECOND_READING = Setting(
    "second_reading",
    _("whether the tables of a PDF that are added are read by a second reader too, which doubts"),
    ("on", "off"),
    "on",
)
SETTINGS: Sequence[Setting] = (_HANDLE, BIDI, THEME, SECOND_READING)
"""Every setting, as `curator config` lists them."""


def setting(name: str) -> Setting:
    """Return the setting of a name.

    Raises:
        UnknownNameError: there is none.
    """
    for each in SETTINGS:
        if each.name == name:
            return each
    raise UnknownNameError(
        _("There is no setting {name!r}. The settings are: {known}.").format(
            name=name, known=joined(each.name for each in SETTINGS)
        )
    )


def store_path(option: str | Path | None = None) -> Path:
    """Return the store's file: the option, else CURATOR_STORE, else the data folder's."""
    chosen = option or os.environ.get("CURATOR_STORE")
    if chosen:
        return Path(chosen).expanduser()
    return user_data_path("curator", appauthor=False) / "curator.store"


def handle(option: str | None = None) -> str | None:
    """Return the person's handle: the option, else CURATOR_HANDLE, else the one asked for once.

    None means that nobody has said yet.
    """
    return (option or "").strip() or _HANDLE.value() or None


def remember_handle(handle: str) -> None:
    """Keep the handle for the next time; raises OSError."""
    _HANDLE.keep(handle)
