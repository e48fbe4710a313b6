"""`curator verify`: is an export whole?"""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.errors import partly
from curator.cli.session import json_option, put_json, talk
from curator.export import Verdict, verify
from curator.language import ngettext


@click.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Verify the export in FOLDER, or every export in the folders within it."""
    verdicts = list(verify(folder))
    if as_json:
        put_json(
            [
                {
                    "folder": verdict.folder.name,
                    "dataset": verdict.dataset,
                    "rows": verdict.rows,
                    "sound": verdict.sound,
                    "problems": list(verdict.problems),
                }
                for verdict in verdicts
            ]
        )
    for verdict in verdicts:
        if verdict.sound and not as_json:
            click.echo(_whole(verdict))
        for problem in verdict.problems:
            talk(f"{verdict.folder.name}: {problem}")
    bad = sum(not verdict.sound for verdict in verdicts)
    if bad:
        raise partly(
            ngettext(
                "{bad} of {count} exports is not whole.",
                "{bad} of {count} exports are not whole.",
                bad,
            ).format(bad=bad, count=len(verdicts))
        )


def _whole(verdict: Verdict) -> str:
    rows = verdict.rows or 0
    return ngettext(
        "{dataset}: whole, {rows:,} row, every checksum fits.",
        "{dataset}: whole, {rows:,} rows, every checksum fits.",
        rows,
    ).format(dataset=verdict.dataset, rows=rows)
