"""`curator intake`: what is in files, said before anything of them is imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from curator.cli.errors import partly
from curator.cli.reading_options import options_of, reading_options
from curator.cli.session import json_option, progress_line, put_json, talk
from curator.errors import Cancelled, CuratorError
from curator.intake import Report, described, report_data
from curator.language import _, ngettext
from extractors import Options, report


@click.command("intake")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@json_option
def command(files: tuple[Path, ...], as_json: bool, **given: Any) -> None:
    """Say what each FILE is, what is doubtful about it, and where its tables lie.

    Nothing is stored, nothing is changed. Of several files each is told of by itself; one that
    cannot be read is reported with the reason as its warning, and the exit code is 1.
    """
    options = options_of(given)
    if len(files) == 1:
        _put([_reported(files[0], options)], as_json)
        return
    reports: list[Report] = []
    failed = 0
    for file in files:
        try:
            reports.append(_reported(file, options))
        except Cancelled:
            raise
        except CuratorError as error:
            reports.append(Report(file.name, None, warnings=(str(error),)))
            failed += 1
    _put(reports, as_json)
    if failed:
        raise partly(
            ngettext(
                "{failed} of {count} files could not be read.",
                "{failed} of {count} files could not be read.",
                failed,
            ).format(failed=failed, count=len(files))
        )


def _reported(file: Path, options: Options) -> Report:
    progress = progress_line(_("Reading {file}").format(file=file.name))
    return report(file, options, progress)


def _put(reports: Sequence[Report], as_json: bool) -> None:
    if as_json:
        put_json([report_data(one) for one in reports])
        return
    for one in reports:
        for line in described(one):
            click.echo(line)
    talk(_("Nothing was imported."))
