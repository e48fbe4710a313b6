"""`curator keys`: which keys do what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from curator.cli.session import json_option, put_json, put_rows, talk
from curator.errors import KeysError
from curator.keymaps import LAYOUTS, PRESETS, KeyChoice, preset
from curator.language import _

if TYPE_CHECKING:
    from screens.keyboard.catalogue import Action

_PRESETS = [each.name for each in PRESETS]


@click.command("keys")
@click.option("--preset", "named", type=click.Choice(_PRESETS), help=_("Take this preset."))
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="ID=KEYS",
    help=_("Give an action these keys, such as editor.undo=ctrl+z,U; nothing after = is no key."),
)
@click.option("--layout", type=click.Choice(["auto", *LAYOUTS]), help=_("Your keyboard's layout."))
@click.option("--reset", is_flag=True, help=_("Forget what was chosen, then take the rest."))
@json_option
def command(
    named: str | None, sets: Sequence[str], layout: str | None, reset: bool, as_json: bool
) -> None:
    """List every action with its keys, or choose other keys.

    Under another script's layout a letter runs what stands on its key in Latin. --layout settles
    where two layouts disagree; auto goes by the language of the environment.
    """
    from screens.every_action import every_action
    from screens.keyboard.keymap import clashes

    actions = every_action()
    choice = KeyChoice() if reset else KeyChoice.kept()
    if named is not None:
        choice = replace(choice, preset=preset(named))
    if layout is not None:
        choice = replace(choice, layout=layout)
    for each in sets:
        choice = _set(actions, choice, each)
    for clash in clashes(actions, choice):
        talk(str(clash))
    if named or sets or layout or reset:
        choice.keep()
        talk(_("The keys are kept; the screens take them when they are opened next."))
        if not as_json:
            return
    _list(actions, choice, as_json)


def _set(actions: Mapping[str, Action], choice: KeyChoice, told: str) -> KeyChoice:
    from screens.keyboard.keymap import given
    from screens.keyboard.words import understood

    name, equals, keys = told.partition("=")
    if not equals:
        raise KeysError(_("{text!r} sets nothing; write it like: editor.undo=U").format(text=told))
    return given(actions, choice, name.strip(), understood(keys))


def _list(actions: Mapping[str, Action], choice: KeyChoice, as_json: bool) -> None:
    from screens.keyboard.keymap import keys_of
    from screens.keyboard.words import shown_all

    if as_json:
        listed = [
            {
                "id": action.id,
                "place": action.title,
                "does": action.does,
                "keys": list(keys_of(action, choice)),
                "own": action.id in choice.own,
            }
            for action in actions.values()
        ]
        put_json({"preset": choice.preset.name, "layout": choice.layout, "actions": listed})
        return
    rows = [
        (action.title, action.does, shown_all(keys_of(action, choice)), action.id)
        for action in actions.values()
    ]
    put_rows((_("place"), _("what it does"), _("keys"), _("id")), rows)
