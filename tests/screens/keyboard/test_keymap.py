"""Every action has a name, keys that do one thing, and a way without Latin letters."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from textual.binding import Binding
from textual.dom import DOMNode

import screens
from curator.errors import KeysError, UnknownNameError
from curator.keymaps import PRESETS, KeyChoice, Preset, preset
from screens.every_action import every_action
from screens.keyboard.keymap import clash_of, clashes, given, keymap, keys_of, taken
from screens.keyboard.words import is_letter, shown, understood

ACTIONS = every_action()


def classes() -> Iterator[type[DOMNode]]:
    for module in walk_packages(screens.__path__, "screens."):
        for thing in vars(import_module(module.name)).values():
            here = isinstance(thing, type) and thing.__module__ == module.name
            if here and issubclass(thing, DOMNode):
                yield thing


def test_every_binding_has_a_name() -> None:
    nameless = {
        f"{each.__name__}: {binding}"
        for each in classes()
        for binding in each.__dict__.get("BINDINGS", ())
        if not (isinstance(binding, Binding) and binding.id)
    }

    assert not nameless


def test_names_tell_place_and_action() -> None:
    assert {"editor.undo", "grid.move:-1:0", "app.menu", "editor.operate:rename-column"} <= set(
        ACTIONS
    )


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.name)
def test_no_key_does_two_things_at_one_place(each: Preset) -> None:
    assert [str(clash) for clash in clashes(ACTIONS, KeyChoice(each))] == []


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.name)
def test_a_preset_names_actions_and_keys_that_are_there(each: Preset) -> None:
    assert set(each.keys) <= set(ACTIONS)
    for keys in each.keys.values():
        assert tuple(keys) == understood(",".join(keys))


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.name)
def test_the_palette_has_a_function_key(each: Preset) -> None:
    assert "f8" in keys_of(ACTIONS["app.command-palette"], KeyChoice(each))


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.name)
def test_what_a_field_does_needs_no_letter(each: Preset) -> None:
    for action in ACTIONS.values():
        if action.widget and not action.types:
            assert any(
                key == "space" or not is_letter(key) for key in keys_of(action, KeyChoice(each))
            ), action.id


def test_letters_are_free_for_typing_in_a_spreadsheet() -> None:
    choice = KeyChoice(preset("spreadsheet"))

    for action in ACTIONS.values():
        if action.place in ("editor", "grid", "screen", "app"):
            assert not any(map(is_letter, keys_of(action, choice))), action.id


def test_a_key_that_is_taken_is_told_of() -> None:
    with pytest.raises(KeysError, match=r"D already does “Delete rows” \(The editor\)"):
        given(ACTIONS, KeyChoice(), "editor.history", ["D"])


def test_a_key_can_be_taken_from_another_action() -> None:
    clash = clash_of(ACTIONS, KeyChoice(), ACTIONS["editor.history"], "D")
    assert clash is not None

    choice = taken(ACTIONS, KeyChoice(), clash)

    assert "D" in keys_of(ACTIONS["editor.history"], choice)
    assert keys_of(ACTIONS["editor.delete-rows"], choice) == ("ctrl+delete",)


def test_two_screens_may_have_one_key() -> None:
    assert given(ACTIONS, KeyChoice(), "history.find", ["D"])


def test_the_palette_keeps_a_key_for_every_layout() -> None:
    with pytest.raises(KeysError, match="function key"):
        given(ACTIONS, KeyChoice(), "app.command-palette", ["ctrl+p"])


def test_an_action_without_keys_has_a_key_that_nobody_can_press() -> None:
    choice = given(ACTIONS, KeyChoice(), "editor.fill-down", ())

    assert keymap(ACTIONS, choice) == {"editor.fill-down": "no-key:editor.fill-down"}


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"no action 'editor\.fly'"):
        given(ACTIONS, KeyChoice(), "editor.fly", ["x"])


@pytest.mark.parametrize("keys", ["crtl+x", "f99x", "a,,b", "ctrl+i", "nokey"])
def test_a_key_that_is_none_is_refused(keys: str) -> None:
    with pytest.raises(KeysError):
        understood(keys)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("ctrl+z", "Ctrl+Z"),
        ("f4", "F4"),
        ("u", "u"),
        ("shift+space", "Shift+Space"),
        ("slash", "/"),
        ("minus", "-"),
        ("left_square_bracket", "["),
        ("up", "↑"),
        ("no-key:editor.undo", ""),
    ],
)
def test_keys_are_told_as_they_stand_on_keyboards(key: str, words: str) -> None:
    assert shown(key) == words


FREE = ["ctrl+g", "ctrl+f7", "J", "K", "W", "f17", "tilde", "1"]


@drawn(st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.sampled_from(FREE)), max_size=12))
def test_whatever_is_given_no_key_does_two_things(wishes: list[tuple[str, str]]) -> None:
    choice = KeyChoice()

    for name, key in wishes:
        try:
            choice = given(ACTIONS, choice, name, [*keys_of(ACTIONS[name], choice), key])
        except KeysError:
            continue

    assert not list(clashes(ACTIONS, choice))
