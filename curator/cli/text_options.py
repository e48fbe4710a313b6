"""The choices about reading a text table, among the options of reading."""

from __future__ import annotations

from typing import Any

import click

from curator.language import _

TEXT_OPTIONS = (
    click.option(
        "--encoding",
        metavar="NAME",
        help=_("How a text file is encoded, such as cp1256; else by its bytes."),
    ),
    click.option(
        "--delimiter",
        metavar="SIGN",
        help=_(
            "What parts the fields of a text: a sign, or comma, semicolon, tab, pipe, blanks, gaps."
        ),
    ),
    click.option(
        "--quote",
        type=click.Choice(['"', "'", "none"]),
        help=_("What stands around the fields of a text."),
    ),
    click.option(
        "--skip",
        type=click.IntRange(0),
        metavar="N",
        help=_("How many lines of a text stand above the table."),
    ),
    click.option(
        "--footer",
        type=click.IntRange(0),
        metavar="N",
        help=_("How many of a text's last lines stand below the table."),
    ),
    click.option(
        "--fixed-width",
        metavar="EDGES",
        help=_("Where the columns of fixed width begin, such as 0,6,23."),
    ),
)


def text_options_of(given: dict[str, Any]) -> dict[str, Any]:
    """Take the choices about a text out of all that a verb was given, as fields of Options."""
    quote = given.pop("quote")
    return {
        "encoding": given.pop("encoding"),
        "delimiter": given.pop("delimiter"),
        "quote": "" if quote == "none" else quote,
        "skip": given.pop("skip"),
        "footer": given.pop("footer"),
        "fixed_width": given.pop("fixed_width"),
    }
