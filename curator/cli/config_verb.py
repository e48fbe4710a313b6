"""`curator config`: what a person chose once."""

from __future__ import annotations

import click

from curator.cli.session import json_option, put_json, put_rows, talk
from curator.errors import StoreError
from curator.language import _
from curator.settings import SETTINGS, Setting, setting

_FROM = {"environment": _("environment"), "kept": _("kept"), None: _("usual")}


@click.command("config")
@click.argument("name", required=False)
@click.argument("value", required=False)
@json_option
def command(name: str | None, value: str | None, as_json: bool) -> None:
    """List the settings, print the one called NAME, or keep a new VALUE for it."""
    if name is None:
        _list(as_json)
        return
    chosen = setting(name)
    if value is not None:
        _keep(chosen, value)
    elif as_json:
        put_json(_told(chosen))
    else:
        click.echo(chosen.value())


def _keep(chosen: Setting, value: str) -> None:
    try:
        chosen.keep(value)
    except OSError as error:
        raise StoreError(
            _("{name} could not be kept: {strerror}.").format(
                name=chosen.name, strerror=error.strerror
            )
        ) from error
    talk(_("{name} is {value} from now on.").format(name=chosen.name, value=value.strip()))
    given = chosen.given()
    if given is not None and given[1] == "environment":
        talk(
            _("{variable} comes before it, and says {value}.").format(
                variable=chosen.variable, value=given[0]
            )
        )


def _list(as_json: bool) -> None:
    if as_json:
        put_json([_told(each) for each in SETTINGS])
        return
    rows = [
        (
            each.name,
            each.value(),
            _FROM[_origin(each)],
            " | ".join(each.choices),
            each.variable,
            each.help,
        )
        for each in SETTINGS
    ]
    put_rows((_("setting"), _("value"), _("from"), _("choices"), _("variable"), _("what")), rows)


def _told(each: Setting) -> dict[str, object]:
    return {
        "name": each.name,
        "value": each.value(),
        "from": _origin(each) or "usual",
        "choices": list(each.choices),
        "variable": each.variable,
        "help": each.help,
    }


def _origin(each: Setting) -> str | None:
    given = each.given()
    return given[1] if given is not None else None
