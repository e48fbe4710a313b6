"""`curator state`: how far a dataset has come."""

from __future__ import annotations

from dataclasses import asdict

import click

from curator.cli.session import (
    json_option,
    person,
    put_json,
    reading,
    store_option,
    talk,
    who_option,
    why_option,
    writing,
)
from curator.errors import UnknownNameError
from curator.history import STATE_WORDS, STATES, Standing
from curator.language import _


@click.command("state")
@click.argument("dataset")
@click.argument("state", type=click.Choice(STATES), required=False)
@why_option
@json_option
@who_option
@store_option
def command(
    dataset: str,
    state: str | None,
    why: str | None,
    as_json: bool,
    who: str | None,
    store: str | None,
) -> None:
    """Say that DATASET is a draft, checked or approved; without STATE, tell what it is.

    It is a step of the history and can be undone. A dataset that is changed afterwards counts as a
    draft again.
    """
    if state is None:
        if why is not None:
            raise UnknownNameError(_("--why gives the reason for a state: name the state too."))
        with reading(store) as opened:
            _put(opened.dataset(dataset).standing(), as_json)
        return
    with writing(store, "state") as opened:
        chosen = opened.dataset(dataset)
        if chosen.set_state(state, person(who), why) is None:
            talk(_("Nothing changed in {dataset}.").format(dataset=chosen.name))
        _put(chosen.standing(), as_json)


def _put(standing: Standing, as_json: bool) -> None:
    if as_json:
        put_json({"state": standing.state, **asdict(standing)})
        return
    click.echo(STATE_WORDS[standing.state])
    if standing.changed:
        words = _("It was changed since {who} marked it as {state} on {day}.")
        talk(
            words.format(
                who=standing.who, state=STATE_WORDS[standing.said], day=(standing.at or "")[:10]
            )
        )
