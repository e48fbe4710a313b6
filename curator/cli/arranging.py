"""Showing a dataset sorted and filtered, from the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from curator.arrangement import Arrangement, filter_of, sort_key
from curator.cli.session import progress_line
from curator.language import _
from curator.views import View

if TYPE_CHECKING:
    from curator.store import StoredView

Function = TypeVar("Function", bound=Callable[..., Any])


def arranging_options(function: Function) -> Function:
    """Give a verb `--sort` and `--where`."""
    for option in (
        click.option(
            "--where",
            "wheres",
            multiple=True,
            metavar="FILTER",
            help=_(
                "Only rows that meet this: COLUMN, or * for any, and blank, not blank, is X, has X,"
                " starts X, = X, != X, > 100, 10..20, /REGEX/, noted, noted KIND, flagged or"
                " changed since REV; may be given again."
            ),
        ),
        click.option(
            "--sort",
            "sorts",
            multiple=True,
            metavar="COLUMN[:KIND][:desc]",
            help=_(
                "Sort by this column; KIND is text, natural or numeric. Given again, it decides"
                " among rows that are equal before."
            ),
        ),
    ):
        function = option(function)
    return function


def arranged_view(view: StoredView, sorts: Sequence[str], wheres: Sequence[str]) -> View:
    """Return `view` as the options have it; its rows keep their numbers.

    Raises:
        UnknownNameError: an option names no column, or means nothing.
    """
    from curator.store import arranged

    names = [column.name for column in view.columns]
    arrangement = Arrangement(
        tuple(sort_key(text, names) for text in sorts),
        tuple(filter_of(text, names) for text in wheres),
    )
    if not arrangement:
        return view
    *_partial, shown = arranged(view, arrangement, progress_line(_("rows looked through")))
    return shown
