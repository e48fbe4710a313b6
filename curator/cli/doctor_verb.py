"""`curator doctor`: is the store sound?"""

from __future__ import annotations

import click

from curator.cli.errors import partly
from curator.cli.session import json_option, progress_line, put_json, reading, store_option, talk
from curator.language import _, ngettext
from curator.store import examine, examine_keeping

_EXAMINED = {
    "file": _("file"),
    "schema": _("schema"),
    "sources": _("sources"),
    "datasets": _("datasets"),
    "people": _("people"),
    "backups": _("backups"),
    "reserve": _("reserve"),
    "access": _("access"),
    "removals": _("removals"),
}
"""What is examined besides each dataset, in the curator's language."""


@click.command("doctor")
@json_option
@store_option
def command(as_json: bool, store: str | None) -> None:
    """Examine the store: the file, every hash, and that each table is what its history says.

    Its backups are read too, and what else keeps it safe is looked at. Advice, such as to make a
    backup, leaves the exit code at 0; damage makes it 1.
    """
    with reading(store) as opened:
        findings = list(examine(opened, progress_line(_("Datasets examined"))))
        findings += examine_keeping(opened, progress_line(_("Backups examined")))
    if as_json:
        put_json(
            [
                {"what": finding.what, "state": finding.state, "words": finding.words}
                for finding in findings
            ]
        )
    else:
        for finding in findings:
            put = click.echo if finding.state == "sound" else talk
            put(f"{_EXAMINED.get(finding.what, finding.what)}: {finding.words}")
    bad = sum(finding.state == "damaged" for finding in findings)
    if bad:
        raise partly(
            ngettext(
                "{bad} of {count} things examined is damaged.",
                "{bad} of {count} things examined are damaged.",
                bad,
            ).format(bad=bad, count=len(findings))
        )
