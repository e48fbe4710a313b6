"""The choices about reading a text table that `intake`, `extract` and `add` share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from curator.language import _
from extractors import Options

Function = Callable[..., Any]

_OPTIONS = (
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
    click.option(
        "--header-rows", type=click.IntRange(0), metavar="N", help=_("How many are the header.")
    ),
)


def text_options(function: Function) -> Function:
    """Give a verb these options; it is called with `options`, the Options that they make."""

    @wraps(function)
    def gathered(
        *args: Any,
        encoding: str | None,
        delimiter: str | None,
        quote: str | None,
        skip: int | None,
        footer: int | None,
        fixed_width: str | None,
        header_rows: int | None,
        **others: Any,
    ) -> Any:
        options = Options(
            encoding=encoding,
            delimiter=delimiter,
            quote="" if quote == "none" else quote,
            skip=skip,
            footer=footer,
            fixed_width=fixed_width,
            header_rows=header_rows,
        )
        return function(*args, options=options, **others)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
