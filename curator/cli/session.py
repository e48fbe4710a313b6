"""What the verbs share: the store, the person, data on stdout, talk and progress on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from curator import settings
from curator.errors import UnknownNameError
from curator.filters import FILTER_STATES, day_named
from curator.language import _
from curator.tables import Progress
from curator.values import plain

if TYPE_CHECKING:
    from curator.store import Store

Function = TypeVar("Function", bound=Callable[..., Any])


def store_option(function: Function) -> Function:
    """Give a verb `--store FILE`, which overrides the one before the verb."""
    return click.option(
        "--store", metavar="FILE", help=_("The store's file; else CURATOR_STORE, else yours.")
    )(function)


def stitching_options(function: Function) -> Function:
    """Give a verb what says whether tables go on over the page breaks of a PDF."""
    at = click.option(
        "--no-stitch-at",
        "apart",
        metavar="PAGE,…",
        help=_("No table of a PDF goes on before these pages."),
    )
    stitch = click.option(
        "--stitch/--no-stitch",
        default=True,
        show_default=True,
        help=_("Let a table of a PDF go on over page breaks, or end it with each page."),
    )
    return stitch(at(function))


def who_option(function: Function) -> Function:
    """Give a verb `--as HANDLE`."""
    return click.option(
        "--as", "who", metavar="HANDLE", help=_("Your handle; else CURATOR_HANDLE, else as chosen.")
    )(function)


def why_option(function: Function) -> Function:
    """Give a verb `--why TEXT`."""
    return click.option("--why", metavar="TEXT", help=_("The reason, kept in the history."))(
        function
    )


def person_option(function: Function) -> Function:
    """Give a verb `--person HANDLE`."""
    return click.option("--person", metavar="HANDLE", help=_("Only what this handle did."))(
        function
    )


def state_option(function: Function) -> Function:
    """Give a verb `--state`."""
    return click.option(
        "--state",
        type=click.Choice(FILTER_STATES),
        help=_("Only annotations in this state; unsettled is open or answered."),
    )(function)


def time_and_text_options(function: Function) -> Function:
    """Give a verb `--since`, `--until` and `--text`."""
    for option in (
        click.option("--text", metavar="TEXT", help=_("Only what holds this text.")),
        click.option(
            "--until", callback=_day, metavar="DAY", help=_("Only until this day, included.")
        ),
        click.option(
            "--since",
            callback=_day,
            metavar="DAY",
            help=_("Only from this day on, such as 2026-11-24, 2026-11 or 2026 (UTC)."),
        ),
    ):
        function = option(function)
    return function


def json_option(function: Function) -> Function:
    """Give a verb `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))(function)


def _day(_context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    day = None if given is None else day_named(given)
    if given is not None and day is None:
        raise click.BadParameter(
            _("{text!r} is no day; write 2026-11-24, 2026-11 or 2026.").format(text=given),
            param=option,
        )
    return day


def store_file(option: str | None) -> Path:
    """Return the store's file: this verb's option, the one before the verb, or the usual one."""
    context = click.get_current_context()
    return settings.store_path(option or context.find_root().obj)


@contextmanager
def reading(option: str | None) -> Iterator[Store]:
    """Open the store for reading."""
    from curator.store import Store

    with Store.read(store_file(option)) as store:
        yield store


@contextmanager
def writing(option: str | None, verb: str) -> Iterator[Store]:
    """Open the store for writing, and make it where there is none."""
    from curator.store import Store

    with Store.open(store_file(option), f"curator {verb}") as store:
        yield store


def person(option: str | None) -> str:
    """Return who is working; asked for once where somebody can answer."""
    handle = settings.handle(option)
    if handle is None and sys.stdin.isatty() and sys.stderr.isatty():
        answer = click.prompt(
            _("Which handle shall stand in the history for what you do? (not your login)"),
            default=settings.HANDLE,
            err=True,
        )
        handle = str(answer).strip() or settings.HANDLE
        settings.remember_handle(handle)
    return handle or settings.HANDLE


def talk(message: str) -> None:
    """Tell the person something that is no data."""
    click.echo(message, err=True)


def put_json(data: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def put_rows(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print lines of cells: a table on a terminal, tab-separated elsewhere."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            click.echo("\t".join(flat(cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for name in header:
        table.add_column(Text(name))
    for row in rows:
        table.add_row(*(Text(flat(cell)) for cell in row))
    Console().print(table)


def flat(cell: object) -> str:
    """Return a cell on one line, without anything that a terminal would obey; "" for a blank."""
    if cell is None:
        return ""
    text = plain(cell) if isinstance(cell, float) else str(cell)
    return "".join(char if char.isprintable() or char in "\u200c\u200d" else " " for char in text)


def row_range(text: str) -> tuple[int, int]:
    """Return the first and last row that `text`, such as "3" or "3:8", names.

    Raises:
        UnknownNameError: it is no such text.
    """
    first, _colon, last = text.partition(":")
    try:
        bounds = int(first), int(last or first)
    except ValueError:
        bounds = 0, 0
    if not 1 <= bounds[0] <= bounds[1]:
        raise UnknownNameError(
            _("{text!r} names no rows; write 3, or 3:8 for rows 3 to 8.").format(text=text)
        )
    return bounds


def progress_line(what: str) -> Progress:
    """Return a progress that draws one line on a terminal, with an estimate, and is quiet else."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None
    started = time.monotonic()
    shown = started

    def draw(done: int, total: int | None) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < 0.2:
            return
        shown = now
        words = _("{what}: {done:,}").format(what=what, done=done)
        if total:
            left = (now - started) / max(done, 1) * max(total - done, 0)
            words = _("{what}: {done:,} of {total:,}, about {seconds:.0f} s left").format(
                what=what, done=done, total=total, seconds=left
            )
        click.echo(f"\r\x1b[K{words}", nl=False, err=True)

    click.get_current_context().call_on_close(lambda: click.echo("\r\x1b[K", nl=False, err=True))
    return draw
