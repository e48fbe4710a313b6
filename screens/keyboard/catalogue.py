"""Every action of every place, with the keys that it was written with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.binding import Binding
from textual.screen import Screen

from screens.keyboard.keyed import NO_KEY, ROOM, Keyed, place_name

SHARED = ("app", "screen", "dialog")
"""Places whose keys work in all others."""


@dataclass(frozen=True)
class Action:
    """Something that can be done at a place."""

    id: str
    place: str
    """The place's name."""
    title: str
    """What the place is called."""
    does: str
    written: Sequence[str]
    """The keys beside its screen; a preset or a person may give it others."""
    types: bool
    """Whether letters can be typed here, where they are no commands."""
    widget: bool
    """Whether the place is a part of screens, whose keys come before theirs."""
    replaced_in: frozenset[str] = frozenset()
    """Places that do something else with all the keys it was written with, and so leave it out."""


def catalogue(editing: type) -> Mapping[str, Action]:
    """Return the actions that are told of, by id, place by place.

    Args:
        editing: the screen on whose grid letters can be typed.
    """
    found: dict[str, Action] = {}
    own_keys: dict[str, set[str]] = {}
    for place in _places(Keyed):
        for binding in _bindings(place):
            action = _action(binding, place, editing)
            if action.place == action.id.partition(".")[0]:
                own_keys.setdefault(action.place, set()).update(action.written)
                if action.does:
                    found[action.id] = action
    for name, action in found.items():
        if action.place in SHARED and action.written:
            places = {place for place, keys in own_keys.items() if keys.issuperset(action.written)}
            found[name] = replace(action, replaced_in=frozenset(places - {action.place}))
    return dict(sorted(found.items(), key=lambda item: _rank(item[1])))


def _rank(action: Action) -> tuple[int, str]:
    order = ("editor", "grid", "library", "source", "history", "threads")
    place = order.index(action.place) if action.place in order else len(order)
    return (len(order) + 1 if action.place in SHARED else place, action.title)


def _action(binding: Binding, place: type[Keyed], editing: type) -> Action:
    keys = tuple(each.key for each in Binding.make_bindings([binding]))
    name = place_name(place)
    return Action(
        str(binding.id),
        name,
        title_of(place),
        binding.description,
        tuple(key for key in keys if not key.startswith(NO_KEY)),
        types=place is editing or name in ("grid", "screen"),
        widget=not issubclass(place, Screen) and name not in SHARED,
    )


def title_of(place: type) -> str:
    """Return what a place is called: its PLACE, or the heading of its help."""
    own = place.__dict__.get("PLACE")
    if own:
        return str(own)
    lines = str(getattr(place, "HELP", "")).strip("\n ").splitlines()
    return lines[0].lstrip("#‹ \n").strip() if lines else place_name(place)


def _places(parent: type[Keyed]) -> Iterator[type[Keyed]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith(ROOM):
            if child.__dict__.get("PLACE") or child.__dict__.get("HELP"):
                yield child
            yield from _places(child)


def _bindings(place: type[Keyed]) -> Iterator[Binding]:
    for base in place.__mro__:
        if base.__module__.startswith(ROOM):
            yield from base.__dict__.get("BINDINGS", ())
