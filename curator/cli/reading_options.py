"""How a file is read: the options that `intake`, `extract` and `add` share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from curator.cli.passwords import PASSWORD_OPTION, password_of
from curator.cli.text_options import TEXT_OPTIONS, text_options_of
from curator.language import _
from extractors import Options, parse_drawn, parse_pages

Function = TypeVar("Function", bound=Callable[..., Any])


def reading_options(function: Function) -> Function:
    """Give a verb the options of reading; they reach it as `reading`, an `Options`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def options_of(given: dict[str, Any]) -> Options:
    """Take the options of reading out of all that a verb was given."""
    pages, apart = given.pop("pages"), given.pop("apart")
    regions, columns, rows = (tuple(given.pop(name)) for name in ("regions", "columns", "rows"))
    parse_drawn(regions, columns, rows)  # what is not written so is said before a file is opened
    return Options(
        pages=parse_pages(pages) if pages else (),
        sheets=tuple(given.pop("sheets")),
        header_rows=given.pop("header_rows"),
        stitch=given.pop("stitch"),
        apart=parse_pages(apart) if apart else (),
        fill_merged=given.pop("fill_merged"),
        hidden=given.pop("hidden"),
        beneath=given.pop("beneath"),
        stack=given.pop("stack"),
        authors=given.pop("authors"),
        regions=regions,
        columns=columns,
        rows=rows,
        password=password_of(given.pop("password_file")),
        **text_options_of(given),
    )


_OPTIONS = (
    click.option("--pages", metavar="1,3-5", help=_("Only these pages of a PDF.")),
    click.option(
        "--region",
        "regions",
        multiple=True,
        metavar="PAGE:x0,top,x1,bottom",
        help=_(
            "A table by hand, in points from the page's top left; PAGE may be a run such as 3-5."
            " Of its pages nothing else is read. May be given again."
        ),
    ),
    click.option(
        "--columns",
        multiple=True,
        metavar="x,x,…",
        help=_("Where the columns of the regions part; once for all, or once for each."),
    ),
    click.option(
        "--rows",
        multiple=True,
        metavar="y,y,…",
        help=_("Where the rows of the regions part; once for all, or once for each."),
    ),
    click.option(
        "--sheet",
        "sheets",
        multiple=True,
        metavar="NAME",
        help=_("Only this sheet of a workbook; may be given again."),
    ),
    click.option(
        "--header-rows", type=click.IntRange(0), metavar="N", help=_("How many are the header.")
    ),
    click.option(
        "--stitch/--no-stitch",
        default=True,
        show_default=True,
        help=_("Let a table of a PDF go on over page breaks, or end it with each page."),
    ),
    click.option(
        "--no-stitch-at",
        "apart",
        metavar="PAGE,…",
        help=_("No table of a PDF goes on before these pages."),
    ),
    click.option(
        "--fill-merged", is_flag=True, help=_("Put a merged cell's text into all it covers.")
    ),
    click.option("--hidden", is_flag=True, help=_("Take hidden rows and columns too.")),
    click.option(
        "--beneath", is_flag=True, help=_("Take the values beneath, not as formats show them.")
    ),
    click.option(
        "--stack", is_flag=True, help=_("Put tables of one header on several sheets together.")
    ),
    click.option("--authors", is_flag=True, help=_("Name who wrote a workbook's comments.")),
    PASSWORD_OPTION,
    *TEXT_OPTIONS,
)
