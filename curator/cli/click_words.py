"""What click says: its words are looked up in curator's catalogue, as gettext lets a library do."""

from __future__ import annotations

import gettext
import os

from curator.language import CATALOGUES, _, ngettext

ASKED = (
    _("Aborted!"),
    _("Commands"),
    _("Could not open file {filename!r}: {message}"),
    _("Do you want to continue?"),
    _("Error: {message}"),
    _("Invalid value for {param_hint}: {message}"),
    _("Invalid value: {message}"),
    _("Missing argument"),
    _("Missing command."),
    _("Missing option"),
    _("No such command {name!r}."),
    _("No such option {name!r}."),
    _("Option {name!r} does not take a value."),
    _("Options"),
    _("Show the version and exit."),
    _("Show this message and exit."),
    _("Try '{command} {option}' for help."),
    _("Usage:"),
    _("default: {default}"),
    ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
    ngettext(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    ),
)
"""Those of click's texts that a person meets here, so that the catalogue holds them."""


def let_click_speak() -> None:
    """Have click look its texts up in curator's catalogue, in the language that curator speaks."""
    if chosen := os.environ.get("CURATOR_LANGUAGE"):
        os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain("curator", os.environ.get("CURATOR_CATALOGUES") or CATALOGUES)
    gettext.textdomain("curator")
