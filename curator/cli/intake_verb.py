"""`curator intake`: what is in files, said before anything of them is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from curator.cli.errors import partly
from curator.cli.reading_options import options_of, reading_options
from curator.cli.session import json_option, progress_line, put_json, talk
from curator.errors import Cancelled, CuratorError
from curator.intake import Report, described, report_data
from curator.language import _, ngettext
from extractors import Group, Member, Options, is_group, report


@click.command("intake")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@json_option
def command(files: tuple[Path, ...], as_json: bool, **given: Any) -> None:
    """Say what each FILE is, what is doubtful about it, and where its tables lie.

    FILE may be a folder or a ZIP archive: each file in it is told of.

    Nothing is stored, nothing is changed. Of several files each is told of by itself; one that
    cannot be read is reported with the reason as its warning, and the exit code is 1.
    """
    options = options_of(given)
    if len(files) == 1 and not is_group(files[0]):
        _put([_reported(files[0], options)], as_json)
        return
    reports = [report for file in files for report in _reports(file, options)]
    failed = sum(report.media_type is None for report in reports)
    _put(reports, as_json)
    if failed:
        raise partly(
            ngettext(
                "{failed} of {count} files could not be read.",
                "{failed} of {count} files could not be read.",
                failed,
            ).format(failed=failed, count=len(reports))
        )


def _reports(file: Path, options: Options) -> Iterator[Report]:
    """Yield the report of a file, or of each one in a folder or an archive."""
    if not is_group(file):
        yield _or_problem(Member(file.name, file), options)
        return
    with Group(file) as group:
        for member in group.members():
            yield _or_problem(member, options)


def _or_problem(member: Member, options: Options) -> Report:
    """Return a file's report; of one that cannot be read the reason is its warning."""
    if member.path is None:
        return Report(member.name, None, warnings=(member.problem or "",))
    try:
        return replace(_reported(member.path, options), source=member.name)
    except Cancelled:
        raise
    except CuratorError as error:
        return Report(member.name, None, warnings=(str(error),))


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
