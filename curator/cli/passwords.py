"""Passwords of locked files: from a file, from a pipe, or asked for; never from an argument."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from curator.errors import LockedError, UnknownNameError
from curator.language import _
from curator.sources import ExtractedTable
from curator.tables import Progress
from extractors import Options, read

LONGEST = 1024
"""Characters; what is longer is another file that was named by mistake."""


PASSWORD_OPTION = click.option(
    "--password-file",
    metavar="FILE",
    help=_("The password of a locked PDF is FILE's first line; - reads it from a pipe."),
)


def password_of(file: str | None) -> str | None:
    """Return the first line of `file`, of standard input where it is "-"; None where it is None.

    Raises:
        UnknownNameError: there is no such file, or no line of that kind in it.
    """
    if file is None:
        return None
    try:
        if file == "-":
            line = sys.stdin.readline(LONGEST + 1)
        else:
            with Path(file).open(encoding="utf-8-sig") as stream:
                line = stream.readline(LONGEST + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise UnknownNameError(
            _("The password could not be read from {file}.").format(file=file)
        ) from error
    password = line.rstrip("\r\n")
    if not password or len(password) > LONGEST:
        raise UnknownNameError(
            _("The first line of {file} is no password.").format(
                file=file if file != "-" else _("standard input")
            )
        )
    return password


def read_unlocked(path: Path, options: Options, progress: Progress) -> Iterator[ExtractedTable]:
    """Yield the tables of a file as `read` does; at a terminal its password is asked for.

    Raises:
        LockedError: the password is missing or wrong, and nobody is there to be asked.
    """
    while True:
        tables = read(path, options, progress)
        try:
            first = next(tables, None)
        except LockedError as error:
            password = asked(error)
            if password is None:
                hint = _("--password-file FILE gives it, --password-file - reads it from a pipe.")
                raise LockedError(f"{error} {hint}") from error
            options = replace(options, password=password)
            continue
        with closing(tables):
            if first is not None:
                yield first
                yield from tables
        return


def asked(error: LockedError) -> str | None:
    """Ask for a password, which is not shown; None where no terminal is there to ask at."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    click.echo(str(error), err=True)
    answer: str = click.prompt(_("Password"), hide_input=True, err=True)
    return answer
