"""The keys that hold: as written, as the preset says, as the person chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curator.errors import KeysError, UnknownNameError
from curator.keymaps import KeyChoice
from curator.language import _
from screens.keyboard.catalogue import SHARED, Action
from screens.keyboard.keyed import NO_KEY
from screens.keyboard.words import is_letter, shown

PALETTE = "app.command-palette"
"""The way to every other action, which keeps a key that works under each layout."""

Actions = Mapping[str, Action]


@dataclass(frozen=True)
class Clash:
    """One key for two actions that can be wanted at the same moment."""

    key: str
    action: Action
    other: Action

    def __str__(self) -> str:
        return _("{key} already does “{other}” ({place}).").format(
            key=shown(self.key), other=self.other.does, place=self.other.title
        )


def keys_of(action: Action, choice: KeyChoice) -> Sequence[str]:
    """Return the keys of an action; the first is told where there is room for one."""
    if action.id in choice.own:
        return choice.own[action.id]
    keys = choice.preset.keys.get(action.id, action.written)
    if choice.preset.letters == "type" and action.types:
        return [key for key in keys if not is_letter(key)]
    return keys


def keymap(actions: Actions, choice: KeyChoice) -> Mapping[str, str]:
    """Return Textual's keymap: the keys of each action that has others than it was written with."""
    held = {name: tuple(keys_of(action, choice)) for name, action in actions.items()}
    return {
        name: ",".join(keys) or f"{NO_KEY}{name}"
        for name, keys in held.items()
        if keys != tuple(actions[name].written)
    }


def clashes(actions: Actions, choice: KeyChoice) -> Iterator[Clash]:
    """Yield the keys that do two things at one place, but for those that are written so.

    Where two actions were written with one key, the place in front takes it and passes it on:
    Escape drops the selection before it leaves the editor.
    """
    holders: dict[str, list[Action]] = {}
    for action in actions.values():
        for key in keys_of(action, choice):
            for other in holders.get(key, ()):
                if meet(action, other) and not _written_so(key, action, other):
                    yield Clash(key, action, other)
            holders.setdefault(key, []).append(action)


def clash_of(actions: Actions, choice: KeyChoice, action: Action, key: str) -> Clash | None:
    """Return what a key would do besides, if an action were given it."""
    for other in actions.values():
        if other.id != action.id and meet(action, other) and key in keys_of(other, choice):
            return None if _written_so(key, action, other) else Clash(key, action, other)
    return None


def meet(one: Action, other: Action) -> bool:
    """Whether two actions can be wanted at the same moment."""
    if one.place in other.replaced_in or other.place in one.replaced_in:
        return False
    return one.place == other.place or any(
        each.widget or each.place in SHARED for each in (one, other)
    )


def given(actions: Actions, choice: KeyChoice, name: str, keys: Sequence[str]) -> KeyChoice:
    """Return the choice with other keys for an action.

    Raises:
        UnknownNameError: there is no such action.
        KeysError: a key does something else there, or the palette would be out of reach.
    """
    action = named(actions, name)
    for key in keys:
        clash = clash_of(actions, choice, action, key)
        if clash is not None:
            words = _("{clash} Give {other} another key first.")
            raise KeysError(words.format(clash=clash, other=clash.other.id))
    if name == PALETTE and all(is_letter(key) or "ctrl+" in key for key in keys):
        raise KeysError(
            _("The palette leads to everything: it keeps a function key, for each keyboard layout.")
        )
    return choice.giving(name, keys)


def taken(actions: Actions, choice: KeyChoice, clash: Clash) -> KeyChoice:
    """Return the choice in which an action has a key that another one loses."""
    rest = [key for key in keys_of(clash.other, choice) if key != clash.key]
    without = given(actions, choice, clash.other.id, rest)
    return given(actions, without, clash.action.id, [*keys_of(clash.action, without), clash.key])


def named(actions: Actions, name: str) -> Action:
    """Return the action of a name.

    Raises:
        UnknownNameError: there is none.
    """
    try:
        return actions[name]
    except KeyError:
        raise UnknownNameError(
            _("There is no action {name!r}; `curator keys` lists them.").format(name=name)
        ) from None


def _written_so(key: str, one: Action, other: Action) -> bool:
    return key in one.written and key in other.written
