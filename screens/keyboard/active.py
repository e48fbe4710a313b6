"""What can be done at this moment, with the keys that hold: for the palette, the menu and help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen

from screens.keyboard.groups import GROUPS, Group, group_of
from screens.keyboard.words import shown_all


@dataclass(frozen=True)
class LiveAction:
    """An action, and the part of the screen that does it."""

    does: str
    keys: str
    """Its keys in words; empty where it has none."""
    tooltip: str
    action: str
    node: DOMNode
    group: Group


def live_actions(screen: Screen[Any]) -> Sequence[LiveAction]:
    """Return the actions of curator's that work on a screen, each once."""
    keys: dict[str, list[str]] = {}
    first: dict[str, LiveAction] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if binding.id is None or not binding.description or not active.enabled:
            continue
        keys.setdefault(binding.description, []).append(key)
        first.setdefault(
            binding.description,
            LiveAction(
                binding.description,
                "",
                binding.tooltip,
                binding.action,
                active.node,
                group_of(binding.id),
            ),
        )
    return [replace(each, keys=shown_all(keys[does])) for does, each in first.items()]


def by_purpose(actions: Iterable[LiveAction]) -> Sequence[tuple[Group, Sequence[LiveAction]]]:
    """Return the groups that have actions, in the menu's order; what has no key comes last."""
    held: dict[str, list[LiveAction]] = {}
    for each in sorted(actions, key=lambda each: not each.keys):
        held.setdefault(each.group.name, []).append(each)
    return [(group, held[group.name]) for group in GROUPS if group.name in held]
